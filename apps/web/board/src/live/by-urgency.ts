import type { BoardAlert } from '#store/views';

/** What falls due soonest comes first; what has no deadline comes after, oldest first. */
export const byUrgency = (alerts: readonly BoardAlert[]): readonly BoardAlert[] =>
  [...alerts].sort((a, b) => due(a) - due(b) || Date.parse(a.openedAt) - Date.parse(b.openedAt));

const due = ({ dueAt }: BoardAlert) => (dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt));
