/** What a reply may want. A text may carry several. */
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

/** The open prompt. `keep` marks the choice that leaves the visit as it is. */
export type Asked = {
  readonly kind: 'choice' | 'survey' | 'cancel' | 'ticket';
  readonly digits: readonly number[];
  readonly choices?: readonly { readonly digit: number; readonly technicianFirst?: string; readonly keep?: boolean }[];
};

/**
 * What a reply says. No intents: nobody understood it. A `digit` without an intent was not offered by the open prompt
 * (or there is none) and must not act.
 */
export type Reading = {
  readonly intents: readonly Intent[];
  readonly digit?: number;
  /** The words for the technician. */
  readonly note?: string;
  readonly language?: 'en' | 'es';
  /** The opt-out was the lone word CANCEL: ask about the visit, too. */
  readonly cancelWord?: true;
};
