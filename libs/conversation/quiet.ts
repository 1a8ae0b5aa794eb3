import { dayAt, instantOf, plusDays, wallMinutes } from '#time/zone';

const BEGINS = 21 * 60;
const ENDS = 8 * 60;

/** True from 21:00 to 08:00 on the wall at the visit's address: only what must be known before morning may sound then. */
export function isQuiet(now: Date, zone: string): boolean {
  const minutes = wallMinutes(now, zone);
  return minutes >= BEGINS || minutes < ENDS;
}

/** When what can wait may be said: now, or the next 08:00 at the address. */
export function whenAwake(now: Date, zone: string): Date {
  if (!isQuiet(now, zone)) return now;
  const today = dayAt(now, zone);
  return instantOf(wallMinutes(now, zone) < ENDS ? today : plusDays(today, 1), ENDS, zone) ?? now;
}
