/**
 * What a text is to who gets it: an answer to what he said or asked of us; an answer the law gives him; news of today
 * that he must have; a receipt for what he has just done or seen; or something that can wait. Texts to technicians are
 * work, and are never held back.
 */
export type Nature = 'reply' | 'legal' | 'essential' | 'receipt' | 'can wait' | 'technician';

/** The order in which texts leave when the carrier takes fewer than we have: replies first, the survey last. */
export const RANKS = { reply: 0, urgent: 1, confirmation: 2, reminder: 3, survey: 4 } as const;
export type Rank = (typeof RANKS)[keyof typeof RANKS];

/** How one kind of text is treated. */
export type Manner = {
  readonly nature: Nature;
  readonly rank: Rank;
  /** Older than this many seconds the carrier throws it away instead of delivering it. */
  readonly validSeconds: number;
  /** Which caps it counts against: the phone's and the visit's; the visit's, though itself never held back by it; none. */
  readonly counts: 'phone and visit' | 'visit' | 'no';
  /** At night: it leaves; it leaves if the visit begins before he could be told by day; or it waits for the day. */
  readonly atNight: 'leaves' | 'leaves if needed' | 'waits';
  /** What of a visit it tells. Of several that wait about one visit and tell the same only the newest leaves. */
  readonly tellsOf: Topic | null;
  /** What else says all that it would have said: who is coming late is said with the delay. */
  readonly alsoIn: Topic | null;
};

/** What there is to tell of a visit: when he comes, that his window was missed, that it is booked, who comes, whether it stands, what stops it. */
type Topic = 'arrival' | 'missed' | 'confirmation' | 'technician' | 'standing' | 'block';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** He waits for it, so it is never held back. */
const reply = (validSeconds = HOUR): Manner => ({
  nature: 'reply',
  rank: RANKS.reply,
  validSeconds,
  counts: 'no',
  atNight: 'leaves',
  tellsOf: null,
  alsoIn: null,
});

/** The law wants it answered, whatever else has been said. */
const legal: Manner = { ...reply(4 * HOUR), nature: 'legal' };

/** News of the visit that he must have: it is told, or a person tells it. */
const essential = (validSeconds: number, tellsOf: Topic | null = null): Manner => ({
  nature: 'essential',
  rank: RANKS.urgent,
  validSeconds,
  counts: 'phone and visit',
  atNight: 'leaves if needed',
  tellsOf,
  alsoIn: null,
});

/** For what he has just done or seen: no news that would disturb him. */
const receipt = (atNight: Manner['atNight'], tellsOf: Topic | null = null): Manner => ({
  nature: 'receipt',
  rank: RANKS.confirmation,
  validSeconds: 4 * HOUR,
  counts: 'visit',
  atNight,
  tellsOf,
  alsoIn: null,
});

/** How something ends that he was told of and waits for. */
const owed: Manner = {
  ...reply(4 * HOUR),
  rank: RANKS.urgent,
  atNight: 'leaves if needed',
  tellsOf: 'block',
};

/** Good to know, and nothing is lost if it comes later. */
const canWait = (rank: Rank, tellsOf: Topic | null = null): Manner => ({
  nature: 'can wait',
  rank,
  validSeconds: 4 * HOUR,
  counts: 'phone and visit',
  atNight: 'waits',
  tellsOf,
  alsoIn: null,
});

const technician: Manner = { ...reply(4 * HOUR), nature: 'technician', rank: RANKS.urgent };

/** Choices are of use while their times are held: 20 minutes, as a rule. */
const WHILE_HELD = 20 * MINUTE;

