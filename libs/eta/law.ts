import { normalQuantile, tail } from '#routes/normal';
import type { Lasts } from '#routes/route';

/**
 * How long something takes. Half the time it is less than `minutes`, as a rule; `spread` is the standard deviation of
 * its logarithm. Where enough was seen of it, `shape` is what was seen: ascending logarithms of the share of `minutes`,
 * all of them equally likely.
 */
export type Law = { readonly minutes: number; readonly spread: number; readonly shape?: readonly number[] | undefined };

/** How many equally likely courses of a day are followed. Enough that a tenth of them is not a matter of luck. */
export const COURSES = 200;

/** The place of a course among all of them, as a share (above 0, below 1) and as the normal score of that share. */
export const SHARES = Float64Array.from({ length: COURSES }, (_, i) => (i + 0.5) / COURSES);
export const SCORES = SHARES.map(normalQuantile);

/**
 * Without anything seen: work and drives are never negative, often a little longer than usual and now and then much
 * longer, so the law is lognormal; what has no name in the plan (a missing part, a cellar full of boxes) makes the upper
 * sixth longer still.
 */
const SURPRISE_FROM = 1;
const SURPRISE = 0.25;
const withSurprise = (z: number) => (z <= SURPRISE_FROM ? z : z + SURPRISE * (z - SURPRISE_FROM) ** 2);

/** The normal score whose duration is `stretched` spreads over the median: `withSurprise` backwards. */
const scoreOf = (stretched: number) =>
  stretched <= SURPRISE_FROM
    ? stretched
    : SURPRISE_FROM + (Math.sqrt(1 + 4 * SURPRISE * (stretched - SURPRISE_FROM)) - 1) / (2 * SURPRISE);

/** The minutes under which a share of all cases lies; `score` is the normal score of that share. */
export const minutesAt = (law: Law, share: number, score: number): number =>
  law.minutes * Math.exp(law.shape ? within(law.shape, share) : law.spread * withSurprise(score));

const STRETCHED = SCORES.map(withSurprise);

/** The minutes at each of the courses' places. */
export function quantilesOfLaw(law: Law): Float64Array {
  const { minutes, spread, shape } = law;
  const at = new Float64Array(COURSES);
  for (let i = 0; i < COURSES; i++)
    at[i] = minutes * Math.exp(shape ? within(shape, SHARES[i]!) : spread * STRETCHED[i]!);
  return at;
}

/** Beyond this nothing is known of a law any more. */
const LAST_SCORE = 5;
/** However well it fits, what has gone on for an hour goes on for some minutes more, as often as not. */
const STILL = 0.06;

/** The mean and the standard deviation of a law, minutes: what a chance reckoned without courses takes of it. */
export function momentsOf(law: Law): Lasts {
  const at = quantilesOfLaw(law);
  const mean = at.reduce((sum, minutes) => sum + minutes, 0) / COURSES;
  return { mean, sd: Math.sqrt(at.reduce((sum, minutes) => sum + (minutes - mean) ** 2, 0) / COURSES) };
}

/**
 * The minutes at each of the courses' places once `elapsed` of them have passed without an end: the longer something has
 * run over, the longer it is likely to go on.
 */
export function quantilesAfter(law: Law, elapsed: number): Float64Array {
  if (elapsed <= 0) return quantilesOfLaw(law);
  const off = Math.log(elapsed / law.minutes);
  const left = law.shape ? 1 - shareUnder(law.shape, off) : tail(Math.min(LAST_SCORE, scoreOf(off / law.spread)));
  return SHARES.map((share) => {
    const above = left * (1 - share);
    const ends = minutesAt(law, 1 - above, law.shape ? 0 : -normalQuantile(above));
    return Math.max(ends, elapsed - Math.log(1 - share) * Math.max(1, STILL * elapsed));
  });
}

/** The value at a share of equally likely ascending values, between them in proportion. */
function within(values: readonly number[], share: number): number {
  const place = share * values.length - 0.5;
  const below = Math.max(0, Math.min(values.length - 2, Math.floor(place)));
  const part = Math.max(0, place - below);
  return values[below]! + Math.min(part, 1.5) * (values[below + 1]! - values[below]!);
}

/** The share of equally likely ascending values that lies under one: `within` backwards. */
function shareUnder(values: readonly number[], value: number): number {
  const n = values.length;
  if (value <= values[0]!) return 0;
  if (value >= values[n - 1]!) return 1 - 0.5 / n;
  let above = 1;
  while (values[above]! < value) above++;
  const [low, high] = [values[above - 1]!, values[above]!];
  return (above - 0.5 + (high > low ? (value - low) / (high - low) : 0)) / n;
}

/** An order of the courses' places, as indices: one for each law of a day, so that their laws are independent. */
export type Order = Uint16Array;

/** Fisher and Yates with a small multiplicative generator (Park and Miller): the same order on every machine. */
function shuffled(index: number): Order {
  const order = Uint16Array.from({ length: COURSES }, (_, i) => i);
  let state = 48271 * (index + 11);
  for (let i = order.length - 1; i > 0; i--) {
    state = (state * 48271) % 2147483647;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Past twenty stops the orders come again. */
const ORDERS = Array.from({ length: 64 }, (_, index) => shuffled(index));
export const orderOf = (index: number): Order => ORDERS[index % ORDERS.length]!;
