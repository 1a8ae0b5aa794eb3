import type { Place } from '#routes/route';
import type { SureTravel } from '#travel/travel';
import type { Doorward } from '#flows/doorward';

type Wanted = { readonly from: string; readonly to: string; readonly technicianId: string | null };

/** So many drives from one place, or to one place, are asked for at once. */
const ROW = 50;

/** The most urgent drive, with the others that begin where it begins or else end where it ends. */
const WANTED = /* sql */ `
  WITH first AS (SELECT * FROM leg_wanted ORDER BY technician_id IS NULL, asked_at LIMIT 1),
  side AS (SELECT count(*) FILTER (WHERE w.from_place = f.from_place) >= count(*) FILTER (WHERE w.to_place = f.to_place) AS onward
           FROM leg_wanted w, first f WHERE w.from_place = f.from_place OR w.to_place = f.to_place)
  SELECT w.from_place AS "from", w.to_place AS "to", w.technician_id AS "technicianId" FROM leg_wanted w, first f, side
  WHERE CASE WHEN onward THEN w.from_place = f.from_place ELSE w.to_place = f.to_place END
  ORDER BY w.technician_id IS NULL, w.asked_at LIMIT $1`;

/**
 * Asks the roads for the driving times that are wanted, outside of any commit, and has the days that waited for them
 * reckoned anew. True when there was something to ask.
 */
export async function askRoads(house: Doorward, travel: SureTravel): Promise<boolean> {
  const wanted = await house.store.read<Wanted>(WANTED, [ROW]);
  if (!wanted.length) return false;
  const [from, to] = [[...new Set(wanted.map((leg) => leg.from))], [...new Set(wanted.map((leg) => leg.to))]];
  const cells = await travel.matrix({
    from: from.map(placeOf),
    to: to.map(placeOf),
    zone: house.settings.ZONE,
    haste: wanted[0]!.technicianId ? 'live' : 'planning',
  });
  const legs = wanted.map((leg) => ({ ...leg, ...cells[from.indexOf(leg.from)]![to.indexOf(leg.to)]! }));
  await house.store.commit(async (tx) => {
    await tx.sql(
      `INSERT INTO leg (from_place, to_place, network, seconds, meters, basis, as_of)
       SELECT l."from", l."to", $2, l.seconds, l.meters, l.basis, clock_timestamp()
       FROM jsonb_to_recordset($1) AS l("from" text, "to" text, seconds double precision, meters double precision, basis text)
       ON CONFLICT (from_place, to_place) DO UPDATE SET network = excluded.network, seconds = excluded.seconds,
         meters = excluded.meters, basis = excluded.basis, as_of = excluded.as_of`,
      [JSON.stringify(legs), travel.id],
    );
    await tx.sql(
      'DELETE FROM leg_wanted w USING unnest($1::text[], $2::text[]) AS d(f, t) WHERE w.from_place = d.f AND w.to_place = d.t',
      [wanted.map(({ from }) => from), wanted.map(({ to }) => to)],
    );
    for (const technicianId of new Set(wanted.flatMap((leg) => leg.technicianId ?? [])))
      tx.wake({ key: `route.look:${technicianId}`, kind: 'route.look', subject: technicianId, dueAt: tx.now });
  });
  return true;
}

/** Writes down which network driving times are asked of from now on; those of another one are no longer believed. */
export const useNetwork = (house: Doorward, id: string): Promise<void> =>
  house.store.commit(async (tx) => {
    if (id === 'estimate') return void (await tx.sql('DELETE FROM road_network'));
    await tx.sql(
      `INSERT INTO road_network (id, since) VALUES ($1, $2)
       ON CONFLICT (only_one) DO UPDATE SET id = excluded.id, since = excluded.since WHERE road_network.id <> excluded.id`,
      [id, tx.now],
    );
    await tx.sql('DELETE FROM leg WHERE network <> $1', [id]);
  });

/** A place by the name it goes by: `placeKey` backwards. */
function placeOf(key: string): Place {
  const [lat, lng] = key.split(',').map(Number) as [number, number];
  return { lat, lng };
}
