import { wayAfter } from '#conversation/ways';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { isUntold } from '#flows/messages/told';

/**
 * A message has not reached its customer by the way it went: it goes the next one its kind deserves, written again from
 * what is true then; where there is none it ends here, and the timeline says so.
 */
export async function moveOn(tx: Tx, message: MessageRow, why: string): Promise<void> {
  await isUntold(tx, message);
  const next = wayAfter(message.kind, message.way);
  await tx.sql(`UPDATE message SET state = $2, way = $3, reason = $4, lease_until = NULL WHERE id = $1`, [
    ...[message.id, next ? 'pending' : 'undelivered', next ?? message.way, why],
  ]);
  tx.record({
    type: 'message.undelivered',
    actor: message.way === 'mail' ? 'mail server' : 'carrier',
    reason: why,
    workOrderId: message.workOrderId,
    appointmentId: message.appointmentId,
    data: { messageId: message.id, kind: message.kind, way: message.way, next },
  });
  if (next) tx.unsent();
}

/** It goes the same way once more, not before so many seconds are over, and only if it is still true then. */
export async function tryAgain(tx: Tx, message: MessageRow, why: string, seconds: number): Promise<void> {
  await isUntold(tx, message);
  await tx.sql(
    `UPDATE message SET state = 'pending', reason = $2, lease_until = clock_timestamp() + make_interval(secs => $3) WHERE id = $1`,
    [message.id, why, seconds],
  );
  if (seconds === 0) tx.unsent();
}
