import { later, plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';
import { lockVisit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { endBlock } from '#flows/steps/block';
import { endSuspension } from '#flows/steps/dependents';
import { releaseHolds } from '#flows/steps/holds';
import { settlePromises } from '#flows/steps/promises';
import { reckon } from '#flows/steps/reckon';
import { endTicket } from '#flows/steps/ticket';
import type { Due } from '#flows/timers/due';

/**
 * A visit that is kept but not confirmed comes near, and nothing else was agreed: its time is let go, nobody sets out,
 * and the customer chooses anew. It is still wanted.
 */
export async function letGo(tx: Tx, { subject }: Due): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (!visit?.suspendedAt || visit.state !== 'confirmed' || visit.arrivedAt) return;
  const { appointmentId, workOrderId, window } = visit;
  const why = 'it was not confirmed in time';
  await releaseHolds(tx, appointmentId);
  await tx.sql(
    `UPDATE appointment SET state = 'requested', window_from = NULL, window_to = NULL, at_risk_at = NULL, told_p10 = NULL,
       told_p50 = NULL, told_p90 = NULL, told_at = NULL, eta_p10 = NULL, eta_p50 = NULL, eta_p90 = NULL, eta_as_of = NULL,
       eta_basis = NULL, stops_before = NULL, version = version + 1 WHERE id = $1`,
    [appointmentId],
  );
  await settlePromises(tx, { appointmentId, kinds: ['window', 'eta', 'update'], as: 'replaced', why });
  tx.sleep(`window.end:${appointmentId}`);
  tx.sleep(`eta.due:${appointmentId}`);
  await endSuspension(tx, appointmentId, why);
  if (visit.block) await endBlock(tx, visit, 'cancelled', why, DOORWARD);
  tx.record({
    type: 'visit.let-go',
    actor: DOORWARD,
    reason: why,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
    data: { window },
  });
  if (visit.ticket) {
    await endTicket(tx, visit, visit.ticket, { as: 'withdrawn', actor: DOORWARD, reason: why });
    await reckon(tx, visit.ticket.technicianId);
  }
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
