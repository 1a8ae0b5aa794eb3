import type { Place } from '#routes/route';
import type { Tx } from '#store/tx';
import type { SureTravel } from '#travel/travel';
import type { Doorward } from '#flows/doorward';

type Wanted = { readonly from: string; readonly to: string; readonly technicianIds: readonly string[] };

/** So many drives from one place, or to one place, are asked for at once. */
const ROW = 50;

/** The most urgent drive, with the others that begin where it begins or else end where it ends. */
const WANTED = /* sql */ `
  WITH first AS (SELECT * FROM leg_wanted ORDER BY technician_ids = '{}', asked_at LIMIT 1),
  side AS (SELECT count(*) FILTER (WHERE w.from_place = f.from_place) >= count(*) FILTER (WHERE w.to_place = f.to_place) AS onward
           FROM leg_wanted w, first f WHERE w.from_place = f.from_place OR w.to_place = f.to_place)
  SELECT w.from_place AS "from", w.to_place AS "to", w.technician_ids AS "technicianIds" FROM leg_wanted w, first f, side
  WHERE CASE WHEN onward THEN w.from_place = f.from_place ELSE w.to_place = f.to_place END
  ORDER BY w.technician_ids = '{}', w.asked_at LIMIT $1`;

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
    haste: wanted[0]!.technicianIds.length ? 'live' : 'planning',
  });
  const legs = wanted.map((leg) => ({ ...leg, ...cells[from.indexOf(leg.from)]![to.indexOf(leg.to)]! }));
  await house.store.commit(async (tx) => {
    // An id that comes with estimates only may be that of a server nobody has reached yet.
    if (legs.some(({ basis }) => basis !== 'estimate')) await believe(tx, travel.id);
    await tx.sql(
      `INSERT INTO leg (from_place, to_place, network, seconds, meters, basis, as_of)
       SELECT l."from", l."to", n.id, l.seconds, l.meters, l.basis, clock_timestamp()
       FROM jsonb_to_recordset($1) AS l("from" text, "to" text, seconds double precision, meters double precision, basis text),
            road_network n
       ON CONFLICT (from_place, to_place) DO UPDATE SET network = excluded.network, seconds = excluded.seconds,
         meters = excluded.meters, basis = excluded.basis, as_of = excluded.as_of`,
      [JSON.stringify(legs)],
    );
    // Read as they go: somebody may have wanted one of them while the roads were asked.
    const answered = await tx.sql<Pick<Wanted, 'technicianIds'>>(
      `DELETE FROM leg_wanted w USING jsonb_to_recordset($1) AS l("from" text, "to" text)
       WHERE w.from_place = l."from" AND w.to_place = l."to" RETURNING w.technician_ids AS "technicianIds"`,
      [JSON.stringify(legs)],
    );
    for (const technicianId of new Set(answered.flatMap(({ technicianIds }) => technicianIds)))
      tx.wake({ key: `route.look:${technicianId}`, kind: 'route.look', subject: technicianId, dueAt: tx.now });
  });
  return true;
}

/** Driving times come from this network from now on; what another one said is no longer believed. */
async function believe(tx: Tx, id: string): Promise<void> {
  const [other] = await tx.sql('UPDATE road_network SET id = $1, since = $2 WHERE id <> $1 RETURNING 1', [id, tx.now]);
  if (!other) return;
  await tx.sql('DELETE FROM leg WHERE network <> $1', [id]);
  await lookAtEveryDay(tx);
}

/** Says at the start whether there are roads to ask. Without any, driving times are estimates from now on. */
export const expectRoads = (house: Doorward, travel: SureTravel): Promise<void> =>
  house.store.commit(async (tx) => {
    const [are] = await tx.sql('SELECT 1 FROM road_network');
    if (house.settings.ROADS === 'estimate') {
      for (const table of ['road_network', 'leg_wanted', 'leg']) await tx.sql(`DELETE FROM ${table}`);
      if (are) await lookAtEveryDay(tx);
    } else if (!are) {
      await tx.sql('INSERT INTO road_network (id, since) VALUES ($1, $2) ON CONFLICT DO NOTHING', [travel.id, tx.now]);
      await lookAtEveryDay(tx);
    }
  });

/** Everybody's day is reckoned anew: the drives in it take another time than was thought. */
async function lookAtEveryDay(tx: Tx): Promise<void> {
  const technicians = await tx.sql<{ id: string }>(
    `SELECT DISTINCT technician_id AS id FROM assignment
     WHERE state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')`,
  );
  for (const { id } of technicians)
    tx.wake({ key: `route.look:${id}`, kind: 'route.look', subject: id, dueAt: tx.now });
}

/** A place by the name it goes by: `placeKey` backwards. */
function placeOf(key: string): Place {
  const [lat, lng] = key.split(',').map(Number) as [number, number];
  return { lat, lng };
}
