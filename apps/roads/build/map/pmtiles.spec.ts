import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { tileId, writePmtiles } from '#apps/roads/build/map/pmtiles';
import { readPmtiles } from '#test/roads/read-pmtiles';

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'doorward-pmtiles-'));
  path = join(dir, 'map.pmtiles');
});
afterEach(() => rmSync(dir, { recursive: true }));

const about = {
  box: [-1, -2, 3, 4] as const,
  minZoom: 0,
  maxZoom: 14,
  name: 'A map',
  attribution: 'Nobody',
  layers: [{ id: 'roads', fields: { name: 'String' } }],
};

function write(tiles: readonly { z: number; x: number; y: number; bytes: Uint8Array }[]): number {
  const writing = writePmtiles(path, tiles, about);
  for (let step = writing.next(); ; step = writing.next()) if (step.done) return step.value;
}

const tileOf = (name: string) => {
  const tags = { name };
  const features = [{ type: 1 as const, tags, geometry: [[1, 1]] as [number, number][] }];
  return gzipSync(fromGeojsonVt({ roads: { features } as never }, { version: 2, extent: 4096 }));
};

/** From the specification's examples. */
it.each([
  [0, 0, 0, 0],
  [1, 0, 0, 1],
  [1, 0, 1, 2],
  [1, 1, 1, 3],
  [1, 1, 0, 4],
  [2, 0, 0, 5],
  [12, 3423, 1763, 19078479],
])('tile %i/%i/%i is number %i', (z, x, y, id) => {
  expect(tileId(z, x, y)).toBe(id);
});

it('tiles of a zoom level are numbered without gaps, each next to the one before', () => {
  const places = new Map<number, [number, number]>();
  for (let x = 0; x < 32; x++) for (let y = 0; y < 32; y++) places.set(tileId(5, x, y), [x, y]);
  const ids = [...places.keys()].sort((a, b) => a - b);
  expect([ids[0], ids.at(-1), ids.length]).toEqual([341, 341 + 1023, 1024]);
  for (let id = 342; id < 341 + 1024; id++) {
    const [[ax, ay], [bx, by]] = [places.get(id - 1)!, places.get(id)!];
    expect(Math.abs(ax - bx) + Math.abs(ay - by)).toBe(1);
  }
});

it('whatever tiles are written in whatever order are found again', () => {
  const spot = fc.integer({ min: 0, max: 6 }).chain((z) =>
    fc.record({
      z: fc.constant(z),
      x: fc.integer({ min: 0, max: 2 ** z - 1 }),
      y: fc.integer({ min: 0, max: 2 ** z - 1 }),
    }),
  );
  const spots = fc.uniqueArray(spot, { selector: ({ z, x, y }) => `${z}/${x}/${y}`, minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(spots, (all) => {
      expect(write(all.map((one) => ({ ...one, bytes: tileOf(`${one.z}/${one.x}/${one.y}`) })))).toBe(all.length);
      const archive = readPmtiles(path);
      expect(archive).toMatchObject({ minZoom: 0, maxZoom: 14, bbox: [-1, -2, 3, 4], leaves: 0 });
      expect(archive.metadata).toMatchObject({
        name: 'A map',
        attribution: 'Nobody',
        vector_layers: [{ id: 'roads' }],
      });
      for (const { z, x, y } of all)
        expect(archive.tile(tileId(z, x, y))!['roads']![0]!.properties).toEqual({ name: `${z}/${x}/${y}` });
    }),
    { seed: 5, numRuns: 60 },
  );
});

it('more tiles than the first 16 KiB can tell of are told of in leaves', () => {
  // Lengths and gaps that do not follow from one another, so that the directory does not pack well.
  const random = fc.sample(fc.integer({ min: 0, max: 1500 }), { seed: 8, numRuns: 20_000 });
  const ofLength = random.map((length) => gzipSync(Buffer.alloc(length), { level: 0 }));
  const tiles = ofLength.map((bytes, i) => ({ z: 10, x: (i * 3) % 1024, y: Math.floor(i / 300), bytes }));
  tiles[7] = { z: 11, x: 1, y: 1, bytes: tileOf('the one') };
  write(tiles);
  const archive = readPmtiles(path);
  expect(archive.leaves).toBeGreaterThan(1);
  expect(archive.ids).toEqual(tiles.map(({ z, x, y }) => tileId(z, x, y)).sort((a, b) => a - b));
  expect(archive.tile(tileId(11, 1, 1))!['roads']![0]!.properties).toEqual({ name: 'the one' });
  expect(archive.tile(tileId(11, 1, 2))).toBeNull();
});
