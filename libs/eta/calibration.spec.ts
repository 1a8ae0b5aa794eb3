import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { type Calibration, calibrated, type Came, kindOf, learnCalibration } from '#eta/calibration';
import { normalQuantile } from '#routes/normal';
import type { Quantiles } from '#eta/spread';
import { seeded } from '#carriers/loopback/seeded';

const NOW = new Date('2026-03-03T14:00:00Z');
const PLAN = { isDriving: false, basis: 'plan' } as const;
const range = (p50: number, before = 10, after = 14): Quantiles => ({
  p10: plusMinutes(NOW, p50 - before),
  p50: plusMinutes(NOW, p50),
  p90: plusMinutes(NOW, p50 + after),
});

/** Visits predicted for minute 60 with a range of 24 that came as `off` says, in half-ranges from the middle. */
function cameAs(n: number, off: (score: number) => number, seed = 4471): Came[] {
  const random = seeded(seed);
  return Array.from({ length: n }, (_, visit) => {
    const units = off(normalQuantile(0.0005 + 0.999 * random()) / 1.2816);
    const arrived = plusMinutes(NOW, 60 + units * (units < 0 ? 10 : 14));
    return { plain: range(60), asOf: NOW, arrived, visit: String(visit), ...PLAN };
  });
}
const shown = (calibration: Calibration, plain = range(60)) => calibrated(calibration, plain, { now: NOW, ...PLAN });
const covered = (calibration: Calibration, came: readonly Came[]) =>
  came.filter(({ plain, arrived }) => {
    const { p10, p90 } = shown(calibration, plain);
    return arrived >= p10 && arrived <= p90;
  }).length / came.length;

describe('learned from what came', () => {
  it.each([
    ['too narrow by half', 2],
    ['too narrow', 1.4],
    ['right', 1],
    ['too wide', 0.6],
  ])('ranges that are %s cover eight of ten of the next ones', (_, width) => {
    const learned = learnCalibration(cameAs(800, (z) => width * z));
    const next = cameAs(2000, (z) => width * z, 17);
    expect(Math.abs(covered(learned, next) - 0.8)).toBeLessThan(0.035);
    const plainly = next.filter(({ plain, arrived }) => arrived >= plain.p10 && arrived <= plain.p90).length / 2000;
    if (width !== 1) expect(Math.abs(plainly - 0.8)).toBeGreaterThan(0.07);
  });

  it('where everybody comes later than said, the middle is moved there', () => {
    const learned = learnCalibration(cameAs(800, (z) => z + 0.5));
    const late = cameAs(2000, (z) => z + 0.5, 17).filter(({ plain, arrived }) => arrived > shown(learned, plain).p50);
    expect(Math.abs(late.length / 2000 - 0.5)).toBeLessThan(0.04);
    expect(shown(learned).p50.getTime()).toBeGreaterThan(range(60).p50.getTime());
  });

  it('each side by itself', () => {
    const learned = learnCalibration(cameAs(800, (z) => (z > 0 ? 2 * z : z)));
    const { p10, p90 } = shown(learned);
    expect(Math.abs(minutesBetween(p10, range(60).p10))).toBeLessThan(1.5);
    expect(minutesBetween(range(60).p90, p90)).toBeGreaterThan(10);
  });

  it('a few visits change little', () => {
    const { p10, p50, p90 } = shown(learnCalibration(cameAs(3, () => 4)));
    expect(Math.abs(minutesBetween(range(60).p50, p50))).toBeLessThan(4);
    expect(Math.abs(minutesBetween(range(60).p10, p10))).toBeLessThan(6);
    expect(minutesBetween(range(60).p90, p90)).toBeLessThan(22);
  });

  it('the widest is three times as wide, the narrowest two fifths', () => {
    const wide = shown(learnCalibration(cameAs(800, (z) => 20 * z)));
    expect(minutesBetween(wide.p10, wide.p90)).toBeCloseTo(72, 6);
    const narrow = shown(learnCalibration(cameAs(5000, () => 0)));
    expect(minutesBetween(narrow.p10, narrow.p90)).toBeCloseTo(0.4 * 24, 1);
    const early = shown(learnCalibration(cameAs(5000, () => -0.9)));
    expect(minutesBetween(early.p10, early.p50)).toBeCloseTo(0.4 * 10, 1);
    expect(minutesBetween(early.p50, early.p90)).toBeCloseTo(0.4 * 10, 1);
  });
});

