import fc from 'fast-check';
import { normalQuantile, tail } from '#routes/normal';

/* Both are polynomials of many digits: a digit lost in one of them is seen here. */

it.each([
  [0, 0.5],
  [1, 0.15865525393],
  [1.281551565545, 0.1],
  [1.95996398454, 0.025],
  [3, 1.34989803163e-3],
  [5, 2.866515718791e-7],
  [6, 9.865876450377e-10],
])('of more than %d there is a chance of %d, to half a percent of it', (z, chance) => {
  expect(Math.abs(tail(z) - chance)).toBeLessThan(7.5e-8);
  expect(Math.abs(tail(z) / chance - 1)).toBeLessThan(0.005);
  expect(tail(-z)).toBeCloseTo(1 - chance, 6);
});

it.each([
  [0.5, 0],
  [0.1, -1.281551565545],
  [0.9, 1.281551565545],
  [0.975, 1.95996398454],
  [0.02425, -1.972961051], // where one polynomial ends and the other begins
  [0.001, -3.090232306168],
  [1e-7, -5.199337582193],
])('a share of %d lies under %d', (share, z) => expect(normalQuantile(share)).toBeCloseTo(z, 7));

it('each is the other backwards, on both sides of the middle', () => {
  fc.assert(
    fc.property(fc.double({ min: -5, max: 5, noNaN: true }), (z) => {
      expect(-normalQuantile(tail(z))).toBeCloseTo(z, Math.abs(z) < 3 ? 4 : 1);
    }),
    { seed: 4471, numRuns: 1000 },
  );
});

it('a greater share lies under a greater value, and the law is the same on both sides', () => {
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  fc.assert(
    fc.property(share, share, (a, b) => {
      if (a < b) expect(normalQuantile(a)).toBeLessThanOrEqual(normalQuantile(b));
      expect(normalQuantile(1 - a)).toBeCloseTo(-normalQuantile(a), 6);
    }),
    { seed: 4471, numRuns: 1000 },
  );
});
