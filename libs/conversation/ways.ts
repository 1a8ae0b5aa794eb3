/** How something can be said: a text, a machine that calls and reads it out, an e-mail, a person who phones. */
export type Way = 'text' | 'call' | 'mail' | 'person';

/** News he must have: until it has reached him, every way is tried, and the last is a person who is asked to tell it. */
const ESSENTIAL: readonly Way[] = ['text', 'call', 'mail', 'person'];
/** What can only be read: a link to choose by, an answer to what he has just asked. Nobody is rung up by a machine for it. */
const TO_READ: readonly Way[] = ['text', 'mail', 'person'];
/** A technician is spoken to by people. */
const TO_TECHNICIAN: readonly Way[] = ['text', 'person'];
/** Kind to send and no loss if it does not come. */
const COURTESY: readonly Way[] = ['text'];

/** The kinds of messages that deserve less than every way, and which ways they deserve. */
const WAYS: Readonly<Record<string, readonly Way[]>> = {
  'booking-link': TO_READ,
  'block-link': TO_READ,
  'planned-offer': TO_READ,
  'next-visit': TO_READ,
  'survey-first': TO_READ,
  'how-late': TO_READ,
  answers: TO_READ,
  kept: TO_READ,
  'fresh-choices': TO_READ,
  'no-choices': TO_READ,
  'not-understood': TO_READ,
  'ask-cancel': TO_READ,
  'ask-cancel-several': TO_READ,
  'desk-reply': TO_READ,

  ticket: TO_TECHNICIAN,
  'ticket-again': TO_TECHNICIAN,
  'ticket-withdrawn': TO_TECHNICIAN,
  'sign-in': TO_TECHNICIAN,
  'ticket-accepted': COURTESY,
  'ticket-declined': COURTESY,
  'no-ticket': COURTESY,

  accepted: COURTESY,
  'on-the-way': COURTESY,
  finished: COURTESY,
  survey: COURTESY,
  thanks: COURTESY,
  noted: COURTESY,
  'ask-note': COURTESY,
  earlier: COURTESY,
  'earlier-gone': COURTESY,
  'planned-gone': COURTESY,
  waiting: COURTESY,
  'already-done': COURTESY,
  'no-visit': COURTESY,
  help: COURTESY,
  started: COURTESY,
  // The word itself has put a person onto it.
  stopped: COURTESY,
  'cancel-word': COURTESY,
  'cancel-word-several': COURTESY,
};

/** The ways a message of this kind may go, in the order in which they are tried. A kind nobody has placed is essential. */
export const waysOf = (kind: string): readonly Way[] => (Object.hasOwn(WAYS, kind) ? WAYS[kind]! : ESSENTIAL);

/** Whether it may not be lost: there is a way after the text. */
export const isEssential = (kind: string): boolean => waysOf(kind).length > 1;

/** Why a way cannot be gone now, for each that cannot. */
export type Barred = Partial<Readonly<Record<Way, string>>>;

/** The first way from `from` on that is open; null when none is left. A person can always be asked, where he is on the list. */
export function wayFrom(kind: string, from: Way, barred: Barred): Way | null {
  const ways = waysOf(kind);
  return ways.slice(Math.max(0, ways.indexOf(from))).find((way) => way === 'person' || !barred[way]) ?? null;
}

/** The way after one that has failed; null when there is none. */
export function wayAfter(kind: string, failed: Way): Way | null {
  const ways = waysOf(kind);
  return ways[ways.indexOf(failed) + 1] ?? null;
}
