import { normalQuantile, tail } from '#eta/normal';

/**
 * How long something takes: half the time less than `minutes`, and `spread` is the standard deviation of its logarithm.
 * Work and drives are never negative, often a little longer than usual and now and then much longer, so the law is
 * lognormal with a longer upper tail.
 */
export type Law = { readonly minutes: number; readonly spread: number };

/** How many equally likely courses of a day are followed. Enough that a tenth of them is not a matter of luck. */
export const COURSES = 200;

/** Each course's place within a law: the courses fill it evenly, in an order of its own for every law of a day. */
export type Column = Float64Array;

const SCORES = Float64Array.from({ length: COURSES }, (_, i) => normalQuantile((i + 0.5) / COURSES));

/** What has no name in the plan (a missing part, a cellar full of boxes) makes the upper tenth or so longer still. */
const SURPRISE_FROM = 1;
const SURPRISE = 0.25;
const withSurprise = (z: number) => (z <= SURPRISE_FROM ? z : z + SURPRISE * (z - SURPRISE_FROM) ** 2);

/** The normal score whose duration is `stretched` spreads over the median: `withSurprise` backwards. */
const scoreOf = (stretched: number) =>
  stretched <= SURPRISE_FROM
    ? stretched
    : SURPRISE_FROM + (Math.sqrt(1 + 4 * SURPRISE * (stretched - SURPRISE_FROM)) - 1) / (2 * SURPRISE);

/** The minutes at a normal score. */
export const minutesAt = ({ minutes, spread }: Law, z: number) => minutes * Math.exp(spread * withSurprise(z));

/** Beyond this nothing is known of a law any more. */
const LAST_SCORE = 5;

/**
 * The minutes at a place within what is left of the law once `elapsed` minutes of it have passed without an end: the
 * longer something has run over, the longer it is likely to go on.
 */
export function minutesAfter(law: Law, elapsed: number, z: number): number {
  if (elapsed <= 0) return minutesAt(law, z);
  const reached = Math.min(LAST_SCORE, scoreOf(Math.log(elapsed / law.minutes) / law.spread));
  const left = tail(reached) * tail(z);
  return Math.max(elapsed + 1, minutesAt(law, -normalQuantile(left)));
}

/** Fisher and Yates with a small multiplicative generator (Park and Miller): the same order on every machine. */
function shuffled(index: number): Column {
  const scores = SCORES.slice();
  let state = 48271 * (index + 11);
  for (let i = scores.length - 1; i > 0; i--) {
    state = (state * 48271) % 2147483647;
    const j = state % (i + 1);
    [scores[i], scores[j]] = [scores[j]!, scores[i]!];
  }
  return scores;
}

/** Past thirty stops the columns come again. */
const COLUMNS = Array.from({ length: 64 }, (_, index) => shuffled(index));

/** A column in which all places of the law come once each; the same for the same `index`, run after run. */
export const column = (index: number): Column => COLUMNS[index % COLUMNS.length]!;
