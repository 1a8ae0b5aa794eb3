/** What we do about a text the carrier would not take or could not deliver. */
export type Remedy =
  /** Never text this number again until a person has looked at it (or, when opted out, until its owner says START). */
  | 'suppress-number'
  | 'retry-later'
  /** Once more, if it is still true. */
  | 'retry-once'
  | 'do-not-retry'
  /** It grew too old on the way: ask what is true now and say that. */
  | 're-evaluate'
  /** Nothing of ours goes out until somebody mends the account. */
  | 'page-admin';

export type Refusal = {
  /** For the timeline and the board. */
  readonly means: string;
  readonly remedy: Remedy;
  /** The person said STOP: a matter of law, not of reach. */
  readonly optedOut?: true;
  /** Nothing is wrong with the number: other texts will meet the same, and the desk is told so. */
  readonly alarm?: true;
};

/** Answers to handing a text over. 429 is not here: it is the outcome `busy`. */
export const CREATE_ERRORS: Readonly<Record<number, Refusal>> = {
  10001: { means: 'the account is not active', remedy: 'page-admin' },
  20003: { means: 'the account or its token is not valid', remedy: 'page-admin' },
  20429: { means: 'too many requests', remedy: 'retry-later' },
  21211: { means: 'not a phone number', remedy: 'suppress-number' },
  21408: { means: 'texts to that country are not switched on', remedy: 'do-not-retry', alarm: true },
  21606: { means: 'our own number cannot send texts', remedy: 'page-admin' },
  21610: { means: 'the person opted out', remedy: 'suppress-number', optedOut: true },
  21611: { means: 'the queue of our number is full', remedy: 'retry-later' },
  21614: { means: 'not a mobile number', remedy: 'suppress-number' },
  21617: { means: 'longer than the carrier takes', remedy: 'do-not-retry' },
  21635: { means: 'a landline', remedy: 'suppress-number' },
};

/** Reports about a text that was taken and did not arrive. */
export const DELIVERY_ERRORS: Readonly<Record<number, Refusal>> = {
  30001: { means: 'the queue of our number is full', remedy: 'retry-later' },
  30002: { means: 'the account is suspended', remedy: 'page-admin' },
  30003: { means: 'the phone is off or has no service', remedy: 'retry-once' },
  30005: { means: 'the number is unknown or no longer in use', remedy: 'do-not-retry' },
  30006: { means: 'a landline or a carrier out of reach', remedy: 'suppress-number' },
  30007: { means: 'filtered by the carrier', remedy: 'do-not-retry', alarm: true },
  30008: { means: 'not delivered, no reason given', remedy: 'retry-once' },
  30022: { means: 'over the rate the phone networks allow us', remedy: 'retry-later' },
  30034: {
    means: 'our number is not registered with the phone networks',
    remedy: 'do-not-retry',
    alarm: true,
  },
  30036: { means: 'it became too old before it could be delivered', remedy: 're-evaluate' },
  30047: { means: 'held back by the carrier in quiet hours', remedy: 'retry-later' },
  30610: { means: 'held back by the carrier in quiet hours', remedy: 'retry-later' },
};

/** What `Sent.refused.code` means. A code we do not know is never tried again and never passed over: the news goes another way and the desk hears of the code. */
export const onRefusal = (code: number): Refusal => CREATE_ERRORS[code] ?? unknown(code);

/** What the `ErrorCode` of a failed or undelivered text means; `null` (none given) reads as 30008. */
export const onDeliveryError = (code: number | null): Refusal => DELIVERY_ERRORS[code ?? 30008] ?? unknown(code);

const unknown = (code: number | null): Refusal => ({
  means: `carrier error ${code}, which is not in our table`,
  remedy: 'do-not-retry',
  alarm: true,
});
