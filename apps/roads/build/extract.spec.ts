import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { blobsOf } from '#apps/roads/build/blobs';
import { writeDemoExtract } from '#apps/roads/build/demo-extract';
import { ExtractError } from '#apps/roads/build/extract-error';
import { MEMBER_TYPES, type OsmNode, type OsmRelation, type OsmWay } from '#apps/roads/build/osm';
import { readBlock } from '#apps/roads/build/read-block';
import { readWhole } from '#apps/roads/build/read-extract';
import { sortExtract } from '#apps/roads/build/sort-extract';
import { survey } from '#apps/roads/build/survey';
import { writeExtract } from '#apps/roads/build/write-extract';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'doorward-extract-'));
  file = join(dir, 'area.osm.pbf');
});
afterEach(() => rmSync(dir, { recursive: true }));

type Thing = ({ is: 'node' } & OsmNode) | ({ is: 'way' } & OsmWay) | ({ is: 'relation' } & OsmRelation);

const id = fc.integer({ min: 1, max: 2 ** 40 });
const words = fc.string({ unit: 'grapheme', maxLength: 12 });
const tags = fc
  .uniqueArray(fc.tuple(words, words), { selector: ([key]) => key, maxLength: 4 })
  .map((pairs) => new Map(pairs));
const node = fc.record({
  is: fc.constant('node' as const),
  id,
  lat: fc.integer({ min: -900_000_000, max: 900_000_000 }),
  lng: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  tags,
});
const way = fc.record({ is: fc.constant('way' as const), id, refs: fc.array(id, { maxLength: 6 }), tags });
const member = fc.record({ type: fc.constantFrom(...MEMBER_TYPES), ref: id, role: words });
const relation = fc.record({
  is: fc.constant('relation' as const),
  id,
  members: fc.array(member, { maxLength: 5 }),
  tags,
});
const things = fc.array(fc.oneof(node, way, relation), { maxLength: 60 }) as fc.Arbitrary<Thing[]>;
const runs = { seed: 20260, numRuns: 200 };

function write(path: string, all: readonly Thing[]): void {
  const writer = writeExtract(path);
  for (const thing of all) {
    if (thing.is === 'node') writer.node(thing.id, thing.lat, thing.lng, thing.tags);
    else if (thing.is === 'way') writer.way(thing.id, thing.refs, thing.tags);
    else writer.relation(thing.id, thing.members, thing.tags);
  }
  writer.end();
}

function read(path: string): Thing[] {
  const all: Thing[] = [];
  readWhole(path, {
    node: (id, lat, lng, tags) => all.push({ is: 'node', id, lat, lng, tags }),
    way: (id, refs, tags) => all.push({ is: 'way', id, refs: [...refs], tags }),
    relation: (id, members, tags) => all.push({ is: 'relation', id, members: [...members], tags }),
  });
  return all;
}

