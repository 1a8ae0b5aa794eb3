import { minuteOfDay } from './say-time';

const MINUTE = 60_000;
const DAY = 1_440;

/** The next instant at which clocks in the zone show this many minutes after midnight. */
export function nextMorning(now: number, minute: number, zone: string): number {
  const ahead = (minute - minuteOfDay(now, zone) + DAY - 1) % DAY;
  const guess = Math.floor(now / MINUTE) * MINUTE + (ahead + 1) * MINUTE;
  // A change of summer time in between has moved the guess by an hour; what the clocks show there says by how much.
  const off = minute - minuteOfDay(guess, zone);
  return guess + off * MINUTE;
}
