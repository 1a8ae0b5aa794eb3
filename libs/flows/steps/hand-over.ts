import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf } from '#store/visit';
import { closeAlert, openAlert } from '#flows/steps/alerts';
import { candidatesFor, forTheEngine } from '#flows/steps/candidates';
import { clearDeadHolds } from '#flows/steps/holds';
import { reckon } from '#flows/steps/reckon';
import { slotStillFree } from '#flows/steps/slots';
import { giveTicket } from '#flows/steps/ticket';
import { promiseCallBack } from '#flows/steps/call-back';

/** So many of those who can are locked, all at once and therefore in order: one after the other could wait in a circle. */
const MOST_TRIED = 10;

/**
 * Gives a visit that lost its technician to the next one who can keep the same window; those who have already said no
 * (or nothing) to this promise are not asked again. With nobody left the desk gets it, and a person calls the customer.
 */
export async function handOver(tx: Tx, appointmentId: string, actor: string, reason: string): Promise<string | null> {
  const seen = await visitOf(tx, appointmentId);
  if (!seen || seen.ticket || seen.state !== 'confirmed') return null;
  const asked = await tx.sql<{ id: string }>(
    `SELECT technician_id AS id FROM assignment WHERE appointment_id = $1 AND state IN ('declined', 'expired')
       AND created_at >= (SELECT at FROM appointment_revision WHERE appointment_id = $1 AND revision = $2)`,
    [appointmentId, seen.revision],
  );
  const { candidates } = await candidatesFor(tx, seen, tx.now, forTheEngine(seen));
  const next = candidates.filter((c) => c.stay && !asked.some(({ id }) => id === c.technicianId));
  const best = next.slice(0, MOST_TRIED).map(({ technicianId }) => technicianId);
  const visit = await lockVisit(tx, appointmentId, best);
  if (!visit || visit.ticket) return null;
  await clearDeadHolds(tx, best);
  for (const candidate of next.slice(0, MOST_TRIED)) {
    const slot = await slotStillFree(tx, visit, { technicianId: candidate.technicianId, window: visit.window! });
    if (!slot) continue;
    const id = await giveTicket(tx, visit, { ...slot, holdId: null, actor, reason });
    await closeAlert(tx, 'nobody-left', appointmentId, `${candidate.name} has it now`);
    await reckon(tx, candidate.technicianId);
    return id;
  }
  await nobodyLeft(tx, seen);
  return null;
}

/** The desk is told that nobody has it. */
export const alarmNobodyLeft = (tx: Tx, visit: Visit): Promise<void> =>
  openAlert(tx, {
    kind: 'nobody-left',
    subject: visit.appointmentId,
    workOrderId: visit.workOrderId,
    says: `${visit.customer.name}: no technician is left who can keep the promised window`,
    dueAt: visit.window!.from,
  });

/** The desk is told, and so is the customer: a person calls him. */
export async function nobodyLeft(tx: Tx, visit: Visit): Promise<void> {
  await alarmNobodyLeft(tx, visit);
  const call = await promiseCallBack(tx, visit, { why: 'nobody is left who can keep the promised window' });
  tx.say({
    key: `call-back:${call.promiseId}`,
    kind: 'call-back',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    facts: { agent: call.agent, by: call.by },
    urgency: visit.window!.to,
    usefulUntil: call.by,
  });
}
