/** The question we put to a customer, with what each digit means while it is open. */
/** `menu`: what would you like to know; `note`: the next words are for the technician; `earlier`: would you come sooner. */
export type PromptKind = 'choice' | 'survey' | 'cancel' | 'menu' | 'note' | 'earlier';
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
  | { readonly does: 'ask'; readonly what: 'eta' | 'who' | 'rebook' | 'note' };

export type Digits = Readonly<Record<string, DigitMeaning>>;

/** A prompt is dead at the very instant of its expiry; a digit for a dead prompt never acts. */
export const isOpen = (prompt: { readonly state: PromptState; readonly expiresAt: Date }, now: Date) =>
  prompt.state === 'open' && now < prompt.expiresAt;
