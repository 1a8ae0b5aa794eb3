import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { closeAlert } from '#flows/steps/alerts';

type BlockEnd = 'lifted' | 'lapsed' | 'cancelled';

/**
 * Another department's stop on this visit is over: by its own hand, by its time, or with the promise it stood on. The
 * caller holds the visit's lock and tells the customer what it means.
 */
export async function endBlock(tx: Tx, visit: Visit, how: BlockEnd, why: string, actor: string): Promise<void> {
  const { block, appointmentId, workOrderId } = visit;
  if (!block) return;
  await tx.sql('UPDATE block SET ended_at = $2, ended_how = $3 WHERE id = $1 AND ended_at IS NULL', [
    block.id,
    tx.now,
    how,
  ]);
  await tx.sql('UPDATE appointment SET version = version + 1 WHERE id = $1', [appointmentId]);
  tx.sleep(`block.end:${block.id}`);
  await closeAlert(tx, 'blocked', appointmentId, why, actor);
  tx.record({
    type: `block.${how}`,
    actor,
    reason: `${block.owner} (${block.reason}): ${why}`,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
    data: { blockId: block.id },
  });
}
