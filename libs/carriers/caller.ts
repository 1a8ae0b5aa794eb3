import type { Language } from '#time/language';

export type Calling = {
  /** E.164, `+15550100`. */
  readonly to: string;
  /** What the voice reads out to whoever answers. */
  readonly words: string;
  readonly language: Language;
  /** Where the end of the call is reported. */
  readonly statusCallback: string;
};

/** How a call ended: somebody heard it, a machine took it, nobody did; or it is still going on. */
export type CallEnd = 'answered' | 'machine' | 'busy' | 'no-answer' | 'failed';

export type Placed =
  | { readonly outcome: 'placed'; readonly sid: string }
  /** It was not placed; `code` is the carrier's error code, or the HTTP status without one. */
  | { readonly outcome: 'refused'; readonly code: number; readonly why: string }
  /** Timeout, reset or 5xx: it may or may not ring. */
  | { readonly outcome: 'unknown'; readonly why: string };

export type Caller = {
  /** Places one call. Every answer and every silence is an outcome; nothing is tried again, nothing thrown. */
  call(calling: Calling): Promise<Placed>;
  /** How the call ended; null while it rings or is spoken. Throws when the carrier cannot be asked. */
  endOf(sid: string): Promise<CallEnd | null>;
};
