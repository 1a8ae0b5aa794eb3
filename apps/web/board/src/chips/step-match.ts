import type { BoardVisit } from '#store/views';
import type { Desk } from '../live/desk';
import { rowOf } from '../live/row-of';
import { stayOf } from '../live/stay';
import { currentView } from '../live/view';
import { KIND_NAMES, KINDS } from '../live/visit-kinds';
import { goToVisit } from '../timeline/go-to-visit';

/** To the next visit of the kind that is looked at, by time; without one, of any kind there is. */
export function stepMatch(desk: Desk, by: 1 | -1): void {
  const { show } = currentView();
  const found = new Map(
    (show ? [show] : KINDS).flatMap((kind) => desk.store.visitsOf(kind).map((visit) => [visit.appointmentId, visit])),
  );
  const visits = [...found.values()].sort((a, b) => begins(a) - begins(b) || (rowOf(a) < rowOf(b) ? -1 : 1));
  if (!visits.length)
    return desk.spoken.set(show ? `No visit is ${KIND_NAMES[show].toLowerCase()}.` : 'Nothing to look at.');
  const at = visits.findIndex(({ appointmentId }) => appointmentId === desk.matchAt.get());
  const next = visits[at === -1 ? (by === 1 ? 0 : visits.length - 1) : (at + by + visits.length) % visits.length]!;
  desk.matchAt.set(next.appointmentId);
  goToVisit(desk, next);
  desk.spoken.set(`${visits.indexOf(next) + 1} of ${visits.length}.`);
}

const begins = (visit: BoardVisit) => Date.parse(stayOf(visit)?.from ?? '') || 0;
