/** The question we put to a customer, with what each digit means while it is open. */
/**
 * `menu`: what would you like to know; `note`: the next words are for the technician; `earlier`: would you come sooner;
 * `which`: of which of your visits do you speak.
 */
export type PromptKind = 'choice' | 'survey' | 'cancel' | 'menu' | 'note' | 'earlier' | 'which';
export type PromptState = 'open' | 'answered' | 'superseded' | 'expired';

/** What a digit does. Digits mean only what the open prompt gave them. */
export type DigitMeaning =
  | { readonly does: 'keep' }
  | { readonly does: 'take'; readonly holdId: string }
  /** The same for a time that is not held: he has it if it is still free. Instants as ISO strings. */
  | {
      readonly does: 'try';
      readonly technicianId: string;
      readonly window: { readonly from: string; readonly to: string };
    }
  | { readonly does: 'take-earlier'; readonly offerId: string }
  | { readonly does: 'person' }
  | { readonly does: 'cancel-visit' }
  /** All that is still to come of the work order. */
  | { readonly does: 'cancel-order' }
  | { readonly does: 'open-link'; readonly blockId: string }
  | { readonly does: 'rate'; readonly stars: number }
  | { readonly does: 'ask'; readonly what: 'eta' | 'who' | 'rebook' | 'note' }
  /** He meant this visit: the text that left it open is answered about it. */
  | { readonly does: 'about'; readonly appointmentId: string; readonly inboundId: string };

export type Digits = Readonly<Record<string, DigitMeaning>>;

/** A prompt is dead at the very instant of its expiry; a digit for a dead prompt never acts. */
export const isOpen = (prompt: { readonly state: PromptState; readonly expiresAt: Date }, now: Date) =>
  prompt.state === 'open' && now < prompt.expiresAt;

/** So long after a menu has left, a digit may still be meant for the one before. */
export const READING_SECONDS = 10;

export type MenuSeen = {
  /** What its digits come to, each told from every other by its words: a time that is held anew is the same time. */
  readonly means: Readonly<Record<string, string>>;
  /** When it left for his phone; null while it has not. */
  readonly toldAt: Date | null;
  /** The digit he was asked about once more. */
  readonly toBeSure: string | null;
};

/**
 * Whether a digit has to be said once more before it acts: it came before he can have read the menu that is open, and
 * in the one that this menu took the place of it meant something else. Said twice, it is meant.
 */
export function isToBeSure(
  digit: string,
  heardAt: Date,
  open: MenuSeen,
  before: Pick<MenuSeen, 'means'> | null,
): boolean {
  const was = before?.means[digit];
  if (was === undefined || was === open.means[digit] || open.toBeSure === digit) return false;
  return open.toldAt === null || heardAt.getTime() - open.toldAt.getTime() < READING_SECONDS * 1000;
}
