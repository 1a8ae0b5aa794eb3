import { greatCircle } from '#routes/meters';
import type { BrokenDay, Mended, Move } from '#routes/mend/day';
import { type Slot, fit } from '#routes/slot-search';

/**
 * Greedy insertion, as a dispatcher does it by hand: the visits in the order of their promises, each to the first of the
 * technicians, those living nearest first, who can keep its window. Nobody else is moved, and nothing is taken back.
 */
export function greedy({ routes: before, orphans, travel, now }: BrokenDay): Mended {
  let routes = before;
  let minutes = 0;
  const moves: Move[] = [];
  for (const visit of [...orphans].sort((a, b) => a.window.to.getTime() - b.window.to.getTime())) {
    const far = (home: { lat: number; lng: number }) => greatCircle(home, visit.work.place);
    const nearest = routes
      .filter(({ technician }) => technician.id !== visit.technicianId)
      .map((route) => ({ route, far: far(route.technician.home) }))
      .sort((a, b) => a.far - b.far);
    let slot: Slot | null = null;
    for (const { route } of nearest)
      if ((slot = fit(route, visit.window, { work: visit.work, travel, notBefore: now }))) break;
    if (!slot) continue;
    const { technicianId, stay, window, detourMinutes } = slot;
    moves.push({
      visitId: visit.id,
      from: visit.technicianId,
      to: technicianId,
      window,
      stay,
      detourMinutes,
      orphanId: visit.id,
    });
    minutes += detourMinutes;
    const stop = { id: visit.id, place: visit.work.place, stay, window };
    routes = routes.map((route) =>
      route.technician.id === technicianId
        ? { ...route, stops: [...route.stops, stop].sort((a, b) => a.stay.from.getTime() - b.stay.from.getTime()) }
        : route,
    );
  }
  const unkept = orphans.map(({ id }) => id).filter((id) => !moves.some(({ visitId }) => visitId === id));
  return { moves, unkept, minutes };
}
