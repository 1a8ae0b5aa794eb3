import { later, plusMinutes } from '#time/minutes';
import { type Act, ACTS, type AssignmentState, isLive, isOnSite, move, SAID } from '#visits/assignment';
import { keeps } from '#visits/appointment';
import type { EventType } from '#visits/event';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf, visitOfTicket } from '#store/visit';
import { byTechnician, type Doorward } from '#flows/doorward';
import { closeAlert, openAlert } from '#flows/steps/alerts';
import { promiseCallBack } from '#flows/steps/call-back';
import { releaseHolds } from '#flows/steps/holds';
import { endPrompts } from '#flows/steps/prompts';
import { settlePromises } from '#flows/steps/promises';
import { reckon } from '#flows/steps/reckon';
import { dropLadder, endTicket } from '#flows/steps/ticket';
import { endOfUse } from '#flows/steps/useful';

/** What a technician reports about one of his tickets. */
export type Report = {
  readonly assignmentId: string;
  readonly technicianId: string;
  readonly act: Act | 'late' | 'seen';
  /** For `late`: by how many more minutes. */
  readonly minutes?: number;
  /** For `done` and `cannot-complete`: what was done, or why not. */
  readonly note?: string;
  /** For `decline`. */
  readonly reason?: string;
};

export type Reported = { readonly state: AssignmentState; readonly version: number };

/** A survey comes this long after the work is done. */
const SURVEY_MINUTES = 30;

/** Takes a technician's word: his state moves, his day is reckoned anew, and the customer is told what concerns him. */
export const report =
  (house: Doorward) =>
  (command: Report): Promise<Reported | Refused> =>
    house.store.commit((tx) => reportIn(tx, command));

/** The same within a commit that has more to do. */
export async function reportIn(tx: Tx, command: Report): Promise<Reported | Refused> {
  const seen = await visitOfTicket(tx, command.assignmentId);
  const visit = seen && (await lockVisit(tx, seen.appointmentId, [command.technicianId]));
  const ticket = visit && (await ticketOf(tx, command.assignmentId));
  if (!visit || !ticket || ticket.technicianId !== command.technicianId)
    return refuse('absent', 'That ticket is not yours.');
  if (command.act === 'seen') return seeEnd(tx, visit, ticket);
  if (visit.ticket?.id !== ticket.id)
    return refuse('closed', `This ticket is ${SAID[ticket.state]}; nothing more can be reported on it.`);
  const refused =
    command.act === 'late' ? await announce(tx, visit, command) : await act(tx, visit, command.act, command);
  if (refused) return refused;
  await reckon(tx, command.technicianId);
  return (await ticketOf(tx, command.assignmentId))!;
}

type Ticketed = { technicianId: string; technician: string; state: AssignmentState; version: number; id: string };

const ticketOf = async (tx: Tx, id: string): Promise<Ticketed | null> =>
  (
    await tx.sql<Ticketed>(
      `SELECT a.id, a.technician_id AS "technicianId", t.name AS technician, a.state, a.version
       FROM assignment a JOIN technician t ON t.id = a.technician_id WHERE a.id = $1`,
      [id],
    )
  )[0] ?? null;

/** He has seen that the ticket is no longer his. */
async function seeEnd(tx: Tx, visit: Visit, ticket: Ticketed): Promise<Reported | Refused> {
  if (isLive(ticket.state)) return refuse('illegal-move', 'This ticket is still yours.');
  const [first] = await tx.sql(
    'UPDATE assignment SET ended_seen_at = $2 WHERE id = $1 AND ended_seen_at IS NULL RETURNING 1',
    [ticket.id, tx.now],
  );
  tx.sleep(`ticket.withdrawn:${ticket.id}`);
  if (first)
    tx.record({
      ...about(visit, ticket.id),
      technicianId: ticket.technicianId,
      type: 'ticket.withdrawal-seen',
      actor: byTechnician(ticket.technician),
      reason: 'the withdrawal was acknowledged',
    });
  return { state: ticket.state, version: ticket.version };
}

/** `+30`: he will be that much later than he is expected to be, at the end of this job or in getting to it. */
async function announce(tx: Tx, visit: Visit, { minutes = 0 }: Report): Promise<Refused | null> {
  const ticket = visit.ticket!;
  if (!isLive(ticket.state)) return refuse('closed', 'This ticket is over.');
  const [row] = await tx.sql<{ from: Date | null; to: Date | null }>(
    'SELECT expected_from AS "from", expected_to AS "to" FROM assignment WHERE id = $1',
    [ticket.id],
  );
  const expected = isOnSite(ticket.state) ? (row?.to ?? ticket.planned.to) : (row?.from ?? ticket.planned.from);
  const announced = plusMinutes(later(expected, tx.now), minutes);
  await tx.sql('UPDATE assignment SET announced = $2, version = version + 1 WHERE id = $1', [ticket.id, announced]);
  record(tx, visit, 'technician.delayed', `+${minutes} min`, { minutes, announced });
  return null;
}

