import { sayTime } from '../time/say-time';

/** Minutes after midnight as a time field holds them: 510 is `08:30`; midnight at the end of a day is `00:00`. */
export const writeClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** `08:30` is 510; null for what is no time. */
export function readClock(text: string | undefined): number | null {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec((text ?? '').trim());
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** The same as it is read: `8:30 am`, or `8:30` where clocks have 24 hours. */
export const sayClock = (minutes: number): string => sayTime(minutes * 60_000, 'UTC');
