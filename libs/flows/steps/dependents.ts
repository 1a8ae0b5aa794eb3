import { earlier, later, plusMinutes } from '#time/minutes';
import { readyAt, type Rift, rift } from '#visits/dependency';
import type { AppointmentState } from '#visits/appointment';
import { isOnSite } from '#visits/assignment';
import type { Tx } from '#store/tx';
import { type Visit, visitOf, visitsAfter } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { closeAlert, openAlert } from '#flows/steps/alerts';
import { dropGapOffers } from '#flows/steps/gap-offers';
import { endOfUse } from '#flows/steps/useful';

/** A time that is kept for a suspended visit is let go this long before it, when nothing else was agreed. */
const LET_GO_MINUTES = 120;
/** Who has just been asked gets at least so long to answer. */
const LEAST_MINUTES = 30;

/**
 * Looks again whether a visit and those that rest on it still stand, in the very commit that moved, ended or gave one of
 * them away. What does not stand is suspended: its time is kept, but it is not confirmed, until there is a time for both
 * that fits. What the customer is told and offered follows from that (see `tellSuspended`).
 */
export async function weighDependents(tx: Tx, appointmentId: string): Promise<void> {
  const visit = await visitOf(tx, appointmentId);
  if (!visit) return;
  if (visit.needs) await weigh(tx, visit);
  if (!visit.isNeeded) return;
  for (const next of await visitsAfter(tx, appointmentId)) await weigh(tx, next);
}

/** Why a promised visit cannot stand; null when it does, or when there is nothing to stand. */
export function riftOf({ state, window, needs, ticket }: Visit): Rift | null {
  if (state !== 'confirmed' || !window || !needs || (ticket && isOnSite(ticket.state))) return null;
  return rift(
    { begins: ticket?.planned.from ?? window.from, technicianId: ticket?.technicianId ?? null },
    needs,
    needs,
  );
}

/** What became of the first visit, where another one in its place only waits for its time. */
export async function causeOf(tx: Tx, { needs }: Visit, why: Rift): Promise<Rift> {
  if (why !== 'first-open') return why;
  const [over] = await tx.sql<{ state: AppointmentState }>(
    'SELECT o.state FROM appointment f JOIN appointment o ON o.id = f.follows_id WHERE f.id = $1',
    [needs!.firstId],
  );
  if (over?.state === 'failed') return 'first-failed';
  return over?.state === 'cancelled' ? 'first-cancelled' : why;
}

async function weigh(tx: Tx, visit: Visit): Promise<void> {
  const why = riftOf(visit);
  if (why && !(visit.suspendedAt && (await isTold(tx, visit, why)))) await suspend(tx, visit, why);
  if (!why && visit.suspendedAt) await resume(tx, visit);
}

/** Until when the first now takes: what fits behind it changes with that. */
const readySaid = ({ needs }: Visit): string | null => readyAt(needs!, needs!)?.toISOString() ?? null;

/** Whether it was suspended for the same reason before, with the same times to choose from. */
async function isTold(tx: Tx, visit: Visit, why: Rift): Promise<boolean> {
  const [last] = await tx.sql<{ why: Rift; ready: string | null }>(
    `SELECT data ->> 'why' AS why, data ->> 'ready' AS ready FROM timeline
     WHERE work_order_id = $2 AND appointment_id = $1 AND type = 'visit.suspended' ORDER BY id DESC LIMIT 1`,
    [visit.appointmentId, visit.workOrderId],
  );
  // While a new first visit waits for its time there is nothing new to say: the customer has the link to choose one.
  return why === 'first-open' || (last?.why === why && last.ready === readySaid(visit));
}

async function suspend(tx: Tx, visit: Visit, why: Rift): Promise<void> {
  const { appointmentId, workOrderId, customer, work, needs } = visit;
  await dropGapOffers(tx, appointmentId);
  await tx.sql(
    'UPDATE appointment SET suspended_at = coalesce(suspended_at, $2), at_risk_at = NULL, version = version + 1 WHERE id = $1',
    [appointmentId, tx.now],
  );
  const reason = `${needs!.work.toLowerCase()} ${RIFT_SAID[why]}`;
  tx.record({
    type: 'visit.suspended',
    actor: DOORWARD,
    reason,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
    data: { why, firstId: needs!.firstId, ready: readySaid(visit) },
  });
  await closeAlert(tx, 'at-risk', appointmentId, 'the visit is not confirmed any more');
  await openAlert(tx, {
    kind: 'suspended',
    subject: appointmentId,
    workOrderId,
    technicianId: visit.ticket?.technicianId ?? null,
    says: `${customer.name}: the ${work.name.toLowerCase()} is kept but not confirmed, the ${reason}`,
    dueAt: visit.window!.from,
  });
  const inTime = later(plusMinutes(visit.window!.from, -LET_GO_MINUTES), plusMinutes(tx.now, LEAST_MINUTES));
  tx.wake({
    key: `suspension.end:${appointmentId}`,
    kind: 'suspension.end',
    subject: appointmentId,
    dueAt: earlier(inTime, later(visit.window!.from, tx.now)),
  });
}

/** How it is said to the desk and on the timeline, after the first visit's work. */
const RIFT_SAID: Record<Rift, string> = {
  'first-cancelled': 'it rests on is cancelled',
  'first-failed': 'it rests on could not be completed',
  'first-open': 'it rests on has no time yet',
  'too-soon': 'it rests on now ends too late for it',
  'other-technician': 'it rests on now has another technician',
};

async function resume(tx: Tx, visit: Visit): Promise<void> {
  const { appointmentId, workOrderId } = visit;
  await endSuspension(tx, appointmentId, 'it stands again');
  if (visit.state !== 'confirmed') return;
  tx.record({
    type: 'visit.resumed',
    actor: DOORWARD,
    reason: `the ${visit.needs!.work.toLowerCase()} has a time that fits`,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
  });
  tx.say({
    key: `resumed:${appointmentId}:${tx.now.toISOString()}`,
    kind: 'resumed',
    phone: visit.customer.phone,
    workOrderId,
    appointmentId,
    claims: { revision: visit.revision },
    urgency: visit.window!.from,
    usefulUntil: endOfUse(visit),
  });
}

/** Nothing stands still any more: it stands, or it is over. */
export async function endSuspension(tx: Tx, appointmentId: string, why: string, actor = DOORWARD): Promise<void> {
  await tx.sql(
    'UPDATE appointment SET suspended_at = NULL, version = version + 1 WHERE id = $1 AND suspended_at IS NOT NULL',
    [appointmentId],
  );
  tx.sleep(`suspension.end:${appointmentId}`);
  await closeAlert(tx, 'suspended', appointmentId, why, actor);
}
