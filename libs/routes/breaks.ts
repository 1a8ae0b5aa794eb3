import { MINUTE } from '#time/minutes';
import type { Break, Route } from '#routes/route';

/*
 * Where breaks fall in a day. Each is taken in the first wait that is long enough for it, beginning when it is time or
 * later; or else at the end of the first stay that ends after its time, whatever comes next. `had` counts those that are
 * over; all times are milliseconds since the epoch, for a search asks thousands of times.
 */

/** How many breaks a day that goes on from `now` has behind it: those whose time is over, unless he works on since before. */
export function hadBefore({ breaks, stops }: Pick<Route, 'breaks' | 'stops'>, now: number): number {
  const since = stops[0] ? stops[0].stay.from.getTime() : Infinity;
  let had = 0;
  while (had < breaks.length && begins(breaks, had) < now && begins(breaks, had) <= since) had++;
  return had;
}

/** When he is free who ends a stay at `end`: after the breaks that are due by then. */
export function freeAt(breaks: readonly Break[], had: number, end: number): number {
  let free = end;
  for (let i = had; i < breaks.length && begins(breaks, i) <= free; i++) free += lasts(breaks, i);
  return free;
}

/** How many breaks he has had by then. */
export function hadAtEnd(breaks: readonly Break[], had: number, end: number): number {
  let free = end;
  let i = had;
  for (; i < breaks.length && begins(breaks, i) <= free; i++) free += lasts(breaks, i);
  return i;
}

/** How many he has had who is free from `free` on and sets out at `until` at the latest. */
export function hadInWait(breaks: readonly Break[], had: number, free: number, until: number): number {
  let rested = free;
  for (let i = had; i < breaks.length; i++) {
    rested = afterNext(breaks, i, rested);
    if (rested > until) return i;
  }
  return breaks.length;
}

/** When the next break is over for who is free from `free` on. */
export const afterNext = (breaks: readonly Break[], had: number, free: number): number =>
  Math.max(free, begins(breaks, had)) + lasts(breaks, had);

const begins = (breaks: readonly Break[], i: number) => breaks[i]!.from.getTime();
const lasts = (breaks: readonly Break[], i: number) => breaks[i]!.minutes * MINUTE;
