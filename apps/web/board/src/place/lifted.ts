import type { BoardVisit } from '#store/views';
import type { Desk } from '../live/desk';
import { stayOf } from '../live/stay';
import { type Day, dayAt } from '../time/day';
import { canMoveVisit } from '../story/what-can-be-done';
import { spotAt, spotsOf, type Weighed } from './spots';

/** A visit in the air: whose it was, over whose day it is, and what would become of it there. */
export type Lifted = {
  readonly visit: BoardVisit;
  readonly by: 'pointer' | 'keys';
  readonly technicianId: string;
  /** When the stay would begin; milliseconds since 1970. */
  readonly at: number;
  readonly minutes: number;
  /** The day that was shown when it was picked up. */
  readonly fromDay: Day;
  readonly weighed: Weighed;
  /** Dropped where the customer has to agree: the question stands until it is answered. */
  readonly isAsking: boolean;
};

/** Picks a visit up where it is; false when it cannot be moved. */
export function lift(desk: Desk, visit: BoardVisit, by: Lifted['by']): boolean {
  const stay = stayOf(visit);
  if (!stay || !canMoveVisit(visit) || desk.liveness.get().is !== 'live') return false;
  const [from, to] = [Date.parse(stay.from), Date.parse(stay.to)];
  const technicianId = visit.ticket?.technicianId ?? desk.store.technicians.get()[0]?.id;
  const fromDay = desk.store.title.get()?.day;
  if (technicianId === undefined || fromDay === undefined) return false;
  const minutes = Math.max(15, (to - from) / MINUTE);
  desk.lifted.set({ visit, by, technicianId, at: from, minutes, fromDay, weighed: 'asking', isAsking: false });
  weigh(desk);
  return true;
}

/** Carries it to a technician and a time, and weighs it there. */
export function carry(desk: Desk, technicianId: string, at: number): void {
  const lifted = desk.lifted.get();
  if (!lifted || lifted.isAsking || (lifted.technicianId === technicianId && lifted.at === at)) return;
  desk.lifted.set({ ...lifted, technicianId, at, weighed: 'asking' });
  weigh(desk);
}

export const letGo = (desk: Desk): void => desk.lifted.set(null);

/** At once where that technician's day is known already, else as soon as the server has said. */
function weigh(desk: Desk): void {
  const lifted = desk.lifted.get();
  const zone = desk.store.title.get()?.zone;
  if (!lifted || !zone) return;
  const day = dayAt(lifted.at, zone);
  const spots = spotsOf(lifted.visit, lifted.technicianId, day);
  const put = (weighed: Weighed) => {
    const now = desk.lifted.get();
    const isThere = now?.technicianId === lifted.technicianId && dayAt(now.at, zone) === day;
    if (isThere && now.visit === lifted.visit)
      desk.lifted.set({ ...now, weighed: weighed === 'asking' ? weighed : (spotAt(spots.known(), now.at) ?? weighed) });
  };
  const known = spots.known();
  if (known) return put(spotAt(known, lifted.at));
  void spots.asked.then(() => put(spotAt(spots.known(), lifted.at)));
}

const MINUTE = 60_000;
