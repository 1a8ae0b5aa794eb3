import { plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { isOnSite } from '#visits/assignment';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf, visitOfTicket } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';
import { reckon } from '#flows/steps/reckon';
import { endTicket } from '#flows/steps/ticket';
import { endOfUse } from '#flows/steps/useful';
import type { Due } from '#flows/timers/due';

async function unanswered(tx: Tx, assignmentId: string): Promise<Visit | null> {
  const seen = await visitOfTicket(tx, assignmentId);
  const visit = seen && (await lockVisit(tx, seen.appointmentId));
  const ticket = visit?.ticket;
  return ticket?.id === assignmentId && (ticket.state === 'created' || ticket.state === 'delivered') ? visit : null;
}

/** The first text only when no phone has shown the ticket; the second whenever it is unanswered. */
export async function remindTechnician(tx: Tx, { key, subject }: Due): Promise<void> {
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

export async function alarmDesk(tx: Tx, { subject }: Due): Promise<void> {
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

export async function expireTicket(tx: Tx, { subject }: Due): Promise<void> {
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
export async function textWithdrawal(tx: Tx, { key, subject }: Due): Promise<void> {
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
