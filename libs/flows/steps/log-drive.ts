import { hourOfWeek } from '#time/zone';
import { knownDay } from '#store/day';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { drivesBetween } from '#flows/steps/drives';
import { startOf } from '#flows/steps/rest-of-day';

/** Notes that a technician has set out (`at`), with the drive as it is predicted now: from what came we learn the next ones. */
export async function logDeparture(tx: Tx, { ticket, place }: Visit, at: Date): Promise<void> {
  const known = await knownDay(tx, ticket!.technicianId);
  const { place: from } = startOf(known);
  const to = { lat: place.lat, lng: place.lng };
  const { minutes, basis } = (await drivesBetween(tx, [[from, to]])).of(from, to);
  await tx.sql(
    `INSERT INTO drive (assignment_id, technician_id, territory_id, from_lat, from_lng, to_lat, to_lng, set_out_at, minutes, basis, pace)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (assignment_id) DO UPDATE SET from_lat = excluded.from_lat, from_lng = excluded.from_lng,
       set_out_at = excluded.set_out_at, minutes = excluded.minutes, basis = excluded.basis, pace = excluded.pace`,
    [
      ticket!.id,
      ticket!.technicianId,
      known.territoryId,
      from.lat,
      from.lng,
      to.lat,
      to.lng,
      at,
      minutes,
      basis,
      known.drives.paces?.[hourOfWeek(at, known.zone)] ?? 1,
    ],
  );
}

/** Notes that he is there. Nothing happens when he never said that he had set out. */
export const logArrival = (tx: Tx, { ticket }: Visit, at: Date) =>
  tx.sql('UPDATE drive SET arrived_at = $2 WHERE assignment_id = $1 AND arrived_at IS NULL', [ticket!.id, at]);
