import { wallMinutes } from '#time/zone';

/** True from 21:00 to 08:00 on the wall at the visit's address: only what must be known before morning may sound then. */
export function isQuiet(now: Date, zone: string): boolean {
  const minutes = wallMinutes(now, zone);
  return minutes >= 21 * 60 || minutes < 8 * 60;
}
