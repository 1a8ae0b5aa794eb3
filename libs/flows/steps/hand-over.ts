import { candidates } from '#routes/candidates';
import { isRefused } from '#visits/refused';
import { without } from '#routes/route';
import type { Tx } from '#store/tx';
import { routesNear } from '#store/route';
import { lockVisit, type Visit, visitOf } from '#store/visit';
import { closeAlert, openAlert } from '#flows/steps/alerts';
import { travelAround } from '#flows/steps/drives';
import { clearDeadHolds } from '#flows/steps/holds';
import { reckon } from '#flows/steps/reckon';
import { slotStillFree, termsOf } from '#flows/steps/slots';
import { giveTicket } from '#flows/steps/ticket';
import { promiseCallBack } from '#flows/steps/call-back';

const MOST_TECHNICIANS = 25;

/** Everybody near, with the reasons for and against giving him this visit in the window already promised. */
export async function candidatesFor(tx: Pick<Tx, 'sql'>, visit: Visit, now: Date) {
  const routes = await routesNear(tx, {
    territoryId: visit.place.territoryId,
    skills: visit.work.skills,
    near: visit.place,
    span: visit.window!,
    most: MOST_TECHNICIANS,
  });
  const work = { skills: visit.work.skills, minutes: visit.work.minutes, place: visit.place };
  const terms = await termsOf(tx, visit);
  const found = candidates(without(routes, visit.appointmentId), {
    work,
    window: visit.window!,
    travel: await travelAround(tx, routes, visit.place),
    now,
    terms: isRefused(terms) ? {} : terms,
  });
  return isRefused(terms) ? found.map((one) => ({ ...one, stay: null, against: [terms.refused], for: [] })) : found;
}

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
  const next = (await candidatesFor(tx, seen, tx.now)).filter(
    (c) => c.stay && !asked.some(({ id }) => id === c.technicianId),
  );
  for (const candidate of next) {
    const visit = await lockVisit(tx, appointmentId, [candidate.technicianId]);
    if (!visit || visit.ticket) return null;
    await clearDeadHolds(tx, [candidate.technicianId]);
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

async function nobodyLeft(tx: Tx, visit: Visit): Promise<void> {
  await openAlert(tx, {
    kind: 'nobody-left',
    subject: visit.appointmentId,
    workOrderId: visit.workOrderId,
    says: `${visit.customer.name}: no technician is left who can keep the promised window`,
    dueAt: visit.window!.from,
  });
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
