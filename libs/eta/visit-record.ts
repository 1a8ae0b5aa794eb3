import { earlier, minutesBetween } from '#time/minutes';
import { dayAt, wallMinutes } from '#time/zone';
import type { Window } from '#time/window';
import { type AppointmentState, keeps } from '#visits/appointment';
import type { Quantiles } from '#eta/spread';

/** Predictions are held against what came as they stood this many minutes before the arrival. */
export const HORIZONS = [120, 60, 30, 15] as const;
export type Horizon = (typeof HORIZONS)[number];

/** The prediction that stood `minutes` before the arrival: the newest one made until then. */
export type Standing = Quantiles & { readonly minutes: Horizon; readonly technicianId: string };

/** What was written down about one visit while it happened; lists are in the order of time. */
export type VisitRecord = {
  readonly appointmentId: string;
  readonly workOrderId: string;
  readonly ref: string;
  readonly customer: string;
  readonly zone: string;
  /** Whoever came, or had it last. */
  readonly technicianId: string;
  readonly technician: string;
  readonly workCode: string;
  readonly work: string;
  readonly state: AppointmentState;
  /** Every window promised, one at least; `byCustomer`: the customer himself chose it. */
  readonly windows: readonly { readonly window: Window; readonly at: Date; readonly byCustomer: boolean }[];
  /** Arrivals as texts told them. */
  readonly told: readonly (Quantiles & { readonly at: Date })[];
  /** When texts of our own accord went out that said he will be late. */
  readonly lateTexts: readonly Date[];
  /** When the desk offered other times unasked. */
  readonly offers: readonly Date[];
  /** How many texts the customer got about it. */
  readonly texts: number;
  readonly arrivedAt: Date | null;
  readonly endedAt: Date | null;
  /** The predictions that stood before the arrival; none where nobody arrived. */
  readonly standing: readonly Standing[];
};

/** `due`: it counts; `open`: what was promised last is still ahead; `cancelled`: called off before we had broken anything. */
export type Outcome = 'due' | 'open' | 'cancelled';

/** A prediction held against the arrival. */
export type Tried = {
  readonly standing: Standing;
  /** He came within the range, its ends included. */
  readonly isCovered: boolean;
  /** Minutes by which he came later than its middle; below zero he came earlier. */
  readonly error: number;
};

/** A record and what follows from it. */
export type JudgedVisit = {
  readonly record: VisitRecord;
  readonly outcome: Outcome;
  /**
   * The first promise: the first window, or the one to which the customer moved the visit for reasons of his own,
   * before it was over and before we had said a word of lateness or offered other times.
   */
  readonly first: Window;
  /** A later window took its place, and not because the customer wanted so. */
  readonly isMovedByUs: boolean;
  /** Arrived by the end of the first promise, early arrivals included; false when it was moved by us. */
  readonly keptFirst: boolean;
  /** What was promised in its place: the arrival told with a delay, or else the later window. Null when nothing was. */
  readonly second: { readonly from: Date; readonly to: Date; readonly isTold: boolean } | null;
  readonly keptSecond: boolean;
  /** The range told last about the last window; null when none was. */
  readonly lastTold: Quantiles | null;
  /** First word that the first promise would not hold. */
  readonly heardAt: Date | null;
  /**
   * Minutes from that word to the end of the first promise, for one not kept; below zero when the word came after it.
   * Who was told nothing learned it at his door, or when the visit ended.
   */
  readonly warningMinutes: number | null;
  /** He came, or the visit ended, after what was said last, and nothing new was said in between. */
  readonly isSurprise: boolean;
  /** He was announced late and came in time after all; null when there was no such word, or it cannot be known. */
  readonly isFalseAlarm: boolean | null;
  /** The local hour in which the last window opens. */
  readonly hour: number;
  /** The quarter of the year in which the first promise lies, `2026-Q1`. */
  readonly quarter: string;
  readonly tried: readonly Tried[];
};

/** Works out what records say about our promises, as seen from `now`. */
export function judgeVisits(records: readonly VisitRecord[], now: Date): JudgedVisit[] {
  // Windows begin at a few hundred instants, however many visits there are; asking the calendar is what takes time.
  const known = new Map<string, LocalStart>();
  return records.map((record) =>
    judgeVisit(record, now, (t, zone) => {
      const key = `${zone} ${t.getTime()}`;
      const start = known.get(key) ?? localStart(t, zone);
      known.set(key, start);
      return start;
    }),
  );
}

