import type { Tx } from '#store/tx';
import { DOORWARD } from '#flows/doorward';
import { eraseSoon } from '#flows/steps/access-notes';

/** The story of this work order is over, unless one of its visits is still to come. */
export async function closeWorkOrder(tx: Tx, workOrderId: string, reason: string, actor = DOORWARD): Promise<void> {
  const closed = await tx.sql(
    `UPDATE work_order SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM appointment WHERE work_order_id = $1 AND state IN ('requested', 'confirmed')) RETURNING 1`,
    [workOrderId, tx.now],
  );
  if (!closed.length) return;
  tx.record({ type: 'work-order.closed', actor, reason, workOrderId });
  eraseSoon(tx, workOrderId);
}

/** An order that was opened again for a call is over when the call was made, unless a visit is to come. */
export async function closeReopened(tx: Tx, workOrderId: string, actor: string): Promise<void> {
  const [reopened] = await tx.sql(
    `SELECT 1 FROM timeline WHERE work_order_id = $1 AND type IN ('work-order.closed', 'work-order.reopened')
     GROUP BY work_order_id HAVING max(id) FILTER (WHERE type = 'work-order.reopened') > max(id) FILTER (WHERE type = 'work-order.closed')`,
    [workOrderId],
  );
  if (reopened) await closeWorkOrder(tx, workOrderId, 'the customer was called', actor);
}
