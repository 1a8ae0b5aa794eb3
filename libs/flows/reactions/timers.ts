import { plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { SECOND_CALL_BACK_MINUTES } from '#visits/promise';
import { isOnSite } from '#visits/assignment';
import type { TimerKind } from '#store/timer-kind';
import type { Tx } from '#store/tx';
import { lockTechnicians, lockVisit, visitOf, visitOfTicket, type Visit } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { firstName } from '#flows/said';
import { openAlert } from '#flows/steps/alerts';
import { type Agent, promiseCallBack } from '#flows/steps/call-back';
import { freeOccupancy } from '#flows/steps/holds';
import { endPrompts, putPrompt } from '#flows/steps/prompts';
import { settlePromises } from '#flows/steps/promises';
import { reckon } from '#flows/steps/reckon';
import { endTicket } from '#flows/steps/ticket';
import { endOfUse } from '#flows/steps/useful';

type Due = { readonly key: string; readonly kind: TimerKind; readonly subject: string; readonly dueAt: Date };
type Handler = (tx: Tx, timer: Due) => Promise<void>;

/** What is done when something falls due. Every handler looks at the rows first: the timer may be out of date. */
export const TIMERS: Record<TimerKind, Handler> = {
  'ticket.remind': remindTechnician,
  'ticket.alarm': alarmDesk,
  'ticket.hand-over': expireTicket,
  'ticket.withdrawn': textWithdrawal,
  'route.look': lookAgain,
  'hold.expire': expireHold,
  'prompt.expire': expirePrompt,
  'window.end': endWindow,
  'eta.due': etaDue,
  'call-back.remind': remindDesk,
  'call-back.due': breakCallBack,
  'survey.ask': askSurvey,
};

const TEXTED_MINUTES = 30;

async function unanswered(tx: Tx, assignmentId: string): Promise<Visit | null> {
  const seen = await visitOfTicket(tx, assignmentId);
  const visit = seen && (await lockVisit(tx, seen.appointmentId));
  const ticket = visit?.ticket;
  return ticket?.id === assignmentId && (ticket.state === 'created' || ticket.state === 'delivered') ? visit : null;
}

/** The first text only when no phone has shown the ticket; the second whenever it is unanswered. */
async function remindTechnician(tx: Tx, { key, subject }: Due): Promise<void> {
  const visit = await unanswered(tx, subject);
  const isFirst = key.startsWith('ticket.first-text');
  if (!visit || (isFirst && visit.ticket!.state === 'delivered')) return;
  const [alarm] = await tx.sql<{ dueAt: Date }>(`SELECT due_at AS "dueAt" FROM timer WHERE key = $1`, [
    `ticket.${isFirst ? 'remind' : 'hand-over'}:${subject}`,
  ]);
  tx.record({
    type: 'ticket.reminded',
    actor: DOORWARD,
    reason: isFirst ? 'no phone has shown the ticket' : 'the ticket is not accepted',
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: subject,
    technicianId: visit.ticket!.technicianId,
  });
  sayToTechnician(tx, visit, isFirst ? 'ticket' : 'ticket-again', key, {
    replyBy: alarm?.dueAt ?? plusMinutes(tx.now, 3),
  });
}

async function alarmDesk(tx: Tx, { subject }: Due): Promise<void> {
  const visit = await unanswered(tx, subject);
  if (!visit) return;
  await tx.sql('UPDATE assignment SET alarmed_at = $2 WHERE id = $1', [subject, tx.now]);
  await openAlert(tx, {
    kind: 'not-acknowledged',
    subject: visit.appointmentId,
    workOrderId: visit.workOrderId,
    technicianId: visit.ticket!.technicianId,
    says: `${visit.ticket!.technician} has not accepted ${visit.customer.name}, ${sayTime(visit.window!.from, visit.place.zone)}`,
    dueAt: visit.window!.from,
  });
}

async function expireTicket(tx: Tx, { subject }: Due): Promise<void> {
  const visit = await unanswered(tx, subject);
  if (!visit) return;
  await endTicket(tx, visit, visit.ticket!, {
    as: 'expired',
    actor: DOORWARD,
    reason: `${visit.ticket!.technician} did not accept in time`,
  });
  await reckon(tx, visit.ticket!.technicianId);
}

/** His phone has not shown that the ticket is off. */
async function textWithdrawal(tx: Tx, { key, subject }: Due): Promise<void> {
  const [ticket] = await tx.sql<{ state: string; phone: string; appointmentId: string; seen: Date | null }>(
    `SELECT a.state, t.phone, a.appointment_id AS "appointmentId", a.ended_seen_at AS seen
     FROM assignment a JOIN technician t ON t.id = a.technician_id WHERE a.id = $1`,
    [subject],
  );
  if (!ticket || ticket.seen || (ticket.state !== 'withdrawn' && ticket.state !== 'expired')) return;
  const visit = (await visitOf(tx, ticket.appointmentId))!;
  tx.say({
    key,
    kind: 'ticket-withdrawn',
    phone: ticket.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: subject,
    urgency: visit.window?.from ?? tx.now,
    usefulUntil: plusMinutes(tx.now, 240),
  });
}

/** Nobody has said anything since: the day is reckoned anew, and silence itself is news. */
async function lookAgain(tx: Tx, { subject }: Due): Promise<void> {
  await lockTechnicians(tx, [subject]);
  await reckon(tx, subject);
}

async function expireHold(tx: Tx, { subject }: Due): Promise<void> {
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

async function expirePrompt(tx: Tx, { subject }: Due): Promise<void> {
  const [prompt] = await tx.sql<{ phone: string; appointmentId: string; kind: string; workOrderId: string }>(
    `SELECT p.phone, p.appointment_id AS "appointmentId", p.kind, a.work_order_id AS "workOrderId"
     FROM prompt p JOIN appointment a ON a.id = p.appointment_id
     WHERE p.id = $1 AND p.state = 'open' AND p.expires_at <= $2`,
    [subject, tx.now],
  );
  if (!prompt) return;
  await endPrompts(tx, prompt.phone, 'expired');
  const { appointmentId, workOrderId } = prompt;
  if (prompt.kind === 'choice')
    tx.record({
      type: 'offer.expired',
      actor: DOORWARD,
      reason: 'no answer by the time the text named: the visit stays as it is',
      appointmentId,
      workOrderId,
    });
  if (prompt.kind === 'survey') await closeWorkOrder(tx, workOrderId, 'the question about the visit was not answered');
}

/** The window is over: a promise not kept by now is broken, and that is a fact of its own. */
async function endWindow(tx: Tx, { subject }: Due): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (!visit || visit.state !== 'confirmed' || visit.arrivedAt || !visit.window || visit.window.to > tx.now) return;
  await tx.sql('UPDATE appointment SET missed_at = coalesce(missed_at, $2) WHERE id = $1', [subject, visit.window.to]);
  tx.record({
    type: 'visit.missed',
    actor: DOORWARD,
    reason: visit.told
      ? 'the window ended; the customer knows the new time'
      : 'the window ended before anybody was there',
    workOrderId: visit.workOrderId,
    appointmentId: subject,
    technicianId: visit.ticket?.technicianId ?? null,
  });
  await settlePromises(tx, {
    appointmentId: subject,
    kinds: ['window'],
    as: 'broken',
    why: 'nobody was there by the end of the window',
  });
  if (!visit.ticket) return;
  await reckon(tx, visit.ticket.technicianId);
}

/** The latest arrival we told is here and he is not. */
async function etaDue(tx: Tx, { subject }: Due): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (
    !visit ||
    visit.state !== 'confirmed' ||
    visit.arrivedAt ||
    !visit.told ||
    !visit.ticket ||
    visit.told.p90 > tx.now
  )
    return;
  await settlePromises(tx, {
    appointmentId: subject,
    kinds: ['eta'],
    as: 'broken',
    why: 'not there by the latest time we told',
  });
  await reckon(tx, visit.ticket.technicianId);
  const after = (await visitOf(tx, subject))!;
  if (!after.eta) return;
  // However little the estimate has moved, the time we named is over: that is news by itself.
  tx.say({
    key: `news:${subject}:${visit.told.at.toISOString()}`,
    kind: 'news',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: subject,
    claims: { revision: visit.revision },
    facts: { before: { p10: visit.told.p10, p50: visit.told.p50, p90: visit.told.p90 } },
    urgency: visit.window!.to,
    usefulUntil: plusMinutes(after.eta.p90, 30),
  });
}

