import type { Window } from '#time/window';
import type { HoldState } from '#visits/hold';
import type { Slot } from '#routes/slot-search';
import { newIds } from '#store/new-ids';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';

/** A hold as it stands, whether or not it is over. */
export type HeldTime = {
  readonly id: string;
  readonly appointmentId: string;
  readonly technicianId: string;
  readonly state: HoldState;
  readonly expiresAt: Date;
  readonly window: Window;
  readonly stay: Window;
};

/** Reads one; null when there is none. */
export async function holdOf(tx: Pick<Tx, 'sql'>, holdId: string): Promise<HeldTime | null> {
  const [row] = await tx.sql<Omit<HeldTime, 'window' | 'stay'> & { wf: Date; wt: Date; sf: Date; st: Date }>(
    `SELECT id, appointment_id AS "appointmentId", technician_id AS "technicianId", state, expires_at AS "expiresAt",
            window_from AS wf, window_to AS wt, stay_from AS sf, stay_to AS st FROM hold WHERE id = $1`,
    [holdId],
  );
  if (!row) return null;
  const { wf, wt, sf, st, ...hold } = row;
  return { ...hold, window: { from: wf, to: wt }, stay: { from: sf, to: st } };
}

export type PlacedHold = Slot & { readonly holdId: string };

type Until = { readonly expiresAt: Date; readonly promptId: string | null };

/** Claims a technician's time for a customer who is deciding. The caller holds his lock and has found the slot free. */
export async function placeHold(tx: Tx, visit: Visit, slot: Slot, until: Until): Promise<PlacedHold> {
  const [holdId] = (await newIds(tx, 1)) as [string];
  await placeHolds(tx, [{ ...slot, ...until, visit, holdId }]);
  return { ...slot, holdId };
}

/** The same for several slots at once, whosever they are. */
export async function placeHolds(tx: Tx, holds: readonly (PlacedHold & Until & { visit: Visit })[]): Promise<void> {
  if (!holds.length) return;
  const rows = holds.map(({ visit, window, stay, ...hold }) => ({
    ...hold,
    appointmentId: visit.appointmentId,
    wf: window.from,
    wt: window.to,
    sf: stay.from,
    st: stay.to,
  }));
  await tx.sql(PLACE, [JSON.stringify(rows)]);
  for (const { holdId, expiresAt } of holds)
    tx.wake({ key: `hold.expire:${holdId}`, kind: 'hold.expire', subject: holdId, dueAt: expiresAt });
}

const PLACE = /* sql */ `
  WITH slot AS (
    SELECT * FROM jsonb_to_recordset($1) AS s("holdId" uuid, "appointmentId" uuid, "promptId" uuid, "technicianId" uuid,
      wf timestamptz, wt timestamptz, sf timestamptz, st timestamptz, "expiresAt" timestamptz)
  ), held AS (
    INSERT INTO hold (id, appointment_id, prompt_id, technician_id, window_from, window_to, stay_from, stay_to, state, expires_at)
    SELECT "holdId", "appointmentId", "promptId", "technicianId", wf, wt, sf, st, 'active', "expiresAt" FROM slot
  )
  INSERT INTO occupancy (technician_id, during, hold_id) SELECT "technicianId", tstzrange(sf, st), "holdId" FROM slot
`;

/** Writes down a time that was chosen and is not held. */
export async function leaveOpen(tx: Tx, visit: Visit, { technicianId, window, stay }: Slot): Promise<string> {
  const [holdId] = (await newIds(tx, 1)) as [string];
  await tx.sql(
    `INSERT INTO hold (id, appointment_id, technician_id, window_from, window_to, stay_from, stay_to, state, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'unheld', $8)`,
    [holdId, visit.appointmentId, technicianId, window.from, window.to, stay.from, stay.to, tx.now],
  );
  return holdId;
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
export const releaseHolds = (tx: Tx, appointmentId: string, butNot: string | null = null): Promise<void> =>
  releaseHoldsOf(tx, [appointmentId], butNot);

/** The same for several visits. */
export async function releaseHoldsOf(
  tx: Tx,
  appointmentIds: readonly string[],
  butNot: string | null = null,
): Promise<void> {
  const released = await tx.sql<{ id: string }>(
    `UPDATE hold SET state = 'released' WHERE appointment_id = ANY($1) AND state = 'active' AND id IS DISTINCT FROM $2 RETURNING id`,
    [appointmentIds, butNot],
  );
  await letGo(tx, released);
}

/** The same for those that keep time of this technician which the visit itself is about to have. */
export async function releaseHoldsWithin(
  tx: Tx,
  appointmentId: string,
  { technicianId, stay }: Pick<Slot, 'technicianId' | 'stay'>,
): Promise<void> {
  const within = await tx.sql<{ id: string }>(
    `UPDATE hold SET state = 'released' WHERE appointment_id = $1 AND technician_id = $2 AND state = 'active' AND stay_from < $4 AND stay_to > $3
     RETURNING id`,
    [appointmentId, technicianId, stay.from, stay.to],
  );
  await letGo(tx, within);
}

async function letGo(tx: Tx, holds: readonly { readonly id: string }[]): Promise<void> {
  await freeOccupancy(
    tx,
    holds.map(({ id }) => id),
  );
  for (const { id } of holds) tx.sleep(`hold.expire:${id}`);
}

export async function freeOccupancy(tx: Tx, holdIds: readonly string[]): Promise<void> {
  if (holdIds.length) await tx.sql('DELETE FROM occupancy WHERE hold_id = ANY($1)', [holdIds]);
}
