import type { Window } from '#time/window';
import { dayAt, instantOf, plusDays } from '#time/zone';
import { plusMinutes } from '#time/minutes';

/** How a company cuts its day into arrival windows; minutes past local midnight. */
export type WindowGrid = {
  readonly opens: number;
  readonly closes: number;
  readonly lengthMinutes: number;
  readonly everyMinutes: number;
};

/**
 * The arrival windows that may be promised on `days` days beginning with the local day of `now`: those that begin
 * after `now`. A window whose beginning does not exist on a day (the hour skipped in spring) is not offered, and one
 * that the autumn hour would stretch keeps its length in real minutes.
 */
export function windowsAhead(now: Date, days: number, zone: string, grid: WindowGrid): Window[] {
  const first = dayAt(now, zone);
  return Array.from({ length: days }, (_, i) => plusDays(first, i)).flatMap((day) => {
    const windows: Window[] = [];
    for (let at = grid.opens; at + grid.lengthMinutes <= grid.closes; at += grid.everyMinutes) {
      const from = instantOf(day, at, zone);
      if (from && from > now) windows.push({ from, to: plusMinutes(from, grid.lengthMinutes) });
    }
    return windows;
  });
}
