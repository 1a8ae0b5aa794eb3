import { seeded } from '#carriers/loopback/seeded';

/** How the loopback misbehaves. Every count runs down to 0 as it is used up. */
export type Switches = {
  /** From taking a text to its delivery. Longer than the text's validity: it fails with 30036. */
  delayMs: number;
  /** Answer the next n sends with 429. */
  busyNext: number;
  /** Refuse the next send with this code, then none. */
  refuseNext: number | null;
  /** Take the next n sends, then close the connection without an answer. */
  acceptThenDropNext: number;
  /** Take the next n sends and answer `slowMs` later. */
  slowNext: number;
  slowMs: number;
  /** Chances of the same four per send, from a seed; `null` for none. */
  rates: {
    readonly seed: number;
    readonly busy: number;
    readonly refused: number;
    readonly dropped: number;
    readonly slow: number;
  } | null;
  /** Phones that are off: texts to them end as undelivered with `undeliveredCode`. */
  undelivered: readonly string[];
  undeliveredCode: number;
  /** So many segments are taken in a minute, as by the phone networks; a text beyond that fails with 30022. */
  perMinute: number | null;
  /** Phones whose texts come to an end that is never reported, and that nobody knows when asked: they stay `sent`. */
  silent: readonly string[];
  /** Numbers that cannot get texts: refused with 21635. Calls reach them. */
  landlines: readonly string[];
  /** Who is called and is not listed answers. */
  calls: Readonly<Record<string, CallFate>>;
  /** Nobody is there: every connection to the carrier's API is cut without an answer. */
  down: boolean;
  /** Every status callback is posted twice. */
  duplicateCallbacks: boolean;
  /** `delivered` is posted before `sent`. */
  reorderCallbacks: boolean;
  /** Every text from a phone is posted this many extra times. */
  duplicateInbound: number;
};

/** What becomes of a call. */
export type CallFate = 'answered' | 'machine' | 'busy' | 'no-answer' | 'failed';

export type Mishap = 'none' | 'busy' | 'dropped' | 'slow' | { readonly refused: number };

/** Queue full: a refusal that says nothing about the number. */
const CHANCE_REFUSAL = 21611;

/** The switches as they stand; `set` changes those given, `next` says what befalls the next send and uses it up. */
export function switchboard() {
  const at: Switches = {
    delayMs: 0,
    busyNext: 0,
    refuseNext: null,
    acceptThenDropNext: 0,
    slowNext: 0,
    slowMs: 12_000,
    rates: null,
    undelivered: [],
    undeliveredCode: 30003,
    perMinute: null,
    silent: [],
    landlines: [],
    calls: {},
    down: false,
    duplicateCallbacks: false,
    reorderCallbacks: false,
    duplicateInbound: 0,
  };
  let draw = () => 1;
  return {
    at: at as Readonly<Switches>,
    set(change: Partial<Switches>) {
      Object.assign(at, change);
      if (change.rates) draw = seeded(change.rates.seed);
    },
    next: (): Mishap => counted(at) ?? (at.rates ? drawn(at.rates, draw()) : 'none'),
  };
}

export type Switchboard = ReturnType<typeof switchboard>;

function counted(at: Switches): Mishap | null {
  if (at.busyNext > 0) return (at.busyNext--, 'busy');
  if (at.refuseNext !== null) {
    const refused = at.refuseNext;
    at.refuseNext = null;
    return { refused };
  }
  if (at.acceptThenDropNext > 0) return (at.acceptThenDropNext--, 'dropped');
  if (at.slowNext > 0) return (at.slowNext--, 'slow');
  return null;
}

function drawn({ busy, refused, dropped, slow }: NonNullable<Switches['rates']>, chance: number): Mishap {
  if (chance < busy) return 'busy';
  if (chance < busy + refused) return { refused: CHANCE_REFUSAL };
  if (chance < busy + refused + dropped) return 'dropped';
  return chance < busy + refused + dropped + slow ? 'slow' : 'none';
}
