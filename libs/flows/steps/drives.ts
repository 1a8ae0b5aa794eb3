import { earlier, later } from '#time/minutes';
import { hoursOfWeekBetween } from '#time/zone';
import { type LegBasis, placeKey } from '#routes/leg';
import type { Place, Route, TravelMinutes } from '#routes/route';
import { type KnownLeg, legsAt, legsBetween, type Pair, wantLegs } from '#store/legs';
import type { Tx } from '#store/tx';
import { estimate, estimatedMinutes } from '#travel/estimate';

export type KnownDrive = { readonly minutes: number; readonly basis: LegBasis };

/** Getting into the van and finding a place for it takes time no road network knows of; more than this is learned. */
const DOOR_MINUTES = 2;

/** The drives between places as far as they are known: by road where the roads were asked, else as the crow flies. */
export type Drives = {
  of(from: Place, to: Place): KnownDrive;
  /** Those of the asked pairs that no road has been asked about yet. */
  readonly unknown: readonly Pair[];
};

/** Without roads: everything as the crow flies, and nobody to ask. */
export const ESTIMATES: Drives = {
  of: (from, to) => ({ minutes: estimatedMinutes(from, to), basis: 'estimate' }),
  unknown: [],
};

/** So many pairs are asked for in one statement. */
const PAIRS_AT_ONCE = 20_000;

/** Reads what is known of these pairs. */
export async function drivesBetween(tx: Pick<Tx, 'sql'>, pairs: readonly Pair[]): Promise<Drives> {
  const known: KnownLeg[] = [];
  for (let i = 0; i < pairs.length; i += PAIRS_AT_ONCE)
    for (const leg of await legsBetween(tx, pairs.slice(i, i + PAIRS_AT_ONCE))) known.push(leg);
  return drivesOf(known, pairs);
}

function drivesOf(rows: readonly KnownLeg[], pairs: readonly Pair[]): Drives {
  const known = new Map(rows.map((row) => [`${row.from} ${row.to}`, row]));
  const names = new WeakMap<Place, string>();
  const nameOf = (place: Place) => {
    const name = names.get(place) ?? placeKey(place);
    names.set(place, name);
    return name;
  };
  const rowOf = (from: Place, to: Place) => known.get(`${nameOf(from)} ${nameOf(to)}`);
  return {
    of(from, to) {
      const row = rowOf(from, to);
      // Where no road leads somebody will still have to get there, somehow.
      if (!row || row.seconds === null) return { minutes: estimate(from, to).minutes, basis: 'estimate' };
      // An estimate the chain fell back to has its start and its end in it already.
      const door = row.basis === 'estimate' || row.seconds === 0 ? 0 : DOOR_MINUTES;
      return { minutes: row.seconds / 60 + door, basis: row.basis };
    },
    unknown: pairs.filter(([from, to]) => !rowOf(from, to)),
  };
}

/** Where a visit is, and by whose clock. */
type Spot = Place & { readonly territoryId: string; readonly zone: string };
export type Around = (routes: readonly Route[], spot: Spot) => Promise<TravelMinutes>;

type Area = { hasRoads: boolean; paces: number[] | null; doorMinutes: number };

/**
 * Travel times for searches that look where on some routes a visit at a place would fit: along the routes, there and on
 * from there, at the pace of the hour as it was learned in that territory.
 */
export async function openTravel(tx: Pick<Tx, 'sql'>): Promise<Around> {
  const areas = new Map<string, Area>();
  const areaOf = async (territoryId: string) => {
    const known = areas.get(territoryId);
    if (known) return known;
    const [area] = await tx.sql<Area>(
      `SELECT EXISTS (SELECT 1 FROM road_network) AS "hasRoads", learned_paces AS paces, learned_door_minutes AS "doorMinutes"
       FROM territory WHERE id = $1`,
      [territoryId],
    );
    areas.set(territoryId, area!);
    return area!;
  };
  return async (routes, spot) => {
    const area = await areaOf(spot.territoryId);
    if (!area.hasRoads) return paced(estimatedMinutes, area, routes, spot.zone);
    const drives = drivesOf([...(await legsAt(tx, spot)), ...(await legsBetween(tx, along(routes)))], []);
    return paced((from, to) => drives.of(from, to).minutes, area, routes, spot.zone);
  };
}

/** The same for one search. */
export const travelAround = async (tx: Pick<Tx, 'sql'>, routes: readonly Route[], spot: Spot) =>
  (await openTravel(tx))(routes, spot);

/** The drives of these days as they are. */
export const along = (routes: readonly Route[]): Pair[] =>
  routes.flatMap(({ technician, stops }) =>
    stops.map(({ place }, i): Pair => [i ? stops[i - 1]!.place : technician.home, place]),
  );

/** The hour of the week slows the road and not the door, and nothing takes no time but staying. */
function paced(
  road: (from: Place, to: Place) => number,
  { paces, doorMinutes }: Area,
  routes: readonly Route[],
  zone: string,
): TravelMinutes {
  if (!paces && !doorMinutes) return road;
  const shifts = routes.map(({ shift }) => shift);
  const hourAt =
    paces && shifts.length
      ? hoursOfWeekBetween(
          shifts.map(({ from }) => from).reduce(earlier),
          shifts.map(({ to }) => to).reduce(later),
          zone,
        )
      : null;
  return (from, to, departure) => {
    const minutes = road(from, to);
    if (minutes === 0) return 0;
    const pace = hourAt && departure !== undefined ? (paces![hourAt(departure)] ?? 1) : 1;
    return minutes * pace + doorMinutes;
  };
}

/** So many places around a new address are worth knowing the way to. */
const NEIGHBOURS = 40;

/** Has the roads asked about the ways between a new address and the places around it, before somebody searches there. */
export async function wantNeighbours(tx: Tx, addressId: string): Promise<void> {
  const [roads] = await tx.sql('SELECT 1 FROM road_network');
  if (!roads) return;
  const places = await tx.sql<Place & { isHere: boolean }>(
    `WITH here AS (SELECT * FROM address WHERE id = $1), around AS (
       SELECT t.home_lat AS lat, t.home_lng AS lng FROM technician t JOIN here h ON h.territory_id = t.territory_id WHERE t.active
       UNION
       SELECT d.lat, d.lng FROM address d JOIN here h ON h.territory_id = d.territory_id
       WHERE d.id <> h.id AND EXISTS (SELECT 1 FROM work_order w WHERE w.address_id = d.id AND w.closed_at IS NULL))
     (SELECT lat, lng, true AS "isHere" FROM here)
     UNION ALL
     (SELECT a.lat, a.lng, false FROM around a, here h ORDER BY (a.lat - h.lat) ^ 2 + (a.lng - h.lng) ^ 2 LIMIT $2)`,
    [addressId, NEIGHBOURS],
  );
  const here = places.find(({ isHere }) => isHere)!;
  const around = places.filter(({ isHere }) => !isHere);
  const pairs = around.flatMap((there): Pair[] => [
    [here, there],
    [there, here],
  ]);
  const { unknown } = await drivesBetween(tx, pairs);
  await wantLegs(tx, unknown, null);
}

/** A place that moves, as a name for it: about a hundred meters, so that the same street is asked about once. */
export const roughly = ({ lat, lng }: Place): Place => ({
  lat: Math.round(lat * 1000) / 1000,
  lng: Math.round(lng * 1000) / 1000,
});
