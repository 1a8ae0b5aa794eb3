import fc from 'fast-check';
import { minutesBetween } from '#time/minutes';
import { at, quantilesOf } from '#eta/spread';

const NOW = new Date('2026-03-03T14:00:00Z');
const minutes = (t: Date) => minutesBetween(NOW, t);

it('one in ten is earlier, half are earlier, one in ten is later', () => {
  const { p10, p50, p90 } = quantilesOf(
    Float64Array.from({ length: 100 }, (_, i) => 100 - i),
    NOW,
  );
  expect([p10, p50, p90].map(minutes)).toEqual([10.5, 50.5, 90.5]);
});

it('a share that falls on a value is that value, one that falls between two the mean of both', () => {
  const eleven = Array.from({ length: 11 }, (_, i) => i);
  expect([at(eleven, 0.5), at(eleven, 0.1), at(eleven, 0), at(eleven, 1)]).toEqual([5, 1, 0, 10]);
  expect(at([1, 3], 0.5)).toBe(2);
  expect(at([7], 0.5)).toBe(7);
});

it('the order they come in does not matter, they stay as they were, and as many lie under a share as over it from the other end', () => {
  const values = fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 10, maxLength: 60 });
  const share = fc.integer({ min: 1, max: 99 });
  fc.assert(
    fc.property(values, share, (some, percent) => {
      const given = Float64Array.from(some);
      const turned = Float64Array.from(some.toReversed());
      expect(quantilesOf(given, NOW)).toEqual(quantilesOf(turned, NOW));
      expect([...given]).toEqual(some);
      const sorted = some.toSorted((a, b) => a - b);
      const mirrored = sorted.map((x) => -x).reverse();
      expect(at(mirrored, percent / 128)).toBeCloseTo(-at(sorted, 1 - percent / 128), 9);
      const under = sorted.filter((x) => x < at(sorted, percent / 128)).length;
      expect(under).toBeLessThanOrEqual(Math.ceil((percent / 128) * sorted.length));
    }),
    { seed: 4471, numRuns: 500 },
  );
});
