import { collide } from '#routes/choices';
import type { Slot } from '#routes/slot-search';

/**
 * At most `most` times for going on with work somebody has begun, soonest first: the soonest with him who knows it
 * already, the soonest with anybody where that is sooner, then whatever comes next. No two of them collide.
 */
export function chooseNext(
  found: readonly Slot[],
  wish: { readonly technicianId: string | null; readonly most: number },
): Slot[] {
  const soonest = [...found].sort((a, b) => a.window.from.getTime() - b.window.from.getTime());
  const chosen: Slot[] = [];
  const take = (wanted: (slot: Slot) => boolean) => {
    const slot = soonest.find((one) => wanted(one) && !chosen.some((other) => collide(other, one)));
    if (slot && chosen.length < wish.most) chosen.push(slot);
    return slot !== undefined;
  };
  const isHis = (slot: Slot) => slot.technicianId === wish.technicianId;
  take(isHis);
  const [his] = chosen;
  take((slot) => !isHis(slot) && (!his || slot.window.from < his.window.from));
  while (chosen.length < wish.most && (take(isHis) || take(() => true))) continue;
  return chosen.sort((a, b) => a.window.from.getTime() - b.window.from.getTime());
}
