import type { Entry } from '#carriers/loopback/logged';

/** Twilio's default words. They count only alone, in any case; CANCEL and END among them is why no text of ours asks for a word. */
const OUT = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT']);
const IN = new Set(['START', 'UNSTOP', 'YES']);
const HELP = new Set(['HELP', 'INFO']);

/**
 * Whether the last opt-word that this phone sent to `number` was one out. Worked out from the thread itself, so that it
 * holds over a restart.
 */
export function hasOptedOut(thread: readonly Entry[], number: string): boolean {
  const said = thread.filter((t) => t.direction === 'from-phone' && t.to === number).map((t) => word(t.body));
  return OUT.has(said.findLast((w) => OUT.has(w) || IN.has(w)) ?? '');
}

/** What Twilio writes into the webhook of such a text, where opt-outs are its own; null for every other text. */
export function optOutType(body: string): 'STOP' | 'START' | 'HELP' | null {
  const said = word(body);
  if (OUT.has(said)) return 'STOP';
  if (IN.has(said)) return 'START';
  return HELP.has(said) ? 'HELP' : null;
}

/** What it answers by itself then. */
export const CARRIER_ANSWERS = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
} as const;

const word = (body: string) => body.trim().toUpperCase();