async function openCallBack(tx: Tx, promiseId: string) {
  const [row] = await tx.sql<{ appointmentId: string; owner: string; deadline: Date; why: string }>(
    `SELECT appointment_id AS "appointmentId", owner, deadline, based_on ->> 'why' AS why FROM promise
     WHERE id = $1 AND state = 'open' FOR UPDATE`,
    [promiseId],
  );
  return row ?? null;
}

async function remindDesk(tx: Tx, { subject }: Due): Promise<void> {
  const promise = await openCallBack(tx, subject);
  const visit = promise && (await visitOf(tx, promise.appointmentId));
  if (!visit) return;
  await openAlert(tx, {
    kind: 'call-back',
    subject: visit.workOrderId,
    workOrderId: visit.workOrderId,
    says: `5 minutes left: ${firstName(promise.owner)} promised to call ${visit.customer.name} by ${sayTime(promise.deadline, visit.place.zone)}`,
    dueAt: promise.deadline,
  });
}

/** Nobody called: the customer hears it from us first, and the supervisor has it now. */
async function breakCallBack(tx: Tx, { subject }: Due): Promise<void> {
  const promise = await openCallBack(tx, subject);
  const visit = promise && (await visitOf(tx, promise.appointmentId));
  if (!visit) return;
  await tx.sql(
    `UPDATE promise SET state = 'broken', settled_at = $2, settled_why = 'nobody called in time' WHERE id = $1`,
    [subject, tx.now],
  );
  const about = { workOrderId: visit.workOrderId, appointmentId: visit.appointmentId };
  tx.record({
    ...about,
    type: 'promise.broken',
    actor: DOORWARD,
    reason: `${promise.owner} did not call in time`,
    data: { promiseId: subject, kind: 'call-back' },
  });
  const call = await promiseCallBack(tx, visit, {
    why: promise.why,
    minutes: SECOND_CALL_BACK_MINUTES,
    role: 'supervisor',
    fresh: true,
  });
  await tx.sql('UPDATE promise SET replaced_by = $2 WHERE id = $1', [subject, call.promiseId]);
  tx.say({
    ...about,
    key: `call-back-broken:${subject}`,
    kind: 'call-back-broken',
    phone: visit.customer.phone,
    facts: { agent: call.agent satisfies Agent, by: call.by, before: { name: promise.owner, by: promise.deadline } },
    usefulUntil: call.by,
  });
}

