import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { checkHeader, readBlock } from '#apps/roads/build/read-block';

/** A block as other programs write it: plain nodes, a coarse grid, an offset. */
function block({ granularity = 100, latOffset = 0 } = {}): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeMessage(
    1,
    (_, table) => ['', 'highway', 'primary'].forEach((text) => table.writeStringField(1, text)),
    null,
  );
  pbf.writeMessage(
    2,
    (_, group) =>
      group.writeMessage(
        1,
        (__, node) => {
          node.writeSVarintField(1, 42);
          node.writePackedVarint(2, [1]);
          node.writePackedVarint(3, [2]);
          node.writeSVarintField(8, 392_900);
          node.writeSVarintField(9, -766_100);
        },
        null,
      ),
    null,
  );
  // What frames the numbers comes last, as it may.
  pbf.writeVarintField(17, granularity);
  pbf.writeVarintField(19, latOffset);
  return pbf.finish();
}

it('a plain node on a coarse grid with an offset is where it is', () => {
  const found: unknown[] = [];
  readBlock(block({ granularity: 100_000, latOffset: -1_000_000_000 }), {
    node: (id, lat, lng, tags) => found.push({ id, lat, lng, tags: [...tags] }),
  });
  expect(found).toEqual([{ id: 42, lat: 382_900_000, lng: -766_100_000, tags: [['highway', 'primary']] }]);
});

it('a place that is not on the globe is damage', () => {
  expect(() => readBlock(block({ granularity: 100_000_000 }), { node: () => undefined })).toThrow('not on the globe');
});

it('any bytes at all are read or refused', () => {
  const listener = { node: () => undefined, way: () => undefined, relation: () => undefined };
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(bytes, (garbage) => {
      try {
        readBlock(garbage, listener);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { seed: 3, numRuns: 5000 },
  );
});

it.each([
  ['HistoricalInformation', 'This is a history of the map'],
  ['Holograms', 'needs a reader of "Holograms"'],
])('a file that needs %s is refused', (feature, said) => {
  const pbf = new PbfWriter();
  pbf.writeStringField(4, 'OsmSchema-V0.6');
  pbf.writeStringField(4, feature);
  expect(() => checkHeader(pbf.finish())).toThrow(said);
});
