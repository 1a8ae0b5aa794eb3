import type { Undoing, UndoneView } from '#store/views';
import type { Desk } from '../live/desk';
import { ask } from '../wire/ask';

/** The last thing this dispatcher changed, and how to put it back while that can be done. */
export type LastChange = {
  readonly says: string;
  /** Null while it is being undone, and once it is. */
  readonly undo: Undoing | null;
  readonly isBad?: boolean;
};

/** Puts back what was changed last, if that can still be done. */
export async function undoLast(desk: Desk): Promise<void> {
  const last = desk.lastChange.get();
  if (!last?.undo || desk.liveness.get().is !== 'live') return;
  const { undo } = last;
  desk.lastChange.set({ says: 'Undoing…', undo: null });
  const answer = await ask<UndoneView>('POST', `/api/undo/${encodeURIComponent(undo.id)}`, {});
  if (answer.ok) {
    desk.store.takeVisits(answer.value.visits);
    return desk.lastChange.set({ says: saysUndone(answer.value), undo: null });
  }
  if (answer.status === 401) return desk.signedOut();
  // Whether it was done is not known when no answer came: it can be asked again.
  desk.lastChange.set({ says: `Not undone. ${answer.say}`, undo: answer.status === 0 ? undo : null, isBad: true });
}

const saysUndone = ({ visits }: UndoneView) =>
  `Undone: ${visits.map(({ customer, ticket }) => `${ticket?.technician ?? 'nobody'} has the visit of ${customer} again`).join(', ')}.`;
