import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { DOORWARD } from '#flows/doorward';

type About = Pick<MessageRow, 'id' | 'kind' | 'workOrderId' | 'appointmentId'>;

/** A message is not said, by nobody any more, and the timeline says why. */
export async function layAside(
  tx: Tx,
  { id, kind, workOrderId, appointmentId }: About,
  reason: string,
  { state = 'suppressed', actor = DOORWARD }: { state?: 'suppressed' | 'expired'; actor?: string } = {},
): Promise<void> {
  await tx.sql('UPDATE message SET state = $2, reason = $3 WHERE id = $1', [id, state, reason]);
  tx.record({
    type: 'message.suppressed',
    actor,
    reason,
    workOrderId,
    appointmentId,
    data: { messageId: id, kind },
  });
}