async function act(tx: Tx, visit: Visit, what: Act, command: Report): Promise<Refused | null> {
  const ticket = visit.ticket!;
  const next = move(ticket.state, what);
  // A phone that shows the ticket twice has not done anything wrong.
  if (what === 'receive' && isRefused(next)) return null;
  if (isRefused(next)) return next;
  if (what === 'decline') {
    await endTicket(tx, visit, ticket, {
      as: 'declined',
      actor: byTechnician(ticket.technician),
      reason: command.reason || 'the technician declined',
    });
    return null;
  }
  await tx.sql(
    `UPDATE assignment SET state = $2, since = $3, announced = NULL, outcome = coalesce($4, outcome), version = version + 1
     WHERE id = $1`,
    [ticket.id, next, tx.now, command.note || null],
  );
  record(tx, visit, EVENTS[what], command.note || SAID[ACTS[what]], {});
  await AFTER[what]?.(tx, visit, command);
  return null;
}

const EVENTS: Record<Act, EventType> = {
  receive: 'ticket.delivered',
  accept: 'ticket.accepted',
  decline: 'ticket.declined',
  'on-my-way': 'technician.on-the-way',
  arrive: 'technician.arrived',
  start: 'technician.started',
  pause: 'technician.paused',
  done: 'technician.finished',
  'cannot-complete': 'technician.could-not-complete',
};

/** What else is true from the moment of the act. */
const AFTER: Partial<Record<Act, (tx: Tx, visit: Visit, command: Report) => Promise<void>>> = {
  accept: afterAccepting,
  'on-my-way': afterSettingOut,
  arrive: afterArriving,
  done: afterFinishing,
  'cannot-complete': afterGivingUp,
};

async function afterAccepting(tx: Tx, visit: Visit): Promise<void> {
  dropLadder(tx, visit.ticket!.id);
  await tx.sql('UPDATE assignment SET alarmed_at = NULL WHERE id = $1', [visit.ticket!.id]);
  await closeAlert(tx, 'not-acknowledged', visit.appointmentId, 'the ticket was accepted');
  const [lost] = await tx.sql<{ name: string }>(
    `SELECT t.name FROM assignment a JOIN technician t ON t.id = a.technician_id
     WHERE a.appointment_id = $1 AND a.state IN ('expired', 'declined') AND a.technician_id <> $2
       AND a.created_at >= (SELECT at FROM appointment_revision WHERE appointment_id = $1 AND revision = $3)
     ORDER BY a.created_at DESC LIMIT 1`,
    [visit.appointmentId, visit.ticket!.technicianId, visit.revision],
  );
  // After a hand-over the customer learns of the new technician instead of hearing "accepted" from a stranger; a
  // technician the customer chose himself a minute ago needs no second confirmation.
  const kind = lost ? 'new-technician' : 'accepted';
  if (!lost && visit.revision > 1) return;
  tellCustomer(
    tx,
    visit,
    kind,
    `${kind}:${visit.ticket!.id}`,
    { technicianId: visit.ticket!.technicianId },
    lost ? { before: lost.name } : {},
  );
}

async function afterSettingOut(tx: Tx, visit: Visit): Promise<void> {
  tellCustomer(tx, visit, 'on-the-way', `on-the-way:${visit.ticket!.id}`, { technicianId: visit.ticket!.technicianId });
}

