import type { Slot } from '#routes/slot-search';
import { toRange } from '#store/span';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';

export type PlacedHold = Slot & { readonly holdId: string };

/** Claims a technician's time for a customer who is deciding. The caller holds his lock and has found the slot free. */
export async function placeHold(
  tx: Tx,
  visit: Visit,
  slot: Slot,
  until: { readonly expiresAt: Date; readonly promptId: string | null },
): Promise<PlacedHold> {
  const [{ id }] = (await tx.sql<{ id: string }>(
    `INSERT INTO hold (appointment_id, prompt_id, technician_id, window_from, window_to, stay_from, stay_to, state, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8) RETURNING id`,
    [
      visit.appointmentId,
      until.promptId,
      slot.technicianId,
      slot.window.from,
      slot.window.to,
      slot.stay.from,
      slot.stay.to,
      until.expiresAt,
    ],
  )) as [{ id: string }];
  await tx.sql('INSERT INTO occupancy (technician_id, during, hold_id) VALUES ($1, $2, $3)', [
    slot.technicianId,
    toRange(slot.stay),
    id,
  ]);
  tx.wake({ key: `hold.expire:${id}`, kind: 'hold.expire', subject: id, dueAt: until.expiresAt });
  return { ...slot, holdId: id };
}

/** Frees the time that dead holds still occupy for these technicians: a dead hold never stands in anybody's way. */
export async function clearDeadHolds(tx: Tx, technicianIds: readonly string[]): Promise<void> {
  const dead = await tx.sql<{ id: string }>(
    `UPDATE hold SET state = 'expired' WHERE technician_id = ANY($1) AND state = 'active' AND expires_at <= $2 RETURNING id`,
    [technicianIds, tx.now],
  );
  await freeOccupancy(
    tx,
    dead.map(({ id }) => id),
  );
}

/** Lets go of a visit's holds: all of them, or all but the one that was taken. */
export async function releaseHolds(tx: Tx, appointmentId: string, butNot: string | null = null): Promise<void> {
  const released = await tx.sql<{ id: string }>(
    `UPDATE hold SET state = 'released' WHERE appointment_id = $1 AND state = 'active' AND id IS DISTINCT FROM $2 RETURNING id`,
    [appointmentId, butNot],
  );
  await freeOccupancy(
    tx,
    released.map(({ id }) => id),
  );
  for (const { id } of released) tx.sleep(`hold.expire:${id}`);
}

export async function freeOccupancy(tx: Tx, holdIds: readonly string[]): Promise<void> {
  if (holdIds.length) await tx.sql('DELETE FROM occupancy WHERE hold_id = ANY($1)', [holdIds]);
}
