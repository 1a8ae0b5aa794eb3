import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { dropGapOffers } from '#flows/steps/gap-offers';

/** The customer would rather come sooner: he is asked when a gap opens. False when he waits already. */
export async function beginWaiting(tx: Tx, visit: Visit, actor: string): Promise<boolean> {
  const [row] = await tx.sql(
    `INSERT INTO waitlist (appointment_id, placed_by, placed_at) VALUES ($1, $2, $3)
     ON CONFLICT (appointment_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
    [visit.appointmentId, actor, tx.now],
  );
  if (row)
    tx.record({
      type: 'waiting.began',
      actor,
      reason: 'would rather come sooner',
      workOrderId: visit.workOrderId,
      appointmentId: visit.appointmentId,
    });
  return row !== undefined;
}

/** He waits no longer, and what he was offered is no offer any more. Nothing happens when he did not wait. */
export async function endWaiting(tx: Tx, visit: Visit, why: string, actor = DOORWARD): Promise<boolean> {
  const ended = await tx.sql(
    'UPDATE waitlist SET ended_at = $2, ended_why = $3 WHERE appointment_id = $1 AND ended_at IS NULL RETURNING 1',
    [visit.appointmentId, tx.now, why],
  );
  if (!ended.length) return false;
  tx.record({
    type: 'waiting.ended',
    actor,
    reason: why,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
  });
  await dropGapOffers(tx, visit.appointmentId);
  return true;
}

/** Whether its customer waits for an earlier time. */
export const isWaiting = async (tx: Pick<Tx, 'sql'>, appointmentId: string): Promise<boolean> =>
  (await tx.sql('SELECT 1 FROM waitlist WHERE appointment_id = $1 AND ended_at IS NULL', [appointmentId])).length > 0;
