import type { Window } from '#time/window';
import { dayAt, instantOf, type LocalDay, plusDays, startOfDay } from '#time/zone';
import { minutesBetween, plusMinutes } from '#time/minutes';

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
    const instant = clockOn(day, zone);
    for (let at = grid.opens; at + grid.lengthMinutes <= grid.closes; at += grid.everyMinutes) {
      const from = instant(at);
      if (from && from > now) windows.push({ from, to: plusMinutes(from, grid.lengthMinutes) });
    }
    return windows;
  });
}

/** What a clock on the wall shows on this day: plain addition on all days but the two a year when it is changed. */
function clockOn(day: LocalDay, zone: string): (minutes: number) => Date | null {
  const [midnight, next] = [startOfDay(day, zone), startOfDay(plusDays(day, 1), zone)];
  return minutesBetween(midnight, next) === 1440
    ? (minutes) => plusMinutes(midnight, minutes)
    : (minutes) => instantOf(day, minutes, zone);
}
