import { later, minutesBetween, plusMinutes } from '#time/minutes';
import { type AssignmentState, isOnSite } from '#visits/assignment';
import type { Basis } from '#eta/basis';
import { type Calibration, calibrated } from '#eta/calibration';
import { COURSES, type Law, minutesAt, orderOf, quantilesAfter, quantilesOfLaw, SCORES } from '#eta/law';
import { AS_USUAL, type Pace } from '#eta/pace';
import { type Quantiles, quantilesOf } from '#eta/spread';

/** Predicted arrival at one stop. `stopsBefore` counts the visits he still makes before it, the one he is at left out. */
export type Eta = Quantiles & { readonly asOf: Date; readonly basis: Basis; readonly stopsBefore: number };

/** One remaining stop of a technician's day, in order. */
export type Ahead = {
  readonly id: string;
  readonly state: AssignmentState;
  /** When the present state began. */
  readonly since: Date;
  readonly plannedFrom: Date;
  /** Nobody is expected there earlier: the beginning of the promised window, for early technicians wait. */
  readonly notBefore: Date;
  readonly work: Law;
  /** The drive from the stop before it, or for the first one from where he was last seen. */
  readonly drive: Law;
  /**
   * For the first stop: when he was last known to be where `drive` begins, and free to go. Null while he is not expected
   * to have set out.
   */
  readonly seenAt: Date | null;
  /** The end of work (on site) or the arrival (before it) that the technician himself announced. */
  readonly announced: Date | null;
};

/** A break that is still to be taken: at the end of the first visit that ends after `from`. */
export type Break = { readonly from: Date; readonly minutes: number };

/** All that is known of the rest of a technician's day. */
export type Day = {
  readonly stops: readonly Ahead[];
  readonly breaks?: readonly Break[];
  /** When his shift begins: before it he does not set out. */
  readonly begins?: Date;
  /** How his work and his drives go today, by those already done. */
  readonly workPace?: Pace;
  readonly drivePace?: Pace;
  /** The share by which a drive that begins then takes longer than its law says. */
  readonly paceAt?: (departure: Date) => number;
  /** The minutes of every drive that are not spent on the road, and not slowed by the hour. */
  readonly doorMinutes?: number;
  /** The minutes between the end of one visit and setting out for the next, at that time of day: notes, lunch. */
  readonly turnAt?: (end: Date) => number;
  readonly calibration?: Calibration;
};

/** `plain` is the arrival before the learned calibration, to learn the next one from. */
export type Forecast = {
  readonly id: string;
  readonly arrival: Eta | null;
  readonly ends: Quantiles;
  readonly plain: Quantiles | null;
};

/** Silence shorter than this is ordinary. */
const PATIENCE_MINUTES = 5;
/** Who waits for the appointed time is there within a few minutes of it (standard deviation). */
const PUNCTUAL_MINUTES = 3;

/** Minutes from now in each of the courses the day may take. */
type Courses = Float64Array;

/**
 * Predicted arrival at every stop ahead: two hundred equally likely courses of the day are followed stop by stop, so
 * that skewed durations, waiting and breaks add up as they do in life, and percentiles are never added.
 *
 *   now ──┤ work left ├──drive──┤ work ├──drive──▶ arrival
 *
 * Work and drives already begun count for what may be left of them after so long; nothing ends in the past. `arrival`
 * is null on site.
 */
export function arrivals(day: Day, now: Date): Forecast[] {
  const { stops, calibration } = day;
  const forecasts: Forecast[] = [];
  const rests = restsOf(day.breaks ?? [], now);
  const today: Today = { work: factorsOf(day.workPace ?? AS_USUAL, 0), drive: factorsOf(day.drivePace ?? AS_USUAL, 1) };
  const begins = day.begins ? Math.max(0, minutesBetween(now, day.begins)) : 0;
  let free: Courses = new Float64Array(COURSES).fill(begins);
  let basis: Basis = 'plan';
  let stopsBefore = 0;
  let before: Quantiles | null = null;
  for (const [index, stop] of stops.entries()) {
    const there = isThere(stop) ? null : reach(stop, index, free, today, day, now);
    basis = stronger(basis, basisOf(stop, index, now));
    free = leave(stop, index, there, today, day, now);
    for (const rest of rests) takeRest(rest, free);
    const plain = there && quantilesOf(there, now);
    const shown: Quantiles | null =
      plain &&
      inOrder(calibrated(calibration, plain, { now, basis, isDriving: stop.state === 'en_route' }), before, stop);
    const ends: Quantiles = atLeast(quantilesOf(free, now), shown);
    forecasts.push({ id: stop.id, arrival: shown && { ...shown, asOf: now, basis, stopsBefore }, ends, plain });
    before = ends;
    if (there) stopsBefore++;
  }
  return forecasts;
}

const isThere = ({ state }: Ahead) => isOnSite(state);

/** In each of the courses, the share by which all work and all drives of the day take longer. */
type Today = { readonly work: Courses; readonly drive: Courses };

