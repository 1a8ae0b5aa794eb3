import type { Window } from '#time/window';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import { overtakeTasks } from '#flows/messages/tasks';
import { closeAlert } from '#flows/steps/alerts';
import { endBlock } from '#flows/steps/block';
import { closeWorkOrder } from '#flows/steps/close';
import { watchFirstPromise } from '#flows/steps/credit';
import { type Chain, openGap } from '#flows/steps/gap';
import { dropGapOffers } from '#flows/steps/gap-offers';
import { clearDeadHolds } from '#flows/steps/holds';
import { letTimeGo } from '#flows/steps/let-time-go';
import { settleBefore } from '#flows/steps/next-booked';
import { makePromise } from '#flows/steps/promises';
import { reckon } from '#flows/steps/reckon';
import { endTicket, giveTicket } from '#flows/steps/ticket';

type Promised = {
  readonly technicianId: string;
  readonly window: Window;
  readonly stay: Window;
  readonly holdId: string | null;
  readonly actor: string;
  readonly reason: string;
  /** Where he takes a gap: what his own time that becomes free belongs to. */
  readonly chain?: Chain;
};

/**
 * Makes a new promise for a visit and puts it into a technician's hands: appointment with its next revision, the
 * promise in the ledger, the ticket, the watch over the window's end, everybody's arrivals. An earlier promise is
 * replaced and its ticket withdrawn. The caller holds the locks of the appointment and of both technicians.
 */
export async function promiseVisit(tx: Tx, before: Visit, to: Promised): Promise<Visit> {
  const { appointmentId, workOrderId } = before;
  const isFirst = before.state === 'requested';
  const revision = before.revision + 1;
  watchFirstPromise(tx, before);
  await clearDeadHolds(tx, [to.technicianId]);
  if (before.ticket)
    await endTicket(tx, before, before.ticket, {
      as: 'withdrawn',
      actor: to.actor,
      reason: before.ticket.technicianId === to.technicianId ? 'moved to another time' : 'another technician has it',
    });
  if (before.ticket) await openGap(tx, before, before.ticket, to.chain);
  await dropGapOffers(tx, appointmentId, to.holdId);
  await tx.sql(
    `UPDATE appointment SET state = 'confirmed', revision = $2, window_from = $3, window_to = $4, at_risk_at = NULL, missed_at = NULL,
       told_p10 = NULL, told_p50 = NULL, told_p90 = NULL, told_at = NULL, eta_p10 = NULL, eta_p50 = NULL, eta_p90 = NULL,
       eta_as_of = NULL, eta_basis = NULL, stops_before = NULL, version = version + 1
     WHERE id = $1`,
    [appointmentId, revision, to.window.from, to.window.to],
  );
  await tx.sql(
    `INSERT INTO appointment_revision (appointment_id, revision, window_from, window_to, technician_id, actor, reason, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [appointmentId, revision, to.window.from, to.window.to, to.technicianId, to.actor, to.reason, tx.now],
  );
  tx.record({
    type: isFirst ? 'visit.confirmed' : 'visit.rescheduled',
    actor: to.actor,
    reason: to.reason,
    workOrderId,
    appointmentId,
    technicianId: to.technicianId,
    data: { revision, window: to.window, before: before.window },
  });
  await makePromise(
    tx,
    {
      kind: 'window',
      workOrderId,
      appointmentId,
      owner: `technician ${to.technicianId}`,
      deadline: to.window.to,
      basedOn: { revision, stay: to.stay },
      why: isFirst ? 'the first promise' : 'a new promise the customer chose',
    },
    isFirst ? [] : ['window', 'eta'],
  );
  await giveTicket(tx, before, to);
  if (before.block) await endBlock(tx, before, 'cancelled', 'the visit was moved to another time', to.actor);
  tx.wake({ key: `window.end:${appointmentId}`, kind: 'window.end', subject: appointmentId, dueAt: to.window.to });
  tx.sleep(`eta.due:${appointmentId}`);
  await closeAlert(tx, 'at-risk', appointmentId, 'a new time was agreed');
  await closeAlert(tx, 'nobody-left', appointmentId, 'a new time was agreed');
  await reckon(tx, to.technicianId);
  if (before.ticket && before.ticket.technicianId !== to.technicianId) await reckon(tx, before.ticket.technicianId);
  const promised = (await visitOf(tx, appointmentId))!;
  if (isFirst) await settleBefore(tx, promised);
  return promised;
}

/** The visit will not happen: what was promised about it is settled and his time is free. */
export async function cancelVisit(tx: Tx, visit: Visit, actor: string, reason: string): Promise<void> {
  const { appointmentId, workOrderId } = visit;
  await tx.sql(`UPDATE appointment SET state = 'cancelled', ended_at = $2, version = version + 1 WHERE id = $1`, [
    appointmentId,
    tx.now,
  ]);
  tx.record({
    type: 'visit.cancelled',
    actor,
    reason,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
  });
  await overtakeTasks(tx, visit, 'the visit was cancelled');
  await letTimeGo(tx, visit, { why: 'the visit was cancelled', actor });
  await closeWorkOrder(tx, workOrderId, reason, actor);
}
