import { contains, overlaps, type Window } from '#time/window';
import { dayAt, daySpan } from '#time/zone';
import type { Slot } from '#routes/slot-search';

/**
 * At most `most` slots that differ in what people care about, in the order they are said: the very window he was
 * promised, with somebody else; or the soonest today with somebody else, the soonest today with the technician he has,
 * the soonest of his on a later day, then whatever comes next. No two of them collide.
 */
export function choose(
  found: readonly Slot[],
  wish: {
    readonly technicianId: string | null;
    readonly promised?: Window | null;
    readonly now: Date;
    readonly zone: string;
    readonly most: number;
  },
): Slot[] {
  const today = dayAt(wish.now, wish.zone);
  const day = daySpan(today, wish.zone);
  const isToday = (slot: Slot) => contains(day, slot.window.from);
  const isHis = (slot: Slot) => slot.technicianId === wish.technicianId;
  const soonest = [...found].sort((a, b) => a.window.from.getTime() - b.window.from.getTime());
  const chosen: Slot[] = [];
  const take = (wanted: (slot: Slot) => boolean) => {
    const slot = soonest.find((s) => wanted(s) && !chosen.some((c) => collide(c, s)));
    if (slot && chosen.length < wish.most) chosen.push(slot);
  };
  take((slot) => slot.window.from.getTime() === wish.promised?.from.getTime() && !isHis(slot));
  if (!chosen.length) take((slot) => isToday(slot) && !isHis(slot));
  take((slot) => isToday(slot) && isHis(slot));
  take((slot) => !isToday(slot) && isHis(slot));
  while (chosen.length < wish.most) {
    const before = chosen.length;
    take(() => true);
    if (chosen.length === before) break;
  }
  return chosen.sort((a, b) => a.window.from.getTime() - b.window.from.getTime());
}

/** Two choices of one offer that say the same time, or take the same technician at the same time. */
export const collide = (a: Slot, b: Slot): boolean =>
  overlaps(a.window, b.window) || (a.technicianId === b.technicianId && overlaps(a.stay, b.stay));
