import type { When } from '#conversation/reading/when';

/** What a reply may want. A text may carry several; a reading lists them in this order. */
export type Intent =
  | 'eta'
  | 'who'
  | 'is-cancelled'
  | 'other-tech'
  | 'choose'
  | 'rebook'
  | 'cancel-visit'
  | 'stop-texts'
  | 'start-texts'
  | 'help'
  | 'person'
  | 'note'
  | 'confirm'
  | 'decline'
  | 'thanks'
  | 'eta-ack'
  | 'running-late-customer'
  | 'wrong-number'
  | 'complaint'
  | 'survey-score';

/** One line of a menu. `keep` leaves the visit as it is, `cancel` cancels it; the others are a technician and a time. */
export type Choice = {
  readonly digit: number;
  readonly technicianFirst?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly keep?: boolean;
  readonly cancel?: boolean;
};

/** The open prompt. */
export type Asked = {
  readonly kind: 'choice' | 'survey' | 'cancel' | 'ticket';
  readonly digits: readonly number[];
  readonly choices?: readonly Choice[];
};

/**
 * What a reply says. No intents: nobody understood it. A `digit` without an intent was not offered by the open prompt
 * (or there is none) and must not act.
 */
export type Reading = {
  readonly intents: readonly Intent[];
  readonly digit?: number;
  /** The time that is wished for (`rebook`); of a `cancel-visit` only the day that was named. */
  readonly when?: When;
  /** When (`14:00`) or where (the digits of a number) a call is wished for. */
  readonly callback?: string;
  /** The words for the technician. */
  readonly note?: string;
  readonly language?: 'en' | 'es';
  /** The opt-out was the lone word CANCEL: ask about the visit, too. */
  readonly cancelWord?: true;
};
