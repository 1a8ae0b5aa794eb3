import { sayDate, sayWindow } from '#time/say';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { closeAlert } from '#flows/steps/alerts';

/** What could not be completed goes on at a time: nobody need call about it, and he who was there sees it. */
export async function settleBefore(tx: Tx, promised: Visit): Promise<void> {
  if (!promised.followsId) return;
  await closeAlert(tx, 'could-not-complete', promised.followsId, 'the next visit has its time');
  const [before] = await tx.sql<{ technicianId: string }>(
    `SELECT technician_id AS "technicianId" FROM assignment WHERE appointment_id = $1 AND state = 'cannot_complete'
     ORDER BY since DESC LIMIT 1`,
    [promised.followsId],
  );
  const { zone } = promised.place;
  const [day, hours] = [sayDate(promised.window!.from, zone), sayWindow(promised.window!, zone)];
  tx.record({
    type: 'visit.goes-on',
    actor: DOORWARD,
    reason: `the next visit is ${day}, ${hours}, with ${promised.ticket!.technician}`,
    workOrderId: promised.workOrderId,
    appointmentId: promised.followsId,
    technicianId: before?.technicianId ?? null,
  });
}
