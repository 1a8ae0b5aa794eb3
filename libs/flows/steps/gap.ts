import { later, minutesBetween } from '#time/minutes';
import { LEAST_GAP_MINUTES, mayMoveOn } from '#visits/waiting';
import type { Tx } from '#store/tx';
import type { Ticket, Visit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';

/** The gap somebody moves into: what he leaves behind is the next of its chain. */
export type Chain = { readonly rootId: string; readonly moves: number };

/**
 * A technician's time has become free. When somebody in the territory waits for an earlier time, they are asked in
 * commits of their own, however the visit lost its time: nobody who cancels waits for that.
 */
export async function openGap(tx: Tx, visit: Visit, ticket: Ticket, chain?: Chain): Promise<void> {
  const from = later(tx.now, ticket.planned.from);
  if (minutesBetween(from, ticket.planned.to) < LEAST_GAP_MINUTES) return;
  if (chain && !mayMoveOn(chain.moves)) return;
  const [someone] = await tx.sql(
    `SELECT 1 FROM waitlist w JOIN appointment a ON a.id = w.appointment_id JOIN work_order o ON o.id = a.work_order_id
     JOIN address d ON d.id = o.address_id
     WHERE w.ended_at IS NULL AND d.territory_id = $1 AND a.id <> $2 LIMIT 1`,
    [visit.place.territoryId, visit.appointmentId],
  );
  if (!someone) return;
  const [{ id }] = (await tx.sql<{ id: string }>(
    `INSERT INTO gap (technician_id, freed_by_id, free_from, free_to, root_id, moves, opened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [
      ticket.technicianId,
      visit.appointmentId,
      from,
      ticket.planned.to,
      chain?.rootId ?? null,
      chain?.moves ?? 0,
      tx.now,
    ],
  )) as [{ id: string }];
  tx.record({
    type: 'gap.opened',
    actor: DOORWARD,
    reason: `${ticket.technician} is free again, and somebody waits for an earlier time`,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    technicianId: ticket.technicianId,
    data: { gapId: id, from, to: ticket.planned.to },
  });
  askAgain(tx, id);
}

/** The next of those who wait is asked, in a commit of its own. */
export const askAgain = (tx: Tx, gapId: string, dueAt = tx.now): void =>
  tx.wake({ key: `gap.ask:${gapId}`, kind: 'gap.ask', subject: gapId, dueAt });