function factorsOf({ mean, sd }: Pace, index: number): Courses {
  const order = orderOf(index);
  return courses((j) => Math.exp(mean + sd * SCORES[order[j]!]!));
}

/** When he gets there: under way already as far as one knows, or once what comes before is over. */
function reach(stop: Ahead, index: number, free: Courses, today: Today, day: Day, now: Date): Courses {
  const departure = plusMinutes(now, meanOf(free));
  const law = paced(stop.drive, day.paceAt?.(departure) ?? 1, day.doorMinutes ?? 0);
  const isOnRoad = stop.state === 'en_route';
  const isOnShift = !day.begins || day.begins <= now;
  const shouldHaveLeft = index === 0 && isOnShift && plusMinutes(now, law.minutes) > stop.plannedFrom;
  return isOnRoad || shouldHaveLeft
    ? underWay({ ...stop, drive: law }, index, day, now)
    : fromThere({ ...stop, drive: law }, index, free, today, day, now);
}

/** He drives, or should: what is left of the drive after so long, and of his own word where he gave one. */
function underWay(stop: Ahead, index: number, day: Day, now: Date): Courses {
  const order = orderOf(2 + 3 * index);
  const due = stop.announced && announcement(minutesBetween(now, stop.announced), 3);
  const isOnRoad = stop.state === 'en_route';
  if (isOnRoad && due) return courses((j) => due(SCORES[order[j]!]!));
  // A gap in the day is no silence: until it was time to leave he had nothing to say.
  const timeToLeave = plusMinutes(stop.plannedFrom, -stop.drive.minutes);
  const since = isOnRoad ? (stop.seenAt ?? stop.since) : later(stop.seenAt ?? timeToLeave, timeToLeave);
  const elapsed = Math.max(0, minutesBetween(since, now));
  const turn = isOnRoad ? 0 : (day.turnAt?.(since) ?? 0);
  const his = withPace(withTurn(stop.drive, turn), day.drivePace ?? AS_USUAL);
  const left = leftOf(his, elapsed);
  const notBefore = minutesBetween(now, stop.notBefore);
  return courses((j) => {
    const score = SCORES[order[j]!]!;
    return Math.max(left[order[j]!]!, notBefore + PUNCTUAL_MINUTES * score, due ? due(score) : 0);
  });
}

/** Twice as long as usual is no slow drive any more: he has stopped, or never left, and the longer, the less is known. */
const LOST = 2;
function leftOf(drive: Law, elapsed: number): Courses {
  if (elapsed > LOST * drive.minutes)
    return quantilesOfLaw({ minutes: Math.max(drive.minutes, elapsed / 3), spread: 0.7 });
  return quantilesAfter(drive, elapsed).map((minutes) => minutes - elapsed);
}

/** He sets out once what comes before is over, and not before his time. */
function fromThere(stop: Ahead, index: number, free: Courses, today: Today, day: Day, now: Date): Courses {
  const [order, turning] = [orderOf(2 + 3 * index), orderOf(4 + 3 * index)];
  const drive = quantilesOfLaw(stop.drive);
  const turn = index > 0 ? (day.turnAt?.(plusMinutes(now, meanOf(free))) ?? 0) : 0;
  const due = stop.announced && announcement(minutesBetween(now, stop.announced), 3);
  const notBefore = minutesBetween(now, index === 0 ? later(stop.plannedFrom, stop.notBefore) : stop.notBefore);
  return courses((j) => {
    const score = SCORES[order[j]!]!;
    const driven = free[j]! + turn * TURNS[turning[j]!]! + drive[order[j]!]! * today.drive[j]!;
    return Math.max(1, driven, notBefore + PUNCTUAL_MINUTES * score, due ? due(score) : 0);
  });
}

/** When he is free again. */
function leave(stop: Ahead, index: number, there: Courses | null, today: Today, day: Day, now: Date): Courses {
  const order = orderOf(3 + 3 * index);
  if (there) {
    const work = quantilesOfLaw(stop.work);
    const notBefore = minutesBetween(now, stop.notBefore);
    return courses((j) => Math.max(there[j]!, notBefore) + work[order[j]!]! * today.work[j]!);
  }
  if (stop.announced) {
    const due = announcement(minutesBetween(now, stop.announced), PATIENCE_MINUTES);
    return courses((j) => due(SCORES[order[j]!]!));
  }
  const elapsed = Math.max(0, minutesBetween(stop.since, now));
  const left = quantilesAfter(withPace(stop.work, day.workPace ?? AS_USUAL), elapsed);
  return courses((j) => left[order[j]!]! - elapsed);
}

/**
 * What is left until an announced moment. He knows best, though not to the minute; once it has passed without a word,
 * a quarter of the silence more, and hardly anything is known.
 */