/** Every kind of text we send, and how it is treated. A kind that is not here is not known anywhere. */
export const KINDS = {
  // He has just ordered, and nothing is promised yet.
  'booking-link': { ...receipt('leaves'), counts: 'no' },
  booked: receipt('leaves', 'confirmation'),
  'next-booked': receipt('leaves', 'confirmation'),
  changed: receipt('leaves', 'confirmation'),
  accepted: { ...receipt('leaves if needed', 'technician'), alsoIn: 'arrival' },
  'new-technician': { ...canWait(RANKS.confirmation, 'technician'), atNight: 'leaves if needed' },
  late: essential(10 * MINUTE, 'arrival'),
  // Where his window was missed as well, the text that says so names the time: one text, not two.
  news: { ...essential(10 * MINUTE, 'arrival'), alsoIn: 'missed' },
  'missed-window': essential(10 * MINUTE, 'missed'),
  'cannot-come': essential(WHILE_HELD),
  'on-the-way': { ...essential(5 * MINUTE, 'arrival'), atNight: 'leaves' },
  // What was promised when he asked: "texts you by 9:40am".
  'how-late': reply(10 * MINUTE),
  answers: reply(10 * MINUTE),
  kept: reply(),
  'fresh-choices': reply(WHILE_HELD),
  'no-choices': reply(),
  earlier: canWait(RANKS.reminder),
  'earlier-gone': reply(),
  waiting: reply(),
  'next-visit': receipt('leaves if needed'),
  'planned-offer': canWait(RANKS.reminder),
  'planned-gone': reply(),
  noted: reply(),
  finished: receipt('leaves'),
  'could-not-complete': { ...essential(4 * HOUR), atNight: 'leaves' },
  survey: canWait(RANKS.survey),
  thanks: reply(),
  // A call that was promised, and the word on one that did not come, are owed to who waits for it.
  'call-back': reply(),
  'call-back-broken': reply(),
  'please-call-us': reply(4 * HOUR),
  'not-understood': reply(),
  'ask-note': reply(),
  suspended: essential(4 * HOUR, 'standing'),
  'survey-first': essential(WHILE_HELD),
  'first-is-off': essential(4 * HOUR, 'standing'),
  'let-go': essential(4 * HOUR, 'standing'),
  resumed: essential(4 * HOUR, 'standing'),
  'ask-cancel-several': reply(),
  'cancel-word-several': legal,
  'order-cancelled': reply(),
  blocked: essential(4 * HOUR, 'block'),
  'block-link': reply(),
  // Who was told that his visit is stopped is owed the end of it.
  'block-lifted': owed,
  'block-lapsed': owed,
  'block-escalated': owed,
  'ask-cancel': reply(),
  'cancel-word': legal,
  'visit-cancelled': reply(),
  stopped: legal,
  started: legal,
  help: legal,
  'no-visit': reply(),
  'already-done': reply(),
  'at-once': reply(10 * MINUTE),
  'is-there': reply(10 * MINUTE),
  'which-visit': reply(),
  'to-be-sure': reply(10 * MINUTE),
  'in-your-language': reply(10 * MINUTE),
  'wrong-number': legal,
  'still-wrong-number': legal,
  // Somebody else on the visit has decided, and this one is not to wait for what will not be.
  'other-chose': receipt('leaves if needed', 'confirmation'),
  'other-kept': receipt('leaves if needed'),
  'other-cancelled': essential(4 * HOUR),
  'desk-reply': reply(),
  // He stands outside: later it says nothing any more.
  'at-the-door': reply(10 * MINUTE),
  ticket: technician,
  'ticket-again': technician,
  'ticket-withdrawn': technician,
  'sign-in': technician,
  'ticket-accepted': technician,
  'ticket-declined': technician,
  'no-ticket': technician,
} as const satisfies Record<string, Manner>;

export type MessageKind = keyof typeof KINDS;

/** The kinds that go to technicians. */
export const TO_TECHNICIANS: readonly string[] = Object.entries<Manner>(KINDS).flatMap(([kind, { nature }]) =>
  nature === 'technician' ? [kind] : [],
);

/** How a text is treated: as its kind is, unless it answers what the customer has just said. Unknown kinds wait. */
export function mannerOf(kind: string, isReply: boolean): Manner {
  const manner = (KINDS as Readonly<Record<string, Manner>>)[kind] ?? canWait(RANKS.reminder);
  if (!isReply || manner.nature === 'legal') return manner;
  return { ...reply(manner.validSeconds), tellsOf: manner.tellsOf };
}

/** Whether a newer text of kind `newer` says all that one of kind `older` would have said. */
export function speaksFor(newer: string, older: string): boolean {
  const [topic, { tellsOf, alsoIn }] = [mannerOf(newer, false).tellsOf, mannerOf(older, false)];
  return topic !== null && (topic === tellsOf || topic === alsoIn);
}
