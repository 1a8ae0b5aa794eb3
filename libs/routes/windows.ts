import type { Window } from '#time/window';
import { dayAt, instantOf, type LocalDay, plusDays, startOfDay, wallMinutes } from '#time/zone';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';

/** How a company cuts its day into arrival windows; minutes past local midnight. */
export type WindowGrid = {
  readonly opens: number;
  readonly closes: number;
  readonly lengthMinutes: number;
  readonly everyMinutes: number;
};

/** When a territory may be booked. */
export type BookingRules = {
  /** A window begins at least so many minutes from now. */
  readonly leadMinutes: number;
  /** From this minute of the local day on, the next day is not booked any more; null until midnight. */
  readonly cutOffMinutes: number | null;
  /** The days on which nobody is sent anywhere, with the reason. */
  readonly blackouts: ReadonlyMap<LocalDay, string>;
};

/** Why a window must not be promised now, as a sentence; null when it may. */
export function whyNotBooked({ from }: Window, now: Date, zone: string, rules: BookingRules): string | null {
  const [day, today] = [dayAt(from, zone), dayAt(now, zone)];
  const closed = rules.blackouts.get(day);
  if (closed !== undefined) return `Nobody is sent out on that day: ${closed}.`;
  if (from < plusMinutes(now, rules.leadMinutes)) return 'That time is too soon.';
  const cutOff = rules.cutOffMinutes;
  if (cutOff !== null && day === plusDays(today, 1) && wallMinutes(now, zone) >= cutOff)
    return `After ${sayTime(plusMinutes(startOfDay(today, zone), cutOff), zone)} tomorrow cannot be booked any more.`;
  return null;
}

/**
 * The arrival windows that may be promised on `days` days beginning with the local day of `now`: those that begin
 * after `now` and that the rules allow. A window whose beginning does not exist on a day (the hour skipped in spring) is not offered, and one
 * that the autumn hour would stretch keeps its length in real minutes.
 */
export function windowsAhead(now: Date, days: number, zone: string, grid: WindowGrid, rules = ANY_TIME): Window[] {
  const first = dayAt(now, zone);
  const soonest = plusMinutes(now, rules.leadMinutes);
  const isCutOff = rules.cutOffMinutes !== null && wallMinutes(now, zone) >= rules.cutOffMinutes;
  return Array.from({ length: days }, (_, i) => plusDays(first, i)).flatMap((day, i) => {
    if (rules.blackouts.has(day) || (i === 1 && isCutOff)) return [];
    const windows: Window[] = [];
    const instant = clockOn(day, zone);
    for (let at = grid.opens; at + grid.lengthMinutes <= grid.closes; at += grid.everyMinutes) {
      const from = instant(at);
      if (from && from > now && from >= soonest) windows.push({ from, to: plusMinutes(from, grid.lengthMinutes) });
    }
    return windows;
  });
}

const ANY_TIME: BookingRules = { leadMinutes: 0, cutOffMinutes: null, blackouts: new Map() };

/** What a clock on the wall shows on this day: plain addition on all days but the two a year when it is changed. */
function clockOn(day: LocalDay, zone: string): (minutes: number) => Date | null {
  const [midnight, next] = [startOfDay(day, zone), startOfDay(plusDays(day, 1), zone)];
  return minutesBetween(midnight, next) === 1440
    ? (minutes) => plusMinutes(midnight, minutes)
    : (minutes) => instantOf(day, minutes, zone);
}
