import { sayDate, sayWindow } from '#time/say';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { closeAlert } from '#flows/steps/alerts';
import { endOfUse } from '#flows/steps/useful';

/** The next visit has its time: one text, whoever chose it. Where others rest on it, the one that tells of them as well. */
export function confirmNext(tx: Tx, promised: Visit): void {
  const kind = promised.isNeeded ? 'booked' : 'next-booked';
  tx.say({
    key: `${kind}:${promised.appointmentId}:${promised.revision}`,
    kind,
    phone: promised.customer.phone,
    workOrderId: promised.workOrderId,
    appointmentId: promised.appointmentId,
    claims: { revision: promised.revision },
    isReply: true,
    urgency: promised.window!.to,
    usefulUntil: endOfUse(promised),
  });
}

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
