import { MINUTE } from '#time/minutes';
import { tail } from '#routes/normal';
import { freeAt, hadAtEnd, hadBefore, hadInWait } from '#routes/breaks';
import type { Lasts, Route, Stop, TravelMinutes } from '#routes/route';

/** What the chance of being late is reckoned with. */
export type Chances = {
  /** The greatest chance of arriving after the window's end that may be promised, above 0. */
  readonly limit: number;
  /** How long a drive really takes for each minute it should. */
  readonly drive: Lasts;
  /** What one day adds to all work, or to all drives, of that day: the standard deviation of its logarithm. */
  readonly day: number;
};

type Day = { readonly travel: TravelMinutes; readonly now: Date; readonly chances: Chances };

/**
 * The chance, for each stop, of an arrival after its window's end: the mean and the variance of the moment he is free are
 * carried from stop to stop. A stop whose stay has begun has arrived as its stay says.
 *
 *   free ──drive──▶ arrival ──▶ the later of it and the window's beginning ──work──▶ free
 */
export function lateness(route: Route, { travel, now, chances }: Day): Float64Array {
  const { stops, breaks, shift, technician } = route;
  const late = new Float64Array(stops.length);
  const present = now.getTime();
  const begin = Math.max(shift.from.getTime(), present);
  const moment: Moment = { at: begin, since: begin, variance: 0, byWork: 0, byDrives: 0 };
  let had = hadBefore(route, present);
  let place = technician.home;
  for (let i = 0; i < stops.length; i++) {
    const stop = stops[i]!;
    const [begins, closes] = [stop.stay.from.getTime(), stop.window.to.getTime()];
    if (begins <= present) {
      late[i] = begins > closes ? 1 : 0;
      goOn(moment, stop, present);
    } else {
      const free = freeAt(breaks, had, moment.at);
      had = hadAtEnd(breaks, had, moment.at);
      const minutes = travel(place, stop.place, free);
      // For the first stop of a day he sets out so as to be there as planned, or is on his way: nobody expects him sooner.
      const driving = i === 0 ? Math.min(minutes, (begins - present) / MINUTE) : minutes;
      moment.at = i === 0 ? begins - driving * MINUTE : free;
      if (i === 0) moment.since = moment.at;
      driveOn(moment, driving, chances);
      const opens = Math.max(stop.window.from.getTime(), i === 0 ? begins : -Infinity);
      late[i] = opens > closes ? 1 : chanceAfter(moment, closes, chances);
      had = hadInWait(breaks, had, free, free + opens - moment.at);
      waitFor(moment, opens, chances);
      workOn(moment, stop.work ?? asPlanned(stop));
    }
    place = stop.place;
  }
  return late;
}

/**
 * A moment of the day that is not certain: its mean and the last certain moment before it (milliseconds since the epoch),
 * its variance as far as it is its own (minutes squared), and by how many minutes a day on which all work, or all drives,
 * take longer moves it.
 */
type Moment = { at: number; since: number; variance: number; byWork: number; byDrives: number };

const sdOf = ({ variance, byWork, byDrives }: Moment, { day }: Chances) =>
  Math.sqrt(variance + day ** 2 * (byWork ** 2 + byDrives ** 2));

/**
 * The chance that it is later than `end`: the time since the last certain moment is taken for lognormal with the same
 * mean and variance, as sums of what is never negative nearly are (Fenton, The sum of log-normal probability
 * distributions, IRE Transactions on Communications Systems 8, 1960).
 */
function chanceAfter(moment: Moment, end: number, chances: Chances): number {
  const [mean, until] = [moment.at - moment.since, end - moment.since];
  const sd = sdOf(moment, chances) * MINUTE;
  if (sd === 0 || mean <= 0 || until <= 0) return moment.at > end || until <= 0 ? 1 : 0;
  const spread = Math.sqrt(Math.log1p((sd / mean) ** 2));
  return tail(Math.log(until / mean) / spread + spread / 2);
}

/** He is at work on it: what is left of it has its share of the spread. */
function goOn(moment: Moment, stop: Stop, present: number): void {
  const work = stop.work ?? asPlanned(stop);
  const left = Math.max(0, stop.stay.to.getTime() - present) / MINUTE;
  moment.at = Math.max(stop.stay.to.getTime(), present);
  moment.since = present;
  moment.variance = work.mean > 0 ? work.sd ** 2 * Math.min(1, left / work.mean) : 0;
  moment.byWork = Math.min(left, work.mean);
  moment.byDrives = 0;
}

function driveOn(moment: Moment, minutes: number, { drive }: Chances): void {
  moment.at += minutes * drive.mean * MINUTE;
  moment.variance += (minutes * drive.sd) ** 2;
  moment.byDrives += minutes * drive.mean;
}

function workOn(moment: Moment, { mean, sd }: Lasts): void {
  moment.at += mean * MINUTE;
  moment.variance += sd ** 2;
  moment.byWork += mean;
}

/** So many deviations behind the beginning of a window nobody waits for it any more. */
const SURE = 5;

/** The later of a moment and a fixed one, by Clark's moments (The greatest of a finite set of random variables, 1961). */
function waitFor(moment: Moment, opens: number, chances: Chances): void {
  const sd = sdOf(moment, chances);
  const wait = (opens - moment.at) / MINUTE;
  if (wait <= -SURE * sd) return;
  const isOver = sd > 0 ? tail(wait / sd) : 0;
  const density = sd > 0 ? Math.exp(-((wait / sd) ** 2) / 2) / Math.sqrt(2 * Math.PI) : 0;
  const first = sd * density - wait * isOver;
  const second = (wait ** 2 + sd ** 2) * isOver - wait * sd * density;
  moment.since = moment.since * isOver + opens * (1 - isOver);
  moment.at = opens + first * MINUTE;
  moment.byWork *= isOver;
  moment.byDrives *= isOver;
  moment.variance = Math.max(0, second - first ** 2 - chances.day ** 2 * (moment.byWork ** 2 + moment.byDrives ** 2));
}

const asPlanned = ({ stay }: Stop): Lasts => ({ mean: (stay.to.getTime() - stay.from.getTime()) / MINUTE, sd: 0 });

/**
 * The stays as they will come, in order: of a visit that runs otherwise than planned only the one that ends last, for a
 * route has both.
 */
export function asExpected(stops: readonly Stop[]): readonly Stop[] {
  const isLast = (stop: Stop, i: number) => {
    for (let j = 0; j < stops.length; j++) {
      const other = stops[j]!;
      if (j === i || other.id !== stop.id || other.window.from.getTime() !== stop.window.from.getTime()) continue;
      if (other.stay.to > stop.stay.to || (other.stay.to.getTime() === stop.stay.to.getTime() && j > i)) return false;
    }
    return true;
  };
  return stops.every(isLast) ? stops : stops.filter(isLast);
}
