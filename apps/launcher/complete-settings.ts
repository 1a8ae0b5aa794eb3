import { join } from 'node:path';
import { chosenPort } from '#apps/launcher/chosen-port';
import { keptSecret } from '#apps/launcher/secret';
import { readSettings } from '#flows/settings';

type Given = Readonly<Record<string, string | undefined>>;

/** Every setting that `npm start` needs; DATABASE_URL may still be missing. */
export type Complete = {
  readonly env: Given & { readonly PUBLIC_URL: string };
  /** The port of the simulated phones, or `null` with a real carrier. */
  readonly carrierPort: number | null;
};

/**
 * `given` with everything filled in that `npm start` provides by itself: ports, a secret, a carrier, the demo. Throws a
 * SettingsError or an UnusableSetting that says what to change.
 */
export async function completeSettings(
  given: Given,
  { stateDir, isEmpty }: { stateDir: string; isEmpty: boolean },
): Promise<Complete> {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const isReal = set.TWILIO_ACCOUNT_SID !== undefined;
  const isDemo = !isReal && !isEmpty;
  const filled: Given = {
    DEMO: String(isDemo),
    ...(isDemo && set.DEMO === undefined ? { MISSED_WINDOW_CREDIT: '25 USD' } : {}),
    APP_SECRET: keptSecret(stateDir, 'app-secret'),
    LOG_LEVEL: 'warn',
    ROADS_DIR: join(stateDir, 'roads'),
    ...set,
    ...(isReal ? {} : loopbackAccount(stateDir)),
  };
  // Before any port is looked at, so that a wrong setting is told as one.
  readSettings({
    DATABASE_URL: 'postgres://embedded',
    TWILIO_API_BASE: isReal ? undefined : 'http://127.0.0.1',
    ...filled,
  });
  const port = await chosenPort(set, 'PORT', 3000);
  const carrierPort = isReal ? null : await chosenPort(set, 'CARRIER_PORT', 3010);
  const base = carrierPort === null ? {} : { TWILIO_API_BASE: `http://127.0.0.1:${carrierPort}` };
  return { env: { PUBLIC_URL: `http://localhost:${port}`, ...filled, ...base, PORT: String(port) }, carrierPort };
}

const loopbackAccount = (stateDir: string) => ({
  TWILIO_ACCOUNT_SID: `AC${keptSecret(stateDir, 'carrier-account', 16)}`,
  TWILIO_AUTH_TOKEN: keptSecret(stateDir, 'carrier-token'),
  TWILIO_FROM: '+15550111',
});