const SURVEY_DAYS = 2;

/** One question, only when somebody was there, the work is done and nothing is open. */
async function askSurvey(tx: Tx, { key, subject, dueAt }: Due): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (!visit || visit.closedAt || visit.state !== 'fulfilled' || !visit.arrivedAt) return;
  const [open] = await tx.sql(
    `SELECT 1 FROM promise WHERE work_order_id = $1 AND state = 'open'
     UNION ALL SELECT 1 FROM prompt WHERE phone = $2 AND state = 'open' LIMIT 1`,
    [visit.workOrderId, visit.customer.phone],
  );
  // Something is still open between us and him: the question waits, for a day at most.
  if (open) {
    if (visit.endedAt && tx.now < plusMinutes(visit.endedAt, 1440))
      tx.wake({ key, kind: 'survey.ask', subject, dueAt: plusMinutes(dueAt, TEXTED_MINUTES) });
    return;
  }
  const digits = Object.fromEntries([1, 2, 3, 4, 5].map((stars) => [String(stars), { does: 'rate' as const, stars }]));
  await putPrompt(tx, visit, {
    kind: 'survey',
    digits: { ...digits, '0': { does: 'person' } },
    expiresAt: plusMinutes(tx.now, SURVEY_DAYS * 1440),
  });
  tx.say({
    key: `survey:${subject}`,
    kind: 'survey',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: subject,
    usefulUntil: plusMinutes(tx.now, 240),
  });
}

/** The story of this work order is over. */
export async function closeWorkOrder(tx: Tx, workOrderId: string, reason: string, actor = DOORWARD): Promise<void> {
  const closed = await tx.sql('UPDATE work_order SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL RETURNING 1', [
    workOrderId,
    tx.now,
  ]);
  if (closed.length) tx.record({ type: 'work-order.closed', actor, reason, workOrderId });
}

function sayToTechnician(tx: Tx, visit: Visit, kind: string, key: string, facts: Record<string, unknown>): void {
  tx.say({
    key: `${key}:${kind}`,
    kind,
    phone: visit.ticket!.technicianPhone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: visit.ticket!.id,
    facts,
    urgency: visit.window!.from,
    usefulUntil: isOnSite(visit.ticket!.state) ? tx.now : endOfUse(visit),
  });
}

/** Does the one thing that has been due the longest. True when there was one. */
export const ringOnce = (house: Doorward): Promise<boolean> =>
  house.store.commit(async (tx) => {
    const [timer] = await tx.sql<Due>(
      `DELETE FROM timer WHERE key = (SELECT key FROM timer WHERE due_at <= $1 ORDER BY due_at, key FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING key, kind, subject, due_at AS "dueAt"`,
      [tx.now],
    );
    if (!timer) return false;
    await TIMERS[timer.kind](tx, timer);
    return true;
  });
