import { DateTime, IANAZone } from 'luxon';
import type { Window } from '#time/window';

/** A calendar day as people write it, `2026-03-03`. */
export type LocalDay = string;

export const isZone = (zone: string) => IANAZone.isValidZone(zone);

/** The calendar day it is at `t` in `zone`. */
export const dayAt = (t: Date, zone: string): LocalDay => local(t, zone).toISODate()!;

/** The calendar day `days` after `day`. */
export const plusDays = (day: LocalDay, days: number): LocalDay =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!;

/** Minutes since local midnight that a clock on the wall shows at `t`: 8:30 is 510 on every day, DST changes included. */
export function wallMinutes(t: Date, zone: string): number {
  const { hour, minute } = local(t, zone);
  return hour * 60 + minute;
}

/** The hour of the week a clock on the wall shows at `t`: 0 is Monday 0:00, 167 Sunday 23:00. */
export function hourOfWeek(t: Date, zone: string): number {
  const { weekday, hour } = local(t, zone);
  return (weekday - 1) * 24 + hour;
}

/**
 * The same for many moments around `now`, without asking for the zone's offset each time: within a day of a DST change it
 * may be an hour off on the other side of it.
 */
export function hourOfWeekAround(now: Date, zone: string): (t: Date) => number {
  const { minute } = local(now, zone);
  const hours = hourOfWeek(now, zone) + minute / 60;
  return (t) => ((Math.floor(hours + (t.getTime() - now.getTime()) / 3_600_000) % 168) + 168) % 168;
}

/**
 * The same for many moments of some days, DST changes included: a clock is looked at once for each quarter of an hour of
 * the days on which it is changed, and once for each other day. Takes milliseconds since the epoch.
 */
export function hoursOfWeekBetween(from: Date, to: Date, zone: string): (t: number) => number {
  const days: { readonly midnight: number; readonly hours: readonly number[] }[] = [];
  for (
    let day = dayAt(from, zone);
    days.length === 0 || days.at(-1)!.midnight <= to.getTime();
    day = plusDays(day, 1)
  ) {
    const [midnight, next] = [startOfDay(day, zone).getTime(), startOfDay(plusDays(day, 1), zone).getTime()];
    const first = hourOfWeek(new Date(midnight), zone);
    const quarters = Array.from({ length: Math.ceil((next - midnight) / QUARTER) }, (_, i) => midnight + i * QUARTER);
    const isPlain = next - midnight === 96 * QUARTER;
    days.push({
      midnight,
      hours: quarters.map((t, i) => (isPlain ? first + (i >> 2) : hourOfWeek(new Date(t), zone))),
    });
  }
  return (t) => {
    // A day is never shorter than 22 hours nor longer than 26.
    let at = Math.max(0, Math.min(days.length - 1, Math.floor((t - days[0]!.midnight) / (96 * QUARTER))));
    while (at > 0 && t < days[at]!.midnight) at--;
    while (at < days.length - 1 && t >= days[at + 1]!.midnight) at++;
    const { midnight, hours } = days[at]!;
    return hours[Math.max(0, Math.min(hours.length - 1, Math.floor((t - midnight) / QUARTER)))]!;
  };
}

const QUARTER = 15 * 60_000;

/**
 * The instant at which a clock on the wall in `zone` shows `minutes` past midnight on `day`, or `null` when it never
 * does (the hour skipped in spring). An hour that comes twice (autumn) means its first coming: Luxon would answer by
 * the season in which it is asked, so both candidates are worked out here.
 */
export function instantOf(day: LocalDay, minutes: number, zone: string): Date | null {
  const wall = DateTime.fromISO(day, { zone: 'utc' }).plus({ minutes }).toMillis();
  const offsets = [-26, 26].map((hours) => IANAZone.create(zone).offset(wall + hours * 3_600_000));
  const candidates = offsets.map((offset) => wall - offset * 60_000).sort((a, b) => a - b);
  const found = candidates.find((instant) => instant + IANAZone.create(zone).offset(instant) * 60_000 === wall);
  return found === undefined ? null : new Date(found);
}

/** The first instant of `day` in `zone` (midnight, or the first moment after it where midnight is skipped). */
export const startOfDay = (day: LocalDay, zone: string): Date => {
  for (let minutes = 0; minutes < 180; minutes += 15) {
    const instant = instantOf(day, minutes, zone);
    if (instant) return instant;
  }
  throw new RangeError(`no start of ${day} in ${zone}`);
};

const local = (t: Date, zone: string) => DateTime.fromJSDate(t, { zone });

/** A whole local day, from its midnight to the next. */
export const daySpan = (day: LocalDay, zone: string): Window => ({
  from: startOfDay(day, zone),
  to: startOfDay(plusDays(day, 1), zone),
});

/** How many days `to` comes after `from`; negative when it comes before. */
export const daysBetween = (from: LocalDay, to: LocalDay): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
