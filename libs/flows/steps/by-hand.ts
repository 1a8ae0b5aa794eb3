import { plusMinutes } from '#time/minutes';
import type { Slot } from '#routes/slot-search';
import type { DeskChangeRow, VisitChange } from '#store/tables/dispatch';
import type { Tx } from '#store/tx';
import { type Visit, visitsOf } from '#store/visit';
import { byDispatcher } from '#flows/doorward';
import { closeAlert } from '#flows/steps/alerts';
import { reckon } from '#flows/steps/reckon';
import { endTicket, giveTicket } from '#flows/steps/ticket';

/** So long a dispatcher may put back what he changed. */
const UNDO_MINUTES = 10;

/** What a dispatcher changed, and until when he may put it back. */
export type Changed = {
  readonly visits: readonly Visit[];
  readonly undo: { readonly id: string; readonly until: Date };
};

/** A visit that goes to the technician of the slot. */
export type Move = { readonly visit: Visit; readonly slot: Slot; readonly reason: string };

/**
 * A dispatcher gives visits to other technicians within the windows already promised, and may put them back for a while.
 * The caller holds the locks of the visits and of all technicians. A customer is told once his new technician has
 * accepted.
 */
export async function changeHands(
  tx: Tx,
  did: Exclude<DeskChangeRow['did'], 'mended'>,
  moves: readonly Move[],
  dispatcher: string,
): Promise<Changed> {
  const changes = await handOn(tx, moves, byDispatcher(dispatcher));
  const ids = moves.map(({ visit }) => visit.appointmentId);
  return { visits: await visitsOf(tx, ids), undo: await noteChange(tx, did, changes, dispatcher) };
}

/** Writes down what a dispatcher changed, so that it can be put back for some minutes. */
export async function noteChange(
  tx: Tx,
  did: Exclude<DeskChangeRow['did'], 'mended'>,
  changes: readonly VisitChange[],
  dispatcher: string,
): Promise<Changed['undo']> {
  const until = plusMinutes(tx.now, UNDO_MINUTES);
  const [change] = await tx.sql<{ id: string }>(
    'INSERT INTO desk_change (did, changes, done_by, done_at, undo_until) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [did, JSON.stringify(changes), dispatcher, tx.now, until],
  );
  return { id: change!.id, until };
}

/** Gives them over: all tickets are taken before any is given, so that two may change places. Locks as above. */
export async function handOn(tx: Tx, moves: readonly Move[], actor: string): Promise<readonly VisitChange[]> {
  for (const { visit, reason } of moves)
    if (visit.ticket) await endTicket(tx, visit, visit.ticket, { as: 'expired', actor, reason });
  const changes: VisitChange[] = [];
  for (const move of moves) changes.push(await give(tx, move, actor));
  await reckonAll(tx, [...moves.map(({ slot }) => slot.technicianId), ...moves.flatMap(({ visit }) => hisOf(visit))]);
  return changes;
}

async function give(tx: Tx, { visit, slot, reason }: Move, actor: string): Promise<VisitChange> {
  const { appointmentId, workOrderId, ticket } = visit;
  const ticketId = await giveTicket(tx, visit, { ...slot, holdId: null, actor, reason });
  tx.record({
    type: 'visit.reassigned',
    actor,
    reason: `from ${ticket?.technician ?? 'nobody'} to ${await nameOf(tx, slot.technicianId)}: ${reason}`,
    workOrderId,
    appointmentId,
    technicianId: slot.technicianId,
    data: { before: ticket?.technicianId ?? null, after: slot.technicianId, stay: slot.stay },
  });
  for (const kind of ['nobody-left', 'not-acknowledged', 'at-risk'] as const)
    await closeAlert(tx, kind, appointmentId, reason, actor);
  const before = ticket && {
    ticketId: ticket.id,
    technicianId: ticket.technicianId,
    technician: ticket.technician,
    state: ticket.state,
    plannedFrom: ticket.planned.from.toISOString(),
  };
  return { appointmentId, version: await nextVersion(tx, visit), ticketId, before };
}

const nameOf = async (tx: Tx, technicianId: string) =>
  (await tx.sql<{ name: string }>('SELECT name FROM technician WHERE id = $1', [technicianId]))[0]!.name;

/** Whoever saw the visit before this has to look again. */
export async function nextVersion(tx: Tx, { appointmentId }: Visit): Promise<number> {
  const [row] = await tx.sql<{ version: number }>(
    'UPDATE appointment SET version = version + 1, at_risk_at = NULL WHERE id = $1 RETURNING version',
    [appointmentId],
  );
  return row!.version;
}

export const hisOf = ({ ticket }: Visit): string[] => (ticket ? [ticket.technicianId] : []);

/** Everybody's arrivals, once for each technician. */
export async function reckonAll(tx: Tx, technicianIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(technicianIds)].sort()) await reckon(tx, id);
}
