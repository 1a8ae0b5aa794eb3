import { later, plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';
import { lockVisit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { letTimeGo } from '#flows/steps/let-time-go';
import type { Due } from '#flows/timers/due';

/** Nobody is called back from the road; whether he has turned round is looked at again so much later. */
const ON_THE_ROAD_MINUTES = 10;

/**
 * A visit that is kept but not confirmed comes near, and nothing else was agreed: its time is let go, nobody sets out,
 * and the customer chooses anew. It is still wanted. Where somebody has set out all the same, his arrival settles it.
 */
export async function letGo(tx: Tx, { key, subject }: Due): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (!visit?.suspendedAt || visit.state !== 'confirmed' || visit.arrivedAt) return;
  if (visit.ticket?.state === 'en_route')
    return tx.wake({ key, kind: 'suspension.end', subject, dueAt: plusMinutes(tx.now, ON_THE_ROAD_MINUTES) });
  const { appointmentId, workOrderId, window } = visit;
  const why = 'it was not confirmed in time';
  await tx.sql(
    `UPDATE appointment SET state = 'requested', window_from = NULL, window_to = NULL, at_risk_at = NULL, missed_at = NULL, told_p10 = NULL,
       told_p50 = NULL, told_p90 = NULL, told_at = NULL, eta_p10 = NULL, eta_p50 = NULL, eta_p90 = NULL, eta_as_of = NULL,
       eta_basis = NULL, stops_before = NULL, version = version + 1 WHERE id = $1`,
    [appointmentId],
  );
  tx.record({
    type: 'visit.let-go',
    actor: DOORWARD,
    reason: why,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
    data: { window },
  });
  await letTimeGo(tx, visit, { why, actor: DOORWARD });
  tx.say({
    key: `let-go:${appointmentId}:${visit.revision}`,
    kind: 'let-go',
    phone: visit.customer.phone,
    workOrderId,
    appointmentId,
    urgency: window!.from,
    usefulUntil: later(window!.to, plusMinutes(tx.now, 60)),
  });
}
