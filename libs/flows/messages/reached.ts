import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { refreshTask, subjectOf } from '#flows/messages/tasks';
import { isTold } from '#flows/messages/told';

/**
 * It has reached its customer. Whatever else had been begun meanwhile is not needed any more; what a person was asked to
 * tell and has not told is taken back. Late or twice, it changes nothing.
 */
export async function reached(tx: Tx, message: MessageRow, how: string): Promise<void> {
  const { id, state, workOrderId, appointmentId } = message;
  if (state === 'delivered' || state === 'told') return;
  await tx.sql(`UPDATE message SET state = 'delivered', reason = NULL, lease_until = NULL WHERE id = $1`, [id]);
  tx.record({
    type: 'message.delivered',
    actor: message.way === 'mail' ? 'mail server' : 'carrier',
    reason: message.kind,
    workOrderId,
    appointmentId,
    data: { messageId: id, how },
  });
  // A text counts as told when it leaves; what went wrong first or goes another way counts from here.
  if (state !== 'sent' || message.way !== 'text') await isTold(tx, message);
  if (state !== 'with-person') return;
  await tx.sql(
    `UPDATE message_attempt SET state = 'failed', ended_at = $2 WHERE message_id = $1 AND way = 'person' AND state = 'under-way'`,
    [id, tx.now],
  );
  await refreshTask(tx, subjectOf(message), `${how} after all`);
}
