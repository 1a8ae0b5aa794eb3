import fc from 'fast-check';
import { straightLine } from '#test/roads/flat-town';
import { decodePolyline6, joinedLine } from '#travel/polyline';

it("the example of Google's description, read with six decimals", () => {
  expect(decodePolyline6('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual([
    { lat: 3.85, lng: -12.02 },
    { lat: 4.07, lng: -12.095 },
    { lat: 4.3252, lng: -12.6453 },
  ]);
});

it('what was written is read', () => {
  const degrees = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((whole) => whole / 1e6);
  fc.assert(
    fc.property(fc.array(fc.record({ lat: degrees(90), lng: degrees(180) })), (places) => {
      const read = decodePolyline6(straightLine(places));
      expect(read.length).toBe(places.length);
      for (const [i, { lat, lng }] of read.entries()) {
        expect(lat).toBeCloseTo(places[i]!.lat, 9);
        expect(lng).toBeCloseTo(places[i]!.lng, 9);
      }
    }),
    { seed: 991, numRuns: 200 },
  );
});

it.each(['_', '_p~iF', '_p~iF~ps|', '\u0001\u0001'])('%j ends in the middle', (line) => {
  expect(() => decodePolyline6(line)).toThrow('ends in the middle');
});

it('lines that meet share the point', () => {
  const [a, b, c] = [1, 2, 3].map((lat) => ({ lat, lng: 0 })) as [Place, Place, Place];
  expect(joinedLine([[a, b], [b, c], [], [a]])).toEqual([a, b, c, a]);
});

type Place = { lat: number; lng: number };
