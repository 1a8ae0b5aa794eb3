import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';

/**
 * Whether something is still open between us and this customer, so that nobody wants to be asked how it was: a promise
 * about the order, or a question about it or at the phone of anybody on it.
 */
export async function isSomethingOpen(tx: Pick<Tx, 'sql'>, { workOrderId, appointmentId, customer }: Visit) {
  const [open] = await tx.sql(
    `SELECT 1 FROM promise WHERE work_order_id = $1 AND state = 'open'
     UNION ALL
     SELECT 1 FROM prompt p JOIN appointment a ON a.id = p.appointment_id
     WHERE p.state = 'open' AND NOT (p.kind = 'survey' AND p.appointment_id = $3)
       AND (a.work_order_id = $1 OR p.phone = $2 OR p.phone IN (SELECT phone FROM contact WHERE work_order_id = $1))
     LIMIT 1`,
    [workOrderId, customer.phone, appointmentId],
  );
  return open !== undefined;
}