function whole<T>(work: Generator<unknown, T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

it('what is written is what is read, whatever it is', () => {
  fc.assert(
    fc.property(things, (all) => {
      write(file, all);
      expect(read(file)).toEqual(all);
    }),
    runs,
  );
});

it('an unsorted extract comes out sorted, the later of two kept, by runs of any size', () => {
  const sizes = fc.record({
    node: fc.integer({ min: 1, max: 9 }),
    way: fc.integer({ min: 1, max: 9 }),
    relation: fc.integer({ min: 1, max: 9 }),
  });
  const few = fc.integer({ min: 1, max: 12 });
  const clashing = fc
    .tuple(things, fc.array(few, { minLength: 60, maxLength: 60 }))
    .map(([all, ids]) => all.map((thing, i) => ({ ...thing, id: ids[i]! })));
  fc.assert(
    fc.property(clashing, sizes, (all, runSizes) => {
      write(file, all);
      const sorted = join(dir, 'sorted.osm.pbf');
      whole(sortExtract(file, sorted, join(dir, 'runs'), runSizes));
      const last = new Map(all.map((thing) => [`${thing.is} ${thing.id}`, thing]));
      const rank = { node: 0, way: 1, relation: 2 };
      const expected = [...last.values()].sort((a, b) => rank[a.is] - rank[b.is] || a.id - b.id);
      expect(read(sorted)).toEqual(expected);
      expect(whole(survey(sorted)).isSorted).toBe(true);
    }),
    runs,
  );
});

it('a survey sees what is out of order', () => {
  const at = (id: number): Thing => ({ is: 'node', id, lat: 1, lng: 1, tags: new Map() });
  const road: Thing = { is: 'way', id: 1, refs: [1, 2], tags: new Map([['highway', 'residential']]) };
  for (const [all, isSorted] of [
    [[at(1), at(2), road], true],
    [[at(2), at(1), road], false],
    [[at(1), at(1), road], false],
    [[road, at(1)], false],
  ] as const) {
    write(file, all);
    expect(whole(survey(file))).toMatchObject({ isSorted, roads: 1 });
  }
});

it('the same things make the same bytes', () => {
  const other = join(dir, 'again.osm.pbf');
  writeDemoExtract(file);
  writeDemoExtract(other);
  expect(readFileSync(file).equals(readFileSync(other))).toBe(true);
});

describe('a file that is not whole or not right', () => {
  const told = (bytes: Uint8Array): string | null => {
    writeFileSync(file, bytes);
    try {
      whole(survey(file));
      return null;
    } catch (error) {
      if (!(error instanceof ExtractError)) throw error;
      expect(error.message).toMatch(/^.{10,400}\.$/s);
      return error.message;
    }
  };

  it.each([
    ['nothing', Buffer.alloc(0), 'is empty'],
    ['a text', Buffer.from('<?xml version="1.0"?><osm version="0.6"></osm>'), 'is not an OpenStreetMap extract'],
    ['zeros', Buffer.alloc(5000), 'is not an OpenStreetMap extract'],
    ['two bytes', Buffer.from([0, 0]), 'is not an OpenStreetMap extract'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'is not an OpenStreetMap extract'],
  ])('%s is told to be none', (_, bytes, said) => {
    expect(told(bytes)).toContain(said);
  });

  it('no file is told by its name', () => {
    expect(() => whole(survey(join(dir, 'none.osm.pbf')))).toThrow(`There is no file ${join(dir, 'none.osm.pbf')}.`);
    expect(() => whole(survey(dir))).toThrow(`${dir} is not a file.`);
  });

  it('cut off anywhere but between two pieces it is told to be cut off', () => {
    writeDemoExtract(file);
    const good = readFileSync(file);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: good.length - 1 }), (length) => {
        const said = told(good.subarray(0, length));
        expect(said === null || /not copied whole|is not an OpenStreetMap/.test(said)).toBe(true);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each([
    ['lzma', 4],
    ['zstd', 7],
  ])('packed with %s it is told how to repack it', (packing, field) => {
    write(file, []);
    const body = new PbfWriter();
    body.writeVarintField(2, 100);
    body.writeBytesField(field, new Uint8Array(20));
    const content = body.finish();
    const head = new PbfWriter();
    head.writeStringField(1, 'OSMData');
    head.writeVarintField(3, content.length);
    const header = head.finish();
    const length = Buffer.alloc(4);
    length.writeUInt32BE(header.length);
    const bytes = Buffer.concat([readFileSync(file), length, header, content]);
    expect(told(bytes)).toMatch(new RegExp(`packed with ${packing}.*repack it with "osmium cat`));
  });

  it('a piece that was damaged before it was packed is read or told to be damaged', () => {
    writeDemoExtract(file);
    const pieces = [...blobsOf(file)].filter(({ type }) => type === 'OSMData').map(({ bytes }) => bytes);
    const listener = { node: () => undefined, way: () => undefined, relation: () => undefined };
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    let damaged = 0;
    fc.assert(
      fc.property(fc.constantFrom(...pieces), fc.array(change, { minLength: 1, maxLength: 5 }), (good, changes) => {
        const bad = Buffer.from(good);
        for (const [at, byte] of changes) bad[at % bad.length] = byte;
        try {
          readBlock(bad, listener);
        } catch (error) {
          damaged++;
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { seed: 13, numRuns: 500 },
    );
    expect(damaged).toBeGreaterThan(100);
  });

  it('with bytes changed it is read or told to be damaged; it neither crashes nor hangs', () => {
    writeDemoExtract(file);
    const good = readFileSync(file);
    const change = fc.tuple(fc.integer({ min: 0, max: good.length - 1 }), fc.integer({ min: 0, max: 255 }));
    // The first bytes are lengths, where a change does most.
    const early = fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(fc.oneof(change, early), { minLength: 1, maxLength: 4 }), (changes) => {
        const bad = Buffer.from(good);
        for (const [at, byte] of changes) bad[at] = byte;
        told(bad);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
