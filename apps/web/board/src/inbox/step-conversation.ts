import type { Desk } from '../live/desk';
import { nextOf } from '../alerts/step-alert';
import { inboxOf } from './use-inbox';

/** To the next conversation of the inbox, or the one before: its story opens and its card takes the focus. */
export function stepConversation(desk: Desk, by: 1 | -1): void {
  const inbox = inboxOf(desk);
  const waiting = inbox.is === 'ready' ? inbox.conversations.map(({ workOrderId }) => ({ id: workOrderId })) : [];
  const nth = nextOf(desk.conversationAt.get(), waiting, by);
  const next = waiting[nth];
  if (!next) return desk.spoken.set('Nobody waits for a person.');
  desk.conversationAt.set({ id: next.id, nth });
  desk.select(next.id);
  document.getElementById(`conversation-${next.id}`)?.focus();
}
