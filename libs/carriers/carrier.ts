/** A text as the carrier knows it: on its way up to `sent`, then exactly one of the three ends. */
export type CarrierStatus = 'accepted' | 'queued' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed';

export type Sending = {
  /** E.164, `+15550100`. */
  readonly to: string;
  readonly body: string;
  /** Where the carrier reports what became of it. It carries our own message id, so that a report alone settles a doubt. */
  readonly statusCallback: string;
  /** After this many seconds in the carrier's queue the text is thrown away instead of being delivered too late. */
  readonly validSeconds: number;
};

export type Sent =
  | {
      readonly outcome: 'sent';
      readonly sid: string;
      readonly status: CarrierStatus;
      readonly segments: number;
    }
  /** The carrier said no. `code` is its error code (`#carriers/refusals` says what to do), or the HTTP status without one. */
  | { readonly outcome: 'refused'; readonly code: number; readonly why: string }
  /** The carrier did not look at it (429): safe to send again later. */
  | { readonly outcome: 'busy'; readonly why: string }
  /** Timeout, reset or 5xx: it may or may not have gone. Ask with `find` before sending again. */
  | { readonly outcome: 'unknown'; readonly why: string };

export type Found = { readonly sid: string; readonly status: CarrierStatus };
export type Fetched = Found & { readonly errorCode: number | null };

export type Carrier = {
  /** Hands one text over. Every answer and every silence of the carrier is an outcome; nothing is retried, nothing thrown. */
  send(sending: Sending): Promise<Sent>;
  /**
   * The texts to `to` with exactly this body that the carrier took at or after `since` (on the carrier's clock, whole
   * seconds). Throws when the carrier cannot be asked: a silence must never read as "it did not go".
   */
  find(q: { to: string; body: string; since: Date }): Promise<Found[]>;
  /** What became of one text, or `null` when the carrier knows no such sid. Throws when the carrier cannot be asked. */
  fetch(sid: string): Promise<Fetched | null>;
};
