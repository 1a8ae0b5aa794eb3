import { minutesBetween } from '#time/minutes';
import { sayTime } from '#time/say';
import { type AssignmentState, SAID } from '#visits/assignment';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Slot } from '#routes/slot-search';
import type { DeskChangeRow, VisitChange } from '#store/tables/dispatch';
import type { Tx } from '#store/tx';
import { lockVisits, type Visit, visitsOf } from '#store/visit';
import { whoChangedIt } from '#flows/commands/reassign';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { hisOf, nextVersion, reckonAll } from '#flows/steps/by-hand';
import { slotByHand, whyNot } from '#flows/steps/candidates';
import { alarmNobodyLeft } from '#flows/steps/hand-over';
import { clearDeadHolds } from '#flows/steps/holds';
import { planAnew } from '#flows/steps/plan-anew';
import { dropLadder, endTicket, giveTicket } from '#flows/steps/ticket';

export type Undo = { readonly changeId: string; readonly dispatcher: string };

/** A visit on its way back to who had it before. */
type Return = { readonly visit: Visit; readonly change: VisitChange; readonly slot: Slot | null };

/**
 * Puts back what a dispatcher has just changed by hand, as long as nothing has come of it: nobody has accepted,
 * nothing else has changed, and it still fits. No customer is told: he would have heard of the change only once the
 * new technician had accepted.
 */
export const undo =
  (house: Doorward) =>
  ({ changeId, dispatcher }: Undo): Promise<readonly Visit[] | Refused> =>
    house.store.commit(async (tx) => {
      const seen = await changeOf(tx, changeId);
      if (!seen) return refuse('absent', 'There is no such change.');
      const visits = await lockVisits(
        tx,
        await visitsOf(
          tx,
          seen.changes.map(({ appointmentId }) => appointmentId),
        ),
        seen.changes.flatMap(({ before }) => before?.technicianId ?? []),
      );
      // Behind the locks: somebody else may just have put it back.
      const change = (await changeOf(tx, changeId))!;
      const refused = tooLate(change, visits[0]!.place.zone, tx.now);
      if (refused) return refused;
      await clearDeadHolds(
        tx,
        change.changes.flatMap(({ before }) => before?.technicianId ?? []),
      );
      const returns = await returnsOf(tx, change, visits);
      if (isRefused(returns)) return returns;
      await putBack(tx, returns, { change, dispatcher });
      return visitsOf(
        tx,
        visits.map(({ appointmentId }) => appointmentId),
      );
    });

const changeOf = async (tx: Tx, id: string): Promise<DeskChangeRow | null> =>
  (
    await tx.sql<DeskChangeRow>(
      `SELECT id, did, changes, done_by AS "doneBy", done_at AS "doneAt", undo_until AS "undoUntil", undone_by AS "undoneBy",
              undone_at AS "undoneAt"
       FROM desk_change WHERE id = $1`,
      [id],
    )
  )[0] ?? null;

function tooLate({ undoneAt, undoneBy, doneAt, undoUntil }: DeskChangeRow, zone: string, now: Date): Refused | null {
  if (undoneAt) return refuse('closed', `${undoneBy} has undone this already, at ${sayTime(undoneAt, zone)}.`);
  if (now < undoUntil) return null;
  return refuse(
    'expired',
    `That was ${Math.floor(minutesBetween(doneAt, now))} min ago: too long to undo it. Give the visit on instead.`,
  );
}

/** In which nothing has come of a ticket yet. */
const UNANSWERED: readonly AssignmentState[] = ['created', 'delivered'];

async function returnsOf(
  tx: Tx,
  { did, changes }: DeskChangeRow,
  visits: readonly Visit[],
): Promise<readonly Return[] | Refused> {
  const returns: Return[] = [];
  for (const change of changes) {
    const visit = visits.find(({ appointmentId }) => appointmentId === change.appointmentId)!;
    const { ticket } = visit;
    if (visit.version !== change.version || ticket?.id !== change.ticketId)
      return refuse('stale', await whoChangedIt(tx, visit));
    if (did !== 'replanned' && !UNANSWERED.includes(ticket.state))
      return refuse(
        'closed',
        `${visit.customer.name} is ${SAID[ticket.state]} by ${ticket.technician}: give the visit on instead.`,
      );
    // In a swap he gives back the other one's visit at the same moment.
    const besides = changes.find(({ appointmentId }) => appointmentId !== change.appointmentId)?.appointmentId;
    const to = change.before && { technicianId: change.before.technicianId, ...(besides ? { besides } : {}) };
    const slot = to && (await slotAgain(tx, visit, to, change.before));
    if (to && !slot) return refuse('infeasible', await whyNot(tx, visit, to.technicianId, besides ? [besides] : []));
    returns.push({ visit, change, slot });
  }
  return returns;
}