describe('without evidence', () => {
  /** A third wider to both sides, around the same middle. */
  const unsure = (p50: number) => range(p50, 13.5, 18.9);

  it('what lies ahead is shown a third wider, and what he does or says as it is', () => {
    expect(learnCalibration([]).size).toBe(0);
    expect(calibrated(undefined, range(60), { now: NOW, ...PLAN })).toEqual(unsure(60));
    expect(shown(new Map())).toEqual(unsure(60));
    for (const said of [
      { isDriving: true, basis: 'progress' } as const,
      { isDriving: false, basis: 'reported' } as const,
    ])
      expect(calibrated(new Map(), range(60), { now: NOW, ...said })).toEqual(range(60));
  });

  it('of its kind it is shown so as well', () => {
    const learned = learnCalibration(cameAs(400, (z) => 3 * z));
    expect([...learned.keys()]).toEqual(['within 90']);
    expect(shown(learned, range(200))).toEqual(unsure(200));
    expect(calibrated(learned, range(60), { now: NOW, isDriving: true, basis: 'progress' })).toEqual(range(60));
  });
});

describe('every visit counts once', () => {
  it('however often it was predicted', () => {
    const came = cameAs(200, (z) => z);
    const [one, ...others] = came;
    const often = Array.from({ length: 5000 }, () => ({ ...one!, arrived: plusMinutes(NOW, 300) }));
    const { middle, late, from } = learnCalibration([...often, ...others]).get('within 90')!;
    const once = learnCalibration([{ ...one!, arrived: plusMinutes(NOW, 300) }, ...others]).get('within 90')!;
    expect(middle).toBeCloseTo(once.middle, 1);
    expect(late).toBeCloseTo(once.late, 1);
    expect(from).toBe(200);
  });

  it('in each kind', () => {
    const [one] = cameAs(1, (z) => z);
    const asOf = (minute: number) => ({ ...one!, asOf: plusMinutes(NOW, minute) });
    const learned = learnCalibration([asOf(0), asOf(1), asOf(30)]);
    expect([...learned].map(([kind, { from }]) => [kind, from])).toEqual([
      ['within 90', 1],
      ['within 45', 1],
    ]);
  });
});

it.each([
  [19, false, 'plan', 'within 20'],
  [20, false, 'progress', 'within 45'],
  [299, false, 'plan', 'within 300'],
  [300, false, 'plan', 'within a day'],
  [10, true, 'progress', 'driving, progress'],
  [10, true, 'silence', 'driving, silence'],
  [200, false, 'reported', 'reported'],
  [200, false, 'silence', 'silence'],
] as const)('%d minutes ahead, driving %s, by %s: of the kind "%s"', (ahead, isDriving, basis, kind) =>
  expect(kindOf(plusMinutes(NOW, ahead), NOW, { isDriving, basis })).toBe(kind),
);

it('it stands in order and never lies before now, whatever came', () => {
  const units = fc.double({ min: -30, max: 30, noNaN: true });
  const half = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(fc.array(units, { minLength: 1, maxLength: 200 }), half, half, half, (offs, p50, before, after) => {
      const came = offs.map((off, visit): Came => {
        const arrived = plusMinutes(NOW, p50 + off * 5);
        return { plain: range(p50, before, after), asOf: NOW, arrived, visit: String(visit), ...PLAN };
      });
      const { p10, p50: middle, p90 } = shown(learnCalibration(came), range(p50, before, after));
      expect(NOW <= p10 && p10 <= middle && middle <= p90).toBe(true);
    }),
    { seed: 4471, numRuns: 500 },
  );
});
