import { setTimeout as wait } from 'node:timers/promises';

/** 0.2 s, 0.4 s … 5 s between two tries: a restarted process is found soon, one that is gone is not hammered. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;

/**
 * Calls `attempt` until it says `done` or `never` or until `forMs` are over. True when it was done. An attempt that
 * throws counts as `later`. Ends at once, with false, when `signal` aborts.
 */
export async function keepTrying(
  attempt: () => Promise<'done' | 'later' | 'never'>,
  { forMs, signal }: { forMs: number; signal: AbortSignal },
): Promise<boolean> {
  const end = performance.now() + forMs;
  for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    // A connection that is refused or reset is what the next try is for.
    const answer = await attempt().catch(() => 'later' as const);
    if (answer !== 'later') return answer === 'done';
    if (performance.now() + pause > end) return false;
    // Aborted while waiting: the loop's own test ends it.
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
