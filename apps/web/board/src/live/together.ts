import type { BoardChange } from '#store/views';

/** Changes that came one after the other, as one: of each visit, and of everything else, what came last. */
export function together(changes: readonly BoardChange[]): BoardChange {
  const last = changes.at(-1)!;
  if (changes.length === 1) return last;
  const visits = new Map(changes.flatMap((change) => change.visits).map((visit) => [visit.appointmentId, visit]));
  return { ...last, visits: [...visits.values()], events: changes.flatMap(({ events }) => events) };
}
