import { dayAt, wallMinutes } from '#time/zone';
import type { Slot } from '#routes/slot-search';

const NOON = 12 * 60;

/**
 * At most `most` slots that are worth being said first: the soonest, and then the soonest of each further half of a day,
 * for who cannot in the morning can perhaps in the afternoon. `found` is in the order of time.
 */
export function goodTimes(found: readonly Slot[], zone: string, most: number): Slot[] {
  const halves = new Map<string, Slot>();
  for (const slot of found) {
    const half = `${dayAt(slot.window.from, zone)} ${wallMinutes(slot.window.from, zone) < NOON}`;
    if (!halves.has(half)) halves.set(half, slot);
  }
  return [...halves.values()].slice(0, most);
}