/** The stay he had, or, where that is taken by now, another one in the window. */
async function slotAgain(
  tx: Tx,
  visit: Visit,
  to: { readonly technicianId: string; readonly besides?: string },
  { plannedFrom }: NonNullable<VisitChange['before']>,
): Promise<Slot | null> {
  const same = plannedFrom ? await slotByHand(tx, visit, { ...to, at: new Date(plannedFrom) }) : null;
  return same ?? slotByHand(tx, visit, to);
}

type Undoing = { readonly change: DeskChangeRow; readonly dispatcher: string };

async function putBack(tx: Tx, returns: readonly Return[], { change, dispatcher }: Undoing): Promise<void> {
  const actor = byDispatcher(dispatcher);
  const reason = `undone by ${dispatcher}`;
  const isReplanned = change.did === 'replanned';
  for (const { visit } of returns) if (!isReplanned) await takeBack(tx, visit, { actor, reason });
  for (const { visit, slot, change: was } of returns) {
    const { appointmentId, workOrderId } = visit;
    tx.record({
      type: 'visit.put-back',
      actor,
      reason: saysBack(was.before, slot, isReplanned, visit.place.zone),
      workOrderId,
      appointmentId,
      technicianId: was.before?.technicianId ?? null,
      data: { changeId: change.id, before: visit.ticket!.technicianId, after: was.before?.technicianId ?? null },
    });
    await nextVersion(tx, visit);
    if (slot && isReplanned) await planAnew(tx, visit, slot.stay);
    else if (slot) await giveBack(tx, visit, slot, was.before!, { actor, reason });
    else await alarmNobodyLeft(tx, visit);
  }
  await tx.sql('UPDATE desk_change SET undone_at = $2, undone_by = $3 WHERE id = $1', [change.id, tx.now, dispatcher]);
  await reckonAll(
    tx,
    returns.flatMap(({ visit, slot }) => [...hisOf(visit), ...(slot ? [slot.technicianId] : [])]),
  );
}

function saysBack(before: VisitChange['before'], slot: Slot | null, isReplanned: boolean, zone: string): string {
  if (!before || !slot) return 'undone: nobody has it again';
  return isReplanned
    ? `undone: planned for ${sayTime(slot.stay.from, zone)} again`
    : `undone: ${before.technician} has it again`;
}

type Because = { readonly actor: string; readonly reason: string };

/** Withdraws the ticket of the change. Who never heard of it need not hear that it is gone. */
async function takeBack(tx: Tx, visit: Visit, because: Because): Promise<void> {
  const ticket = visit.ticket!;
  await endTicket(tx, visit, ticket, { as: 'withdrawn', ...because });
  const [told] = await tx.sql(
    `SELECT 1 FROM message WHERE work_order_id = $2 AND assignment_id = $1 AND state NOT IN ('pending', 'suppressed', 'expired')`,
    [ticket.id, visit.workOrderId],
  );
  if (ticket.state === 'created' && !told) await forgetEnd(tx, ticket.id);
}

/** He has it as he had it: who had accepted and has not seen it go has not to accept again. */
async function giveBack(
  tx: Tx,
  visit: Visit,
  slot: Slot,
  before: NonNullable<VisitChange['before']>,
  because: Because,
): Promise<void> {
  const id = await giveTicket(tx, visit, { ...slot, holdId: null, ...because });
  const [old] = await tx.sql<{ seen: boolean }>(
    `SELECT ended_seen_at IS NOT NULL OR EXISTS (SELECT 1 FROM message m WHERE m.work_order_id = $2 AND m.assignment_id = a.id
       AND m.kind = 'ticket-withdrawn' AND m.state NOT IN ('pending', 'suppressed', 'expired')) AS seen FROM assignment a WHERE id = $1`,
    [before.ticketId, visit.workOrderId],
  );
  await forgetEnd(tx, before.ticketId);
  if (old?.seen || UNANSWERED.includes(before.state)) return;
  await tx.sql(`UPDATE assignment SET state = 'acknowledged' WHERE id = $1`, [id]);
  dropLadder(tx, id);
}

/** What is taken from him and his again, or never came to him, is nothing to tell. */
async function forgetEnd(tx: Tx, ticketId: string): Promise<void> {
  await tx.sql('UPDATE assignment SET ended_seen_at = coalesce(ended_seen_at, $2) WHERE id = $1', [ticketId, tx.now]);
  tx.sleep(`ticket.withdrawn:${ticketId}`);
}
