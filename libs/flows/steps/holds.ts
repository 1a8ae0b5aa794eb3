import type { Slot } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';

export type PlacedHold = Slot & { readonly holdId: string };

type Until = { readonly expiresAt: Date; readonly promptId: string | null };

/** Claims a technician's time for a customer who is deciding. The caller holds his lock and has found the slot free. */
export const placeHold = async (tx: Tx, visit: Visit, slot: Slot, until: Until): Promise<PlacedHold> =>
  (await placeHolds(tx, visit, [slot], until))[0]!;

/** The same for several slots, none of which may take a technician's time twice; gives them in the same order. */
export async function placeHolds(tx: Tx, visit: Visit, slots: readonly Slot[], until: Until): Promise<PlacedHold[]> {
  if (!slots.length) return [];
  const rows = slots.map(({ technicianId, window, stay }, nth) => ({
    nth,
    technician: technicianId,
    wf: window.from,
    wt: window.to,
    sf: stay.from,
    st: stay.to,
  }));
  const placed = await tx.sql<{ id: string }>(PLACE, [
    visit.appointmentId,
    until.promptId,
    until.expiresAt,
    JSON.stringify(rows),
  ]);
  for (const { id } of placed)
    tx.wake({ key: `hold.expire:${id}`, kind: 'hold.expire', subject: id, dueAt: until.expiresAt });
  return slots.map((slot, nth) => ({ ...slot, holdId: placed[nth]!.id }));
}

const PLACE = /* sql */ `
  WITH slot AS (
    SELECT uuidv7() AS id, * FROM jsonb_to_recordset($4)
      AS s(nth integer, technician uuid, wf timestamptz, wt timestamptz, sf timestamptz, st timestamptz)
  ), held AS (
    INSERT INTO hold (id, appointment_id, prompt_id, technician_id, window_from, window_to, stay_from, stay_to, state, expires_at)
    SELECT id, $1, $2, technician, wf, wt, sf, st, 'active', $3 FROM slot
  ), taken AS (
    INSERT INTO occupancy (technician_id, during, hold_id) SELECT technician, tstzrange(sf, st), id FROM slot
  )
  SELECT id FROM slot ORDER BY nth
`;

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
