import { earlier, plusMinutes } from '#time/minutes';
import { isQuiet, whenAwake } from '#conversation/quiet';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf, visitsOfWorkOrder } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';
import { closeWorkOrder } from '#flows/steps/close';
import { mayBeTexted } from '#flows/steps/consent';
import { nobodyLeft } from '#flows/steps/hand-over';
import { freeOccupancy } from '#flows/steps/holds';
import { endPrompts, putPrompt } from '#flows/steps/prompts';
import { isSomethingOpen } from '#flows/steps/something-open';
import { isWrongNumber } from '#flows/steps/wrong-number';
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
/** Asked later than that, nobody remembers: what was not asked by then is closed without. */
const SURVEY_MINUTES = 24 * 60;

/**
 * One question, only when somebody was there, the work is done and nothing is open; it waits until then, for a day from
 * the end at most. The order is closed in any case: without an answer, without the question, and for a phone that wants
 * no texts.
 */
export async function askSurvey(tx: Tx, { key, subject }: Due, { settings }: Doorward): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (!visit || visit.closedAt || visit.state !== 'fulfilled' || !visit.endedAt) return;
  if ((await visitsOfWorkOrder(tx, visit.workOrderId)).some(isToCome)) return; // it is asked once, after the last
  const askBy = plusMinutes(visit.endedAt, SURVEY_MINUTES);
  if (tx.now >= askBy)
    return closeWorkOrder(tx, visit.workOrderId, 'the visit was a day ago and nothing came back about it');
  const { phone } = visit.customer;
  const mayAsk =
    visit.arrivedAt !== null &&
    !isQuiet(tx.now, visit.place, settings.SPEAKING_HOURS) &&
    (await mayBeTexted(tx, phone)) &&
    !(await isWrongNumber(tx, phone)) &&
    !(await isSomethingOpen(tx, visit));
  if (!mayAsk) {
    const again = whenAwake(plusMinutes(tx.now, AGAIN_MINUTES), visit.place, settings.SPEAKING_HOURS);
    return tx.wake({ key, kind: 'survey.ask', subject, dueAt: earlier(again, askBy) });
  }
  const digits = Object.fromEntries([1, 2, 3, 4, 5].map((stars) => [String(stars), { does: 'rate' as const, stars }]));
  const expiresAt = plusMinutes(tx.now, SURVEY_DAYS * 1440);
  const asked = { ...digits, '0': { does: 'person' as const } };
  await putPrompt(tx, visit, { kind: 'survey', digits: asked, expiresAt }, { phone });
  // Another question may take this one's place at his phone, and then nobody waits for an answer to it.
  tx.wake({ key, kind: 'survey.ask', subject, dueAt: expiresAt });
  tx.say({
    key: `survey:${subject}`,
    kind: 'survey',
    phone,
    workOrderId: visit.workOrderId,
    appointmentId: subject,
    isForOne: true,
    usefulUntil: askBy,
  });
}

const isToCome = ({ state }: Visit) => state === 'requested' || state === 'confirmed';
