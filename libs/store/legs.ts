import type { LegBasis } from '#routes/leg';
import { placeKey } from '#routes/leg';
import type { Place } from '#routes/route';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;
export type Pair = readonly [from: Place, to: Place];

/** What the roads say of a pair of places; `seconds` is null where no road leads there. */
export type KnownLeg = {
  readonly from: string;
  readonly to: string;
  readonly seconds: number | null;
  readonly basis: LegBasis;
};

/** What the network in use has said of these pairs. An estimate it had to make is good for ten minutes only. */
export const legsBetween = (tx: Reader, pairs: readonly Pair[]): Promise<KnownLeg[]> =>
  tx.sql<KnownLeg>(
    `SELECT l.from_place AS "from", l.to_place AS "to", l.seconds, l.basis
     FROM unnest($1::text[], $2::text[]) AS p(f, t)
     JOIN leg l ON l.from_place = p.f AND l.to_place = p.t
     JOIN road_network n ON n.id = l.network
     WHERE l.basis <> 'estimate' OR l.as_of > clock_timestamp() - interval '10 minutes'`,
    [pairs.map(([from]) => placeKey(from)), pairs.map(([, to]) => placeKey(to))],
  );

/** What the network in use has said of all ways from a place and to it. */
export const legsAt = (tx: Reader, place: Place): Promise<KnownLeg[]> =>
  tx.sql<KnownLeg>(
    `SELECT l.from_place AS "from", l.to_place AS "to", l.seconds, l.basis
     FROM leg l JOIN road_network n ON n.id = l.network
     WHERE (l.from_place = $1 OR l.to_place = $1)
       AND (l.basis <> 'estimate' OR l.as_of > clock_timestamp() - interval '10 minutes')`,
    [placeKey(place)],
  );

/**
 * Notes pairs for a worker to ask the roads about; the days of all technicians who want one are reckoned anew once it is
 * known. True when this technician waits for something he did not wait for before, and there are roads to ask.
 */
export async function wantLegs(tx: Tx, pairs: readonly Pair[], technicianId: string | null): Promise<boolean> {
  if (!pairs.length) return false;
  const [asked] = await tx.sql<{ isNew: boolean }>(
    `WITH network AS (SELECT 1 FROM road_network), wanted AS (
       INSERT INTO leg_wanted (from_place, to_place, technician_ids, asked_at)
       SELECT DISTINCT p.f, p.t, array_remove(ARRAY[$3::uuid], NULL), clock_timestamp()
       FROM unnest($1::text[], $2::text[]) AS p(f, t), network WHERE p.f <> p.t
       ON CONFLICT (from_place, to_place) DO UPDATE SET technician_ids = CASE
         WHEN leg_wanted.technician_ids @> excluded.technician_ids THEN leg_wanted.technician_ids
         ELSE leg_wanted.technician_ids || excluded.technician_ids END
       RETURNING new.technician_ids IS DISTINCT FROM old.technician_ids AS "isNew")
     SELECT coalesce(bool_or("isNew"), false) AS "isNew" FROM wanted`,
    [pairs.map(([from]) => placeKey(from)), pairs.map(([, to]) => placeKey(to)), technicianId],
  );
  if (asked!.isNew) tx.wanted();
  return asked!.isNew;
}
