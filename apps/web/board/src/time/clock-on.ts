import { type Day, dayAt } from './day';
import { minuteOfDay } from './say-time';

const MINUTE = 60_000;

/** When clocks in the zone show on another day what they show at `t`; where they skip that, an hour beside it. */
export function sameClockOn(day: Day, t: number, zone: string): number {
  const apart = Math.round((Date.parse(`${day}T12:00Z`) - Date.parse(`${dayAt(t, zone)}T12:00Z`)) / (24 * 60 * MINUTE));
  const guess = t + apart * 24 * 60 * MINUTE;
  // A change of summer time in between has moved the guess by an hour; what the clocks show there says by how much.
  return guess + (minuteOfDay(t, zone) - minuteOfDay(guess, zone)) * MINUTE;
}