async function afterArriving(tx: Tx, visit: Visit): Promise<void> {
  const { appointmentId, workOrderId } = visit;
  const inTime = keeps(visit.window!, tx.now);
  await tx.sql('UPDATE appointment SET arrived_at = $2, at_risk_at = NULL, version = version + 1 WHERE id = $1', [
    appointmentId,
    tx.now,
  ]);
  await settlePromises(tx, {
    appointmentId,
    kinds: ['window'],
    as: inTime ? 'kept' : 'broken',
    why: inTime ? 'arrived in the window' : 'arrived after the window',
  });
  const toldBy = visit.told?.p90 ?? null;
  await settlePromises(tx, {
    appointmentId,
    kinds: ['eta', 'update'],
    as: !toldBy || tx.now <= toldBy ? 'kept' : 'broken',
    why: 'the technician has arrived',
  });
  // The question whether to wait has answered itself.
  await endPrompts(tx, visit.customer.phone, 'superseded');
  await releaseHolds(tx, appointmentId);
  tx.sleep(`window.end:${appointmentId}`);
  tx.sleep(`eta.due:${appointmentId}`);
  await closeAlert(tx, 'at-risk', appointmentId, 'the technician has arrived');
  if (!inTime && !visit.missedAt) {
    await tx.sql('UPDATE appointment SET missed_at = $2 WHERE id = $1', [appointmentId, visit.window!.to]);
    tx.record({
      type: 'visit.missed',
      actor: 'doorward',
      reason: 'arrived after the window',
      workOrderId,
      appointmentId,
    });
  }
}

async function afterFinishing(tx: Tx, visit: Visit): Promise<void> {
  const { appointmentId, workOrderId } = visit;
  await freeTime(tx, visit);
  await tx.sql(`UPDATE appointment SET state = 'fulfilled', ended_at = $2, version = version + 1 WHERE id = $1`, [
    appointmentId,
    tx.now,
  ]);
  tx.record({
    type: 'visit.fulfilled',
    actor: byTechnician(visit.ticket!.technician),
    reason: 'the work is done',
    workOrderId,
    appointmentId,
    technicianId: visit.ticket!.technicianId,
  });
  tellCustomer(tx, visit, 'finished', `finished:${visit.ticket!.id}`, {});
  tx.wake({
    key: `survey.ask:${appointmentId}`,
    kind: 'survey.ask',
    subject: appointmentId,
    dueAt: plusMinutes(tx.now, SURVEY_MINUTES),
  });
}

async function afterGivingUp(tx: Tx, visit: Visit, command: Report): Promise<void> {
  const { appointmentId, workOrderId } = visit;
  const why = command.note || 'the work could not be completed';
  await freeTime(tx, visit);
  await tx.sql(`UPDATE appointment SET state = 'failed', ended_at = $2, version = version + 1 WHERE id = $1`, [
    appointmentId,
    tx.now,
  ]);
  tx.record({
    type: 'visit.failed',
    actor: byTechnician(visit.ticket!.technician),
    reason: why,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket!.technicianId,
  });
  await openAlert(tx, {
    kind: 'could-not-complete',
    subject: appointmentId,
    workOrderId,
    technicianId: visit.ticket!.technicianId,
    says: `${visit.customer.name}: ${why}. Another visit is needed.`,
  });
  await settlePromises(tx, {
    appointmentId,
    kinds: ['window', 'eta', 'update'],
    as: 'replaced',
    why: 'another visit is needed',
  });
  const call = await promiseCallBack(tx, visit, { why: `another visit is needed: ${why}` });
  tellCustomer(
    tx,
    visit,
    'could-not-complete',
    `could-not-complete:${visit.ticket!.id}`,
    {},
    { reason: why, call: { agent: call.agent, by: call.by } },
  );
}

const freeTime = (tx: Tx, visit: Visit) => tx.sql('DELETE FROM occupancy WHERE assignment_id = $1', [visit.ticket!.id]);

function tellCustomer(
  tx: Tx,
  visit: Visit,
  kind: string,
  key: string,
  claims: Record<string, unknown>,
  facts: Record<string, unknown> = {},
): void {
  tx.say({
    key,
    kind,
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: visit.ticket!.id,
    claims: { revision: visit.revision, ...claims },
    facts,
    urgency: visit.window!.to,
    usefulUntil: later(endOfUse(visit), plusMinutes(tx.now, 60)),
  });
}

const about = (visit: Visit, assignmentId: string) => ({
  workOrderId: visit.workOrderId,
  appointmentId: visit.appointmentId,
  assignmentId,
});

const record = (tx: Tx, visit: Visit, type: EventType, reason: string, data: Record<string, unknown>) =>
  tx.record({
    ...about(visit, visit.ticket!.id),
    technicianId: visit.ticket!.technicianId,
    type,
    actor: byTechnician(visit.ticket!.technician),
    reason,
    data,
  });

/** The visit as it stands after a refusal, so that the phone can show the truth. */
export const truthOf = (house: Doorward) => async (assignmentId: string) => {
  const reader = { sql: house.store.read };
  const seen = await visitOfTicket(reader, assignmentId);
  return seen && visitOf(reader, seen.appointmentId);
};
