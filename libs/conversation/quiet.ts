import { dayAt, hourOfWeek, instantOf, type LocalDay, plusDays, wallMinutes } from '#time/zone';
import type { Hours, SpeakingHours } from '#conversation/speaking-hours';

/** Where a visit is: the zone its clocks show, and the state whose hours hold (null where nobody has said). */
export type Where = { readonly zone: string; readonly region: string | null };

/**
 * True when the wall at the visit's address shows an hour of night, 21:00 to 08:00 as a rule: only what must be known
 * before morning may sound then.
 */
export function isQuiet(now: Date, where: Where, speaking: SpeakingHours): boolean {
  const { from, to } = hoursOf(dayAt(now, where.zone), where, speaking);
  const minutes = wallMinutes(now, where.zone);
  return minutes < from || minutes >= to;
}

/** When what can wait may be said: now, or when the next day's hours begin at the address. */
export function whenAwake(now: Date, where: Where, speaking: SpeakingHours): Date {
  if (!isQuiet(now, where, speaking)) return now;
  const today = dayAt(now, where.zone);
  const begins = beginOf(today, where, speaking);
  return begins > now ? begins : beginOf(plusDays(today, 1), where, speaking);
}

/** When what can wait may be said on the day after, at the address. */
export const tomorrow = (now: Date, where: Where, speaking: SpeakingHours): Date =>
  beginOf(plusDays(dayAt(now, where.zone), 1), where, speaking);

function beginOf(day: LocalDay, where: Where, speaking: SpeakingHours): Date {
  const { from } = hoursOf(day, where, speaking);
  // Where clocks are put forward over the very minute, the hour after it is the first there is.
  return instantOf(day, from, where.zone) ?? instantOf(day, from + 60, where.zone)!;
}

const SUNDAY = 6 * 24;

function hoursOf(day: LocalDay, { zone, region }: Where, speaking: SpeakingHours): Hours {
  const week = speaking.get(region?.toUpperCase() ?? '*') ?? speaking.get('*')!;
  const noon = instantOf(day, 12 * 60, zone)!;
  return hourOfWeek(noon, zone) >= SUNDAY ? week.sunday : week.days;
}
