import { plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf, visitsOfWorkOrder } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';
import { closeWorkOrder } from '#flows/steps/close';
import { nobodyLeft } from '#flows/steps/hand-over';
import { freeOccupancy } from '#flows/steps/holds';
import { endPrompts, putPrompt } from '#flows/steps/prompts';
import type { Due } from '#flows/timers/due';

export async function expireHold(tx: Tx, { subject }: Due): Promise<void> {
  const [hold] = await tx.sql<{ appointmentId: string; technicianId: string; workOrderId: string }>(
    `UPDATE hold h SET state = 'expired' FROM appointment a
     WHERE h.id = $1 AND h.state = 'active' AND h.expires_at <= $2 AND a.id = h.appointment_id
     RETURNING h.appointment_id AS "appointmentId", h.technician_id AS "technicianId", a.work_order_id AS "workOrderId"`,
    [subject, tx.now],
  );
  if (!hold) return;
  await freeOccupancy(tx, [subject]);
  tx.record({
    type: 'hold.expired',
    actor: DOORWARD,
    reason: 'nobody took it in time',
    ...hold,
    data: { holdId: subject },
  });
}

export async function expirePrompt(tx: Tx, { subject }: Due): Promise<void> {
  const [prompt] = await tx.sql<{ phone: string; appointmentId: string; kind: string; workOrderId: string }>(
    `SELECT p.phone, p.appointment_id AS "appointmentId", p.kind, a.work_order_id AS "workOrderId"
     FROM prompt p JOIN appointment a ON a.id = p.appointment_id
     WHERE p.id = $1 AND p.state = 'open' AND p.expires_at <= $2`,
    [subject, tx.now],
  );
  if (!prompt) return;
  await endPrompts(tx, prompt.phone, 'expired');
  const { appointmentId, workOrderId } = prompt;
  if (prompt.kind === 'choice') await afterNoChoice(tx, { appointmentId, workOrderId });
  if (prompt.kind === 'survey') await closeWorkOrder(tx, workOrderId, 'the question about the visit was not answered');
}

/**
 * Nothing was chosen: the visit stays as it is. One that nobody has cannot stay so: a person calls; and whose next visit
 * has no time yet is put before the desk.
 */
async function afterNoChoice(tx: Tx, about: { appointmentId: string; workOrderId: string }): Promise<void> {
  const visit = await visitOf(tx, about.appointmentId);
  const hasNobody = visit?.state === 'confirmed' && !visit.ticket && !visit.suspendedAt;
  tx.record({
    type: 'offer.expired',
    actor: DOORWARD,
    reason: `no answer by the time the text named: ${hasNobody ? 'a person calls' : 'the visit stays as it is'}`,
    ...about,
  });
  if (hasNobody) await nobodyLeft(tx, visit);
  if (visit?.state === 'requested' && visit.followsId)
    await openAlert(tx, {
      kind: 'could-not-complete',
      subject: visit.followsId,
      workOrderId: visit.workOrderId,
      says: `${visit.customer.name} has not chosen a time for the next visit${visit.part ? ` (part: ${visit.part})` : ''}. Please call.`,
    });
}

const SURVEY_DAYS = 2;
const AGAIN_MINUTES = 30;
/** Asked later than that, nobody remembers. */
const SURVEY_HOURS = 24;

/** One question, only when somebody was there, the work is done and nothing is open. */
export async function askSurvey(tx: Tx, { key, subject, dueAt }: Due): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (!visit || visit.closedAt || visit.state !== 'fulfilled' || !visit.arrivedAt) return;
  if ((await visitsOfWorkOrder(tx, visit.workOrderId)).some(isToCome)) return; // it is asked once, after the last
  const [open] = await tx.sql(
    `SELECT 1 FROM promise WHERE work_order_id = $1 AND state = 'open'
     UNION ALL SELECT 1 FROM prompt p JOIN appointment a ON a.id = p.appointment_id
     WHERE (p.phone = $2 OR a.work_order_id = $1) AND p.state = 'open' LIMIT 1`,
    [visit.workOrderId, visit.customer.phone],
  );
  // Something is still open between us and him: the question waits, for a day at most.
  if (open) {
    if (visit.endedAt && tx.now < plusMinutes(visit.endedAt, 1440))
      tx.wake({ key, kind: 'survey.ask', subject, dueAt: plusMinutes(dueAt, AGAIN_MINUTES) });
    return;
  }
  const digits = Object.fromEntries([1, 2, 3, 4, 5].map((stars) => [String(stars), { does: 'rate' as const, stars }]));
  const expiresAt = plusMinutes(tx.now, SURVEY_DAYS * 1440);
  const asked = { ...digits, '0': { does: 'person' as const } };
  await putPrompt(tx, visit, { kind: 'survey', digits: asked, expiresAt }, { phone: visit.customer.phone });
  tx.say({
    key: `survey:${subject}`,
    kind: 'survey',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: subject,
    isForOne: true,
    usefulUntil: plusMinutes(tx.now, SURVEY_HOURS * 60),
  });
}

const isToCome = ({ state }: Visit) => state === 'requested' || state === 'confirmed';
