import type { Entry } from '#carriers/loopback/logged';

/** Twilio's default words. They count only alone, in any case; CANCEL and END among them is why no text of ours asks for a word. */
const OUT = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT']);
const IN = new Set(['START', 'UNSTOP', 'YES']);

/**
 * Whether the last opt-word that this phone sent to `number` was one out. Worked out from the thread itself, so that it
 * holds over a restart. The carrier's own "you have been unsubscribed" answer is not played: with ours it would be two.
 */
export function hasOptedOut(thread: readonly Entry[], number: string): boolean {
  const said = thread.filter((t) => t.direction === 'from-phone' && t.to === number).map((t) => word(t.body));
  return OUT.has(said.findLast((w) => OUT.has(w) || IN.has(w)) ?? '');
}

const word = (body: string) => body.trim().toUpperCase();
