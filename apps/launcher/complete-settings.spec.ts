import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completeSettings } from '#apps/launcher/complete-settings';
import { readSettings } from '#flows/settings';

let stateDir: string;
beforeEach(() => (stateDir = mkdtempSync(join(tmpdir(), 'doorward-settings-'))));
afterEach(() => rmSync(stateDir, { recursive: true }));

const REAL = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a-token-of-twilio',
  TWILIO_FROM: '+15550142',
};
const complete = (given: Record<string, string>, isEmpty = false) => completeSettings(given, { stateDir, isEmpty });
const valid = (env: Record<string, string | undefined>) =>
  readSettings({ DATABASE_URL: 'postgres://db/doorward', ...env });

it('needs nothing: the demo, simulated phones and a kept secret are filled in', async () => {
  const { env, carrierPort } = await complete({});
  const settings = valid(env);
  expect(settings.DEMO).toBe(true);
  expect(settings.MISSED_WINDOW_CREDIT).toEqual({ cents: 2500, currency: 'USD' });
  expect(settings.TWILIO_API_BASE).toBe(`http://127.0.0.1:${carrierPort}`);
  expect(settings.PUBLIC_URL).toBe(`http://localhost:${settings.PORT}`);
  expect(statSync(join(stateDir, 'app-secret')).mode & 0o777).toBe(0o600);
  const again = await complete({});
  expect(again.env['APP_SECRET']).toBe(settings.APP_SECRET);
});

it('an empty start has no demo town', async () => {
  const settings = valid((await complete({}, true)).env);
  expect([settings.DEMO, settings.MISSED_WINDOW_CREDIT]).toEqual([false, null]);
});

it('with a real carrier there are no simulated phones and no demo town to text strangers from', async () => {
  const { env, carrierPort } = await complete(REAL);
  expect([carrierPort, valid(env).DEMO, valid(env).TWILIO_API_BASE]).toEqual([null, false, undefined]);
});

it('what was set wins, and what is wrong is told by name', async () => {
  expect((await complete({ PUBLIC_URL: 'https://go.example.com', LOG_LEVEL: 'info' })).env).toMatchObject({
    PUBLIC_URL: 'https://go.example.com',
    LOG_LEVEL: 'info',
  });
  await expect(complete({ ...REAL, TWILIO_AUTH_TOKEN: '' })).rejects.toThrow('TWILIO_AUTH_TOKEN is missing');
});