function announcement(left: number, patience: number): (score: number) => number {
  if (left <= 0) {
    const law: Law = { minutes: Math.max(patience, -left / 4), spread: 0.7 };
    return (score) => minutesAt(law, 0.5, score);
  }
  const sd = Math.min(11, 1 + 0.15 * left);
  return (score) => Math.max(Math.min(left, 1), left + sd * score);
}

/** The hour of the week slows the road and not the door. */
const paced = (law: Law, pace: number, door: number): Law => {
  const still = Math.min(door, law.minutes);
  return { ...law, minutes: still + (law.minutes - still) * pace };
};
/** A single duration on a day that goes like this. */
const withPace = (law: Law, pace: Pace): Law => ({
  ...law,
  minutes: law.minutes * Math.exp(pace.mean),
  spread: Math.hypot(law.spread, pace.sd),
});

/** How much the minutes before setting out vary (standard deviation of the logarithm): lunch is in them, now and then. */
const TURN_SPREAD = 0.8;
const TURNS = SCORES.map((score) => Math.exp(TURN_SPREAD * score - TURN_SPREAD ** 2 / 2));
/** A drive with what comes before it; the spreads of both, each by its share. */
const withTurn = (law: Law, turn: number): Law => ({
  ...law,
  minutes: law.minutes + turn,
  spread: Math.hypot(law.spread * law.minutes, TURN_SPREAD * turn) / (law.minutes + turn),
});

const courses = (of: (j: number) => number): Courses => {
  const made = new Float64Array(COURSES);
  for (let j = 0; j < COURSES; j++) made[j] = of(j);
  return made;
};
const meanOf = (all: Courses) => all.reduce((sum, x) => sum + x, 0) / all.length;

type Rest = { readonly from: number; readonly minutes: number; readonly taken: Uint8Array };
const restsOf = (breaks: readonly Break[], now: Date): Rest[] =>
  breaks.map(({ from, minutes }) => ({ from: minutesBetween(now, from), minutes, taken: new Uint8Array(COURSES) }));

function takeRest({ from, minutes, taken }: Rest, free: Courses): void {
  for (let j = 0; j < COURSES; j++) {
    if (taken[j] || free[j]! < from) continue;
    taken[j] = 1;
    free[j] = free[j]! + minutes;
  }
}

/**
 * The same arrival, no sooner than the stop before it ends and the drive is driven: percentiles of a sum may lie a
 * little under the sum of percentiles, and a day told so would not add up for whoever reads it.
 */
function inOrder(arrival: Quantiles, before: Quantiles | null, { drive, notBefore }: Ahead): Quantiles {
  if (!before) return atLeast(arrival, null);
  const quick = minutesAt(drive, 0.1, -1.2816);
  return {
    p10: later(arrival.p10, plusMinutes(before.p10, quick)),
    p50: later(later(arrival.p50, plusMinutes(before.p50, drive.minutes)), arrival.p10),
    p90: later(later(arrival.p90, plusMinutes(before.p90, drive.minutes)), later(arrival.p50, notBefore)),
  };
}

/** The quantiles put in order, none of them before the same one of `than`. */
function atLeast(quantiles: Quantiles, than: Quantiles | null): Quantiles {
  const least = (q: keyof Quantiles) => (than ? later(quantiles[q], than[q]) : quantiles[q]);
  const p10 = least('p10');
  const p50 = later(least('p50'), p10);
  return { p10, p50, p90: later(least('p90'), p50) };
}

function basisOf(stop: Ahead, index: number, now: Date): Basis {
  if (stop.announced) return 'reported';
  if (index > 0) return 'plan';
  if (isOverdue(stop, now)) return 'silence';
  return isThere(stop) || stop.state === 'en_route' ? 'progress' : 'plan';
}

/** Whether something should have been heard about the first stop ahead by now: it began or ended too long ago. */
const isOverdue = (stop: Ahead, now: Date) => minutesBetween(expectedWord(stop), now) > PATIENCE_MINUTES;

/** When the next word about a stop is expected if all goes to plan: he sets out, he arrives, he is done. */
export function expectedWord(stop: Ahead): Date {
  if (stop.announced) return stop.announced;
  if (stop.state === 'en_route') return plusMinutes(stop.seenAt ?? stop.since, stop.drive.minutes);
  if (isThere(stop)) return plusMinutes(stop.since, stop.work.minutes);
  return plusMinutes(stop.plannedFrom, -stop.drive.minutes);
}

/**
 * When to look at this day again if nobody says anything before: shortly after the next word is due, and every few
 * minutes of silence beyond it. Null when nothing is ahead.
 */
export function nextLook(stops: readonly Ahead[], now: Date): Date | null {
  const first = stops[0];
  return first
    ? later(plusMinutes(expectedWord(first), PATIENCE_MINUTES + 1), plusMinutes(now, PATIENCE_MINUTES))
    : null;
}

const STRENGTH: readonly Basis[] = ['plan', 'progress', 'silence', 'reported'];
const stronger = (a: Basis, b: Basis) => (STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b);
