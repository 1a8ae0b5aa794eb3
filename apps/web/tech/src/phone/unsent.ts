import type { Session } from '../day/session';
import { stored } from '../stored';

/** A position as it is sent. */
export type Fix = {
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number;
  readonly speed: number | null;
  readonly heading: number | null;
  readonly at: string;
};

type Kept = { readonly token: string; readonly fixes: readonly Fix[] };

/** Some hours without signal; what is older goes first. */
const MOST_KEPT = 500;
const MOST_SENT = 200;

/** Positions that have not reached the server yet, kept through a dead zone and a reload, and sent together. */
export function keepUnsent({ device, ask }: Pick<Session, 'device' | 'ask'>) {
  const shelf = stored<Kept>(device.place, 'doorward.fixes');
  const kept = shelf.read();
  let fixes = kept?.token === device.token ? kept.fixes : [];
  let isSending = false;

  function keep(next: readonly Fix[]): void {
    fixes = next.slice(-MOST_KEPT);
    if (fixes.length) shelf.write({ token: device.token, fixes });
    else shelf.clear();
  }

  async function send(): Promise<void> {
    if (isSending || !fixes.length) return;
    isSending = true;
    const batch = fixes.slice(0, MOST_SENT);
    const { kind } = await ask('POST', '/api/tech/positions', { fixes: batch });
    isSending = false;
    // What is refused as a whole would be refused again.
    if (kind !== 'answered' && kind !== 'refused') return;
    keep(fixes.filter((fix) => !batch.includes(fix)));
    await send();
  }

  return {
    add(fix: Fix): void {
      keep([...fixes, fix]);
      void send();
    },
  };
}