/** The same for one. `startAt` says when an instant is in a zone. */
export function judgeVisit(record: VisitRecord, now: Date, startAt = localStart): JudgedVisit {
  const { windows, arrivedAt, zone } = record;
  const { first, since, isMovedByUs, movedAt } = firstPromise(record);
  const last = windows.at(-1)!;
  const told = record.told.filter(({ at }) => at >= last.at && !(arrivedAt && at > arrivedAt));
  const lastTold = told.at(-1) ?? null;
  const isDelayTold = told.some(({ p50 }) => p50 >= last.window.to);
  const second =
    isDelayTold && lastTold
      ? { from: lastTold.p10, to: lastTold.p90, isTold: true }
      : isMovedByUs
        ? { ...last.window, isTold: false }
        : null;
  const heardAt = firstWord(record, first, since, movedAt);
  const keptFirst = !isMovedByUs && arrivedAt !== null && keeps(first, arrivedAt);
  const outcome = outcomeOf(record, first, heardAt, lastTold?.p90 ?? last.window.to, now);
  const end = arrivedAt ?? record.endedAt ?? now;
  return {
    record,
    outcome,
    first,
    isMovedByUs,
    keptFirst,
    second,
    keptSecond: second !== null && arrivedAt !== null && isBy(second, arrivedAt),
    lastTold,
    heardAt,
    warningMinutes: keptFirst ? null : minutesBetween(earlier(heardAt ?? end, end), first.to),
    isSurprise: isSurprise(record, lastTold, last.window, end),
    isFalseAlarm: heardAt && !isMovedByUs && arrivedAt ? keptFirst : null,
    hour: startAt(last.window.from, zone).hour,
    quarter: startAt(first.from, zone).quarter,
    tried: arrivedAt ? record.standing.map((standing) => tryOut(standing, arrivedAt)) : [],
  };
}

/** Goes through the windows in order: one the customer chose of his own accord makes a new beginning. */
function firstPromise({ windows, lateTexts, offers, told }: VisitRecord) {
  let [first] = windows as [VisitRecord['windows'][number]];
  for (const next of windows.slice(1)) {
    const isOurs = (at: Date) => at >= first.at && at <= next.at;
    const isPushed =
      lateTexts.some(isOurs) ||
      offers.some(isOurs) ||
      told.some(({ at, p50 }) => isOurs(at) && p50 >= first.window.to) ||
      next.at >= first.window.to;
    if (!next.byCustomer || isPushed)
      return { first: first.window, since: first.at, isMovedByUs: true, movedAt: next.at };
    first = next;
  }
  return { first: first.window, since: first.at, isMovedByUs: false, movedAt: null };
}

/** The first word after the first promise was made that it would not hold. */
function firstWord(record: VisitRecord, first: Window, since: Date, movedAt: Date | null): Date | null {
  const words = [
    ...record.lateTexts,
    ...record.told.flatMap(({ at, p50 }) => (p50 >= first.to ? at : [])),
    ...(movedAt ? [movedAt, ...record.offers.filter((at) => at <= movedAt)] : []),
  ].filter((at) => at >= since && !(record.arrivedAt && at > record.arrivedAt));
  return words.length ? words.reduce(earlier) : null;
}

function outcomeOf(record: VisitRecord, first: Window, heardAt: Date | null, saidUntil: Date, now: Date): Outcome {
  if (record.arrivedAt) return 'due';
  if (record.endedAt) return record.endedAt < first.to && heardAt === null ? 'cancelled' : 'due';
  return saidUntil <= now ? 'due' : 'open';
}

function isSurprise({ lateTexts }: VisitRecord, lastTold: Quantiles | null, window: Window, end: Date): boolean {
  const until = lastTold?.p90 ?? window.to;
  const isAfter = lastTold ? end > until : end >= until;
  return isAfter && !lateTexts.some((at) => at > until && at <= end);
}

/** A told range contains its last minute, a window does not. */
const isBy = ({ to, isTold }: { readonly to: Date; readonly isTold: boolean }, at: Date) =>
  at < to || (isTold && +at === +to);

type LocalStart = { readonly hour: number; readonly quarter: string };

function localStart(t: Date, zone: string): LocalStart {
  const [year, month] = dayAt(t, zone).split('-') as [string, string];
  return {
    hour: Math.floor(wallMinutes(t, zone) / 60),
    quarter: `${year}-Q${Math.ceil(Number(month) / 3)}`,
  };
}

const tryOut = (standing: Standing, arrivedAt: Date): Tried => ({
  standing,
  isCovered: standing.p10 <= arrivedAt && arrivedAt <= standing.p90,
  error: minutesBetween(standing.p50, arrivedAt),
});
