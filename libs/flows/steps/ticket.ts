import { later, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import { ladder } from '#visits/ladder';
import type { AssignmentState } from '#visits/assignment';
import { toRange } from '#store/span';
import type { Tx } from '#store/tx';
import type { Ticket, Visit } from '#store/visit';
import { closeAlert } from '#flows/steps/alerts';
import { weighDependents } from '#flows/steps/dependents';
import { releaseHoldsWithin } from '#flows/steps/holds';
import { wakePhones } from '#flows/steps/push';
import { endOfUse } from '#flows/steps/useful';

type Giving = {
  readonly technicianId: string;
  readonly stay: Window;
  readonly window: Window;
  /** The hold that kept this time so far; its claim passes to the ticket. */
  readonly holdId: string | null;
  readonly actor: string;
  readonly reason: string;
};

/** A phone that is online has the ticket within a second; after this silence it is texted. */
const FIRST_TEXT_SECONDS = 20;

/** Gives a visit to a technician: his ticket, his time, and the ladder that watches whether he takes it. */
export async function giveTicket(tx: Tx, visit: Visit, giving: Giving): Promise<string> {
  const { technicianId, stay } = giving;
  const [{ id }] = (await tx.sql<{ id: string }>(
    `INSERT INTO assignment (appointment_id, technician_id, state, since, planned_from, planned_to, created_at)
     VALUES ($1, $2, 'created', $3, $4, $5, $3) RETURNING id`,
    [visit.appointmentId, technicianId, tx.now, stay.from, stay.to],
  )) as [{ id: string }];
  if (giving.holdId) {
    const [his] = await tx.sql(
      'UPDATE occupancy SET hold_id = NULL, assignment_id = $2 WHERE hold_id = $1 RETURNING 1',
      [giving.holdId, id],
    );
    // A ticket that takes nobody's time could be booked over.
    if (!his) throw new Error(`hold ${giving.holdId} keeps no time`);
    await tx.sql(`UPDATE hold SET state = 'taken' WHERE id = $1`, [giving.holdId]);
    tx.sleep(`hold.expire:${giving.holdId}`);
  } else {
    await releaseHoldsWithin(tx, visit.appointmentId, giving);
    await tx.sql('INSERT INTO occupancy (technician_id, during, assignment_id) VALUES ($1, $2, $3)', [
      technicianId,
      toRange(stay),
      id,
    ]);
  }
  tx.record({
    type: 'ticket.created',
    actor: giving.actor,
    reason: giving.reason,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: id,
    technicianId,
    data: { stay, window: giving.window },
  });
  await tx.sql(
    `UPDATE promise SET owner = $2 WHERE appointment_id = $1 AND kind IN ('window', 'eta') AND state = 'open'`,
    [visit.appointmentId, `technician ${technicianId}`],
  );
  const isNow = await setLadder(tx, id, technicianId, giving.window);
  if (isNow)
    await wakePhones(tx, visit, { key: `new:${id}`, kind: 'new', technicianId, usefulUntil: giving.window.to });
  if (visit.needs || visit.isNeeded) await weighDependents(tx, visit.appointmentId);
  return id;
}

/** True where it begins at once. */
async function setLadder(tx: Tx, assignmentId: string, technicianId: string, window: Window): Promise<boolean> {
  // A ticket for next week that is booked at night is not a reason to wake anybody: the ladder begins with his shift.
  const [shift] = await tx.sql<{ from: Date }>(
    `SELECT lower(during) AS "from" FROM shift WHERE technician_id = $1 AND upper(during) > $2 ORDER BY during LIMIT 1`,
    [technicianId, tx.now],
  );
  const from = shift ? later(tx.now, shift.from) : tx.now;
  const rungs = ladder(from, window.from);
  const wake = (rung: string, kind: 'ticket.remind' | 'ticket.alarm' | 'ticket.hand-over', dueAt: Date) =>
    tx.wake({ key: `ticket.${rung}:${assignmentId}`, kind, subject: assignmentId, dueAt });
  wake('first-text', 'ticket.remind', plusMinutes(from, FIRST_TEXT_SECONDS / 60));
  wake('remind', 'ticket.remind', rungs.remindAt);
  wake('alarm', 'ticket.alarm', rungs.alarmAt);
  wake('hand-over', 'ticket.hand-over', rungs.handOverAt);
  return from <= tx.now;
}

/** He has said yes or no, or it is not his any more: nobody need climb the ladder. */
export function dropLadder(tx: Tx, assignmentId: string): void {
  for (const rung of ['first-text', 'remind', 'alarm', 'hand-over']) tx.sleep(`ticket.${rung}:${assignmentId}`);
}

/** A withdrawal that no phone has shown by then is texted. */
const UNSEEN_MINUTES = 1;

/** Takes a ticket off its technician: his time is free again and he is told, until he says that he has seen it. */
export async function endTicket(
  tx: Tx,
  visit: Visit,
  ticket: Ticket,
  ending: {
    readonly as: Extract<AssignmentState, 'withdrawn' | 'expired' | 'declined'>;
    readonly actor: string;
    readonly reason: string;
  },
): Promise<void> {
  await tx.sql('UPDATE assignment SET state = $2, since = $3, version = version + 1 WHERE id = $1', [
    ticket.id,
    ending.as,
    tx.now,
  ]);
  await tx.sql('DELETE FROM occupancy WHERE assignment_id = $1', [ticket.id]);
  dropLadder(tx, ticket.id);
  await closeAlert(tx, 'not-acknowledged', visit.appointmentId, 'the ticket is not his any more', ending.actor);
  tx.record({
    type: `ticket.${ending.as}`,
    actor: ending.actor,
    reason: ending.reason,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: ticket.id,
    technicianId: ticket.technicianId,
  });
  if (ending.as === 'declined') return;
  const { technicianId } = ticket;
  if (ticket.state !== 'created')
    await wakePhones(tx, visit, {
      key: `off:${ticket.id}`,
      kind: 'off',
      technicianId,
      usefulUntil: visit.window ? endOfUse(visit) : plusMinutes(tx.now, 60),
    });
  tx.wake({
    key: `ticket.withdrawn:${ticket.id}`,
    kind: 'ticket.withdrawn',
    subject: ticket.id,
    dueAt: plusMinutes(tx.now, UNSEEN_MINUTES),
  });
}
