import { join } from 'node:path';
import type { Place } from '#routes/route';
import { buildNetwork } from '#apps/roads/build/build-network';
import type { Network } from '#apps/roads/build/networks';
import { findTileBuilder } from '#apps/roads/build/road-tiles';
import { writeExtract } from '#apps/roads/build/write-extract';

/**
 * A town to drive in: sixteen streets by sixteen, 400 m apart; south of it an expressway that goes east only; 5 km north
 * of it two streets on an island.
 */
const SIDE = 16;
const corner = (row: number, column: number): Place => ({ lat: 39 + row * 0.0036, lng: -76 + column * 0.0046 });
const [WEST, EAST] = [corner(-3, 0), corner(-3, SIDE - 1)];

export const GRID_TOWN = {
  places: [corner(2, 1), corner(12, 13), corner(5, 9)],
  nowhere: { lat: 39.08, lng: -75.97 },
  /** The way back against the expressway. */
  oneWay: [EAST, WEST],
} as const;
export const ISLAND: Place = { lat: 39.1, lng: -75.98 };
export const OVERSEAS: Place = { lat: 12.5, lng: -70.1 };

/** So many places on the town's streets, all different, the same every time. */
export const placesInTown = (count: number, from = 0): Place[] =>
  Array.from({ length: count }, (_, i) => {
    const k = from + i;
    const { lat, lng } = corner((k * 7) % SIDE, (k * 5) % (SIDE - 1));
    return { lat, lng: lng + ((k % 40) + 1) * 0.0001 };
  });

/** Whether roads can be made routable and driven here. The package for that is optional. */
export const canDrive = (): boolean => 'program' in findTileBuilder();

/** Builds the town and puts it to use in `roadsDir`; each name makes another network. */
export async function buildGridTown(roadsDir: string, name = 'Grid town'): Promise<Network> {
  const file = join(roadsDir, 'grid-town.osm.pbf');
  write(file);
  return buildNetwork({
    file,
    name,
    zone: 'America/New_York',
    attribution: 'made up',
    roadsDir,
    now: new Date('2026-03-03T12:00:00Z'),
    steps: { run: async (_, work) => work() },
  });
}

function write(file: string): void {
  const nodes: Place[] = [];
  const ways: { refs: number[]; tags: Record<string, string> }[] = [];
  const node = (place: Place) => nodes.push(place);
  const street = (refs: number[], name: string, tags: Record<string, string> = {}) =>
    ways.push({ refs, tags: { highway: 'residential', maxspeed: '40', name, ...tags } });

  const sides = Array.from({ length: SIDE }, (_, i) => i);
  const corners = sides.map((row) => sides.map((column) => node(corner(row, column))));
  corners.forEach((row, i) => street(row, `${i + 1} Street`));
  sides.forEach((column) =>
    street(
      corners.map((row) => row[column]!),
      `Avenue ${column + 1}`,
    ),
  );

  const [west, east] = [node(WEST), node(EAST)];
  street([corners[0]![0]!, west], 'West Ramp');
  street([east, corners[0]![SIDE - 1]!], 'East Ramp');
  street([west, east], 'Expressway', { highway: 'trunk', maxspeed: '100', oneway: 'yes' });

  const [{ lat, lng }, reach] = [ISLAND, 0.004];
  const middle = node(ISLAND);
  street([node({ lat: lat - reach, lng }), middle, node({ lat: lat + reach, lng })], 'Island Road');
  street([node({ lat, lng: lng - reach }), middle, node({ lat, lng: lng + reach })], 'Shore Road');

  const extract = writeExtract(file);
  const whole = (degrees: number) => Math.round(degrees * 1e7);
  nodes.forEach((place, i) => extract.node(i + 1, whole(place.lat), whole(place.lng), new Map()));
  ways.forEach(({ refs, tags }, i) => extract.way(i + 1, refs, new Map(Object.entries(tags))));
  extract.end();
}
