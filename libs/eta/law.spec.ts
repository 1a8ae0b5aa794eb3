import fc from 'fast-check';
import { COURSES, type Law, minutesAt, orderOf, quantilesAfter, quantilesOfLaw, SCORES, SHARES } from '#eta/law';
import { normalQuantile } from '#routes/normal';
import { at } from '#eta/spread';

/** Half of them take about half an hour, the other half about two hours. */
const TWO_HUMPS: Law = {
  minutes: 60,
  spread: 0.42,
  shape: Array.from({ length: 32 }, (_, i) => Math.log(i < 16 ? (25 + i) / 60 : (110 + i) / 60)),
};
const PLAIN: Law = { minutes: 60, spread: 0.42 };
const isInOrder = (x: number, i: number, all: Float64Array) => i === 0 || x >= all[i - 1]!;
const middle = (minutes: Float64Array) => at(minutes, 0.5);

const anyLaw = fc
  .record({
    minutes: fc.double({ min: 3, max: 300, noNaN: true }),
    spread: fc.double({ min: 0.05, max: 1, noNaN: true }),
    shape: fc.option(fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 32, maxLength: 32 }), {
      nil: undefined,
    }),
  })
  .map((law): Law => ({ ...law, shape: law.shape?.toSorted((a, b) => a - b) }));
const elapsed = fc.double({ min: 0, max: 900, noNaN: true });
const runs = { seed: 4471, numRuns: 500 };

describe('before it has begun', () => {
  it('half of all cases take less than the usual minutes, and the upper sixth is longer than lognormal', () => {
    const one = (share: number) => minutesAt(PLAIN, share, normalQuantile(share));
    expect(one(0.5)).toBeCloseTo(60, 6);
    expect(one(0.16)).toBeCloseTo(60 * Math.exp(0.42 * normalQuantile(0.16)), 6);
    expect(one(0.84)).toBeCloseTo(60 * Math.exp(0.42 * normalQuantile(0.84)), 6);
    expect(one(0.98)).toBeGreaterThan(60 * Math.exp(0.42 * normalQuantile(0.98)));
  });

  it('a shape is followed instead: its own middle, its own tenths', () => {
    const all = quantilesOfLaw(TWO_HUMPS);
    expect(at(all, 0.25)).toBeGreaterThan(25);
    expect(at(all, 0.25)).toBeLessThan(41);
    expect(at(all, 0.75)).toBeGreaterThan(125);
    expect(at(all, 0.75)).toBeLessThan(142);
    expect(all.filter((m) => m > 45 && m < 120).length).toBeLessThan(COURSES / 25);
  });

  it('a greater share takes longer, none of them no time at all', () => {
    fc.assert(
      fc.property(anyLaw, (law) => {
        const all = quantilesOfLaw(law);
        expect(all).toHaveLength(COURSES);
        expect(all[0]).toBeGreaterThan(0);
        expect(all.every(isInOrder)).toBe(true);
      }),
      runs,
    );
  });
});

describe('once it has gone on for a while', () => {
  it.each([
    ['', PLAIN],
    [', with a shape', TWO_HUMPS],
  ])('a minute in, next to nothing is known that was not known before%s', (_, law) => {
    const [before, after] = [quantilesOfLaw(law), quantilesAfter(law, 1)];
    for (const i of [20, 100, 180]) expect(after[i]).toBeCloseTo(before[i]!, 1);
  });

  it('past the first hump the second is expected', () => {
    expect(middle(quantilesOfLaw(TWO_HUMPS))).toBeLessThan(130);
    const after = quantilesAfter(TWO_HUMPS, 60);
    expect(middle(after)).toBeGreaterThan(125);
    expect(at(after, 0.1)).toBeGreaterThan(120);
  });

  it.each([
    [70, PLAIN],
    [32, TWO_HUMPS],
  ])('what is left of it after %d minutes is the law above them', (elapsed, law) => {
    const above = quantilesOfLaw(law).filter((minutes) => minutes > elapsed);
    const after = quantilesAfter(law, elapsed);
    for (const share of [0.3, 0.5, 0.75]) expect(Math.abs(at(after, share) - at(above, share))).toBeLessThan(0.7);
  });

  it('nothing ends in the past, and what has gone on longer never ends sooner', () => {
    fc.assert(
      fc.property(anyLaw, elapsed, elapsed, (law, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const [before, after] = [quantilesAfter(law, less), quantilesAfter(law, more)];
        expect(after[0]).toBeGreaterThan(more);
        expect(after.every(isInOrder)).toBe(true);
        expect(Math.min(...after.map((minutes, i) => minutes - before[i]!))).toBeGreaterThanOrEqual(-0.05);
      }),
      runs,
    );
  });

  it('what has run over for an hour goes on for some minutes more, as often as not, however well the law fits', () => {
    for (const law of [
      { minutes: 20, spread: 0.05 },
      { ...TWO_HUMPS, minutes: 20 },
    ])
      expect(middle(quantilesAfter(law, 80)) - 80).toBeGreaterThan(3);
  });
});

describe('the courses a day may take', () => {
  it('are evenly spread: every two hundredth has one', () => {
    expect([...SHARES]).toEqual(Array.from({ length: COURSES }, (_, i) => (i + 0.5) / COURSES));
    for (const [i, score] of SCORES.entries()) expect(score).toBeCloseTo(-SCORES[COURSES - 1 - i]!, 9);
    expect(SCORES.reduce((sum, z) => sum + z * z, 0) / COURSES).toBeCloseTo(1, 1);
  });

  it('each order has every place once', () => {
    for (let index = 0; index < 64; index++)
      expect([...orderOf(index)].sort((a, b) => a - b)).toEqual([...SHARES.keys()]);
  });

  it('the orders of a day have nothing to do with each other', () => {
    for (let a = 0; a < 64; a++)
      for (let b = 0; b < a; b++) {
        const [one, other] = [orderOf(a), orderOf(b)];
        const together = SCORES.reduce((sum, _, j) => sum + SCORES[one[j]!]! * SCORES[other[j]!]!, 0) / COURSES;
        // By chance alone it is 0.07, as a rule.
        expect(Math.abs(together)).toBeLessThan(0.3);
      }
  });
});
