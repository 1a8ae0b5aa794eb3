import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_STREETS, houseAt, LAST_HOUSE } from '#flows/demo-streets';
import { writeDemoExtract } from '#apps/roads/build/demo-extract';
import { isDrivable } from '#apps/roads/build/driving';
import type { OsmNode, OsmWay } from '#apps/roads/build/osm';
import { readWhole } from '#apps/roads/build/read-extract';

const nodes = new Map<number, OsmNode>();
const ways: OsmWay[] = [];
beforeAll(() => {
  const dir = mkdtempSync(join(tmpdir(), 'doorward-demo-'));
  writeDemoExtract(join(dir, 'demo.osm.pbf'));
  readWhole(join(dir, 'demo.osm.pbf'), {
    node: (id, lat, lng, tags) => nodes.set(id, { id, lat, lng, tags }),
    way: (id, refs, tags) => ways.push({ id, refs: [...refs], tags }),
  });
  rmSync(dir, { recursive: true });
});

it.each([...DEMO_STREETS])('every house of %s lies on it, and has its address there', (street) => {
  const road = ways.find(({ tags }) => tags.get('name') === street)!;
  const along = road.refs.map((ref) => nodes.get(ref)!);
  const doors = [...nodes.values()].filter(({ tags }) => tags.get('addr:street') === street);
  expect(doors).toHaveLength(LAST_HOUSE);
  for (const { lat, lng, tags } of doors) {
    const place = houseAt(street, Number(tags.get('addr:housenumber')));
    expect([lat / 1e7, lng / 1e7]).toEqual([expect.closeTo(place.lat, 6), expect.closeTo(place.lng, 6)]);
    expect(along.every((node) => node.lat === lat)).toBe(true);
    expect(lng >= along[0]!.lng && lng <= along.at(-1)!.lng).toBe(true);
  }
});

it('one can drive from every corner to every other', () => {
  const roads = ways.filter(({ tags }) => isDrivable(tags));
  const reached = new Set([roads[0]!.refs[0]!]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { refs } of roads) if (refs.some((ref) => reached.has(ref))) refs.forEach((ref) => reached.add(ref));
  }
  expect(reached.size).toBe(new Set(roads.flatMap(({ refs }) => refs)).size);
});
