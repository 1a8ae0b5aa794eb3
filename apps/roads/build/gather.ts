import { isDrivable } from '#apps/roads/build/driving';
import { NodePlaces } from '#apps/roads/build/node-places';
import type { Member, Tags } from '#apps/roads/build/osm';
import { readExtract } from '#apps/roads/build/read-extract';
import { joinRings } from '#apps/roads/build/rings';
import type { Survey } from '#apps/roads/build/survey';

/** Hears of everything that has tags, with its nodes as numbers in `NodePlaces`. */
export type Gatherer = {
  /** In degrees. */
  point?(id: number, lat: number, lng: number, tags: Tags): void;
  way?(id: number, nodes: readonly number[], tags: Tags): void;
  /** The closed outlines of a multipolygon, outer and inner ones alike. */
  area?(id: number, rings: readonly (readonly number[])[], tags: Tags): void;
  relation?(members: readonly Member[], tags: Tags): void;
};

/** What the gatherers' numbers refer to, and where the roads lie. */
export type Land = {
  readonly places: NodePlaces;
  /** West, south, east, north of the drivable roads in degrees; null when the extract has none with a place. */
  readonly bbox: readonly [number, number, number, number] | null;
  /** Drivable ways with two places at least. */
  readonly roads: number;
};

/**
 * Reads a sorted extract for all `gatherers` at once. Nodes that a clipped extract leaves out are left out of their
 * ways. Yields the byte it has come to.
 */
export function* gather(path: string, { nodes, relations }: Survey, gatherers: (p: NodePlaces) => readonly Gatherer[]) {
  const wanted = relations > 0 ? yield* waysOfAreas(path) : new Set<number>();
  const places = new NodePlaces(nodes);
  const all = gatherers(places);
  const kept = new Map<number, readonly number[]>();
  const roads = boundsOf(places);

  yield* readExtract(path, {
    node(id, lat, lng, tags) {
      places.add(id, lat, lng);
      if (tags.size > 0) for (const one of all) one.point?.(id, lat / 1e7, lng / 1e7, tags);
    },
    way(id, refs, tags) {
      const isWanted = wanted.has(id);
      if (tags.size === 0 && !isWanted) return;
      const found = refs.map((ref) => places.find(ref)).filter((index) => index >= 0);
      if (isWanted && found.length === refs.length) kept.set(id, found);
      if (tags.size === 0 || found.length < 2) return;
      if (isDrivable(tags)) roads.add(found);
      for (const one of all) one.way?.(id, found, tags);
    },
    relation(id, members, tags) {
      for (const one of all) one.relation?.(members, tags);
      if (!isArea(tags)) return;
      const rings = joinRings(members.flatMap(({ type, ref }) => (type === 'way' ? [kept.get(ref) ?? []] : [])));
      if (rings.length > 0) for (const one of all) one.area?.(id, rings, tags);
    },
  });
  return { places, ...roads.found() } satisfies Land;
}

const isArea = (tags: Tags) => tags.get('type') === 'multipolygon';

function* waysOfAreas(path: string): Generator<number, Set<number>> {
  const wanted = new Set<number>();
  yield* readExtract(path, {
    relation(_, members, tags) {
      if (isArea(tags)) for (const { type, ref } of members) if (type === 'way') wanted.add(ref);
    },
  });
  return wanted;
}

function boundsOf(places: NodePlaces) {
  let [west, south, east, north, roads] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  return {
    add(nodes: readonly number[]) {
      roads++;
      for (const node of nodes) {
        const [lat, lng] = [places.lat(node), places.lng(node)];
        [west, east] = [Math.min(west, lng), Math.max(east, lng)];
        [south, north] = [Math.min(south, lat), Math.max(north, lat)];
      }
    },
    found: () => ({ bbox: roads === 0 ? null : ([west, south, east, north] as const), roads }),
  };
}
