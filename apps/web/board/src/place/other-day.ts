import type { Desk } from '../live/desk';
import { sameClockOn } from '../time/clock-on';
import { dayAt, type Day, plusDays } from '../time/day';
import { carry, letGo } from './lifted';

/** Shows a day; today stands in the address without its date, so that it stays today. */
export function showDay(desk: Desk, day: Day): Promise<void> {
  const zone = desk.store.title.get()?.zone ?? 'UTC';
  return desk.openDay(day === dayAt(desk.clock.now.get(), zone) ? null : day);
}

/** Takes the visit in the air along to another day, to the same time on the clock. */
export async function carryToDay(desk: Desk, day: Day): Promise<void> {
  const zone = desk.store.title.get()?.zone;
  const lifted = desk.lifted.get();
  if (!lifted || lifted.isAsking || !zone) return;
  carry(desk, lifted.technicianId, sameClockOn(day, lifted.at, zone));
  await showDay(desk, day);
}

export async function carryByDays(desk: Desk, days: number): Promise<void> {
  const zone = desk.store.title.get()?.zone;
  const lifted = desk.lifted.get();
  // Counted from where the visit is: the day it was carried to may still be on its way to the screen.
  if (lifted && zone) await carryToDay(desk, plusDays(dayAt(lifted.at, zone), days));
}

/** Leaves the visit where it was, and shows the day again on which it was picked up. */
export function putBack(desk: Desk): void {
  const lifted = desk.lifted.get();
  letGo(desk);
  if (lifted && desk.store.title.get()?.day !== lifted.fromDay) void showDay(desk, lifted.fromDay);
}
