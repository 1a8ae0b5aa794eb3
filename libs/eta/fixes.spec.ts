import fc from 'fast-check';
import { type Fix, judgeFixes, type KnownFix } from '#eta/fixes';
import { placeAt } from '#test/positions/drives';
import { judgeMornings } from '#test/positions/faults';

const NOW = new Date('2026-03-03T14:00:00Z');
const HERE = { lat: 39.29, lng: -76.61 };
const fix = (seconds: number, more: Partial<Fix> = {}): Fix => ({
  ...HERE,
  at: new Date(NOW.getTime() + seconds * 1000),
  accuracy: 10,
  speed: null,
  heading: null,
  mocked: false,
  ...more,
});
const away = (meters: number) => placeAt(HERE, { x: meters, y: 0 });
const known = (seconds: number, more: Partial<KnownFix> = {}): KnownFix => ({
  ...fix(seconds),
  refused: null,
  ...more,
});
const why = (before: readonly KnownFix[], ...batch: Fix[]) =>
  judgeFixes(before, batch, NOW).map(({ refused }) => refused);

it.each([
  ['a place', fix(0), null],
  ['a place beyond the poles', fix(0, { lat: 91 }), 'not-a-place'],
  ['a place that is no number', fix(0, { lng: Number.NaN }), 'not-a-place'],
  ['nowhere', fix(0, { lat: 0, lng: 0 }), 'zero'],
  ['a made-up place', fix(0, { mocked: true }), 'mocked'],
  ['two minutes ahead', fix(120), null],
  ['further ahead', fix(121), 'future'],
  ['twelve hours ago', fix(-43_200), null],
  ['longer ago', fix(-43_201), 'old'],
  ['a wide circle', fix(0, { accuracy: 201 }), 'inaccurate'],
  ['a circle of unknown width', fix(0, { accuracy: null }), null],
])('%s', (_, one, expected) => expect(why([], one)).toEqual([expected]));

it.each([
  ['a jump of 80 m within ten seconds is the satellites', 80, 10, null, null],
  ['1 km in 30 s may be driven', 1_000, 30, null, null],
  ['5 km in 30 s may not', 5_000, 30, null, 'teleport'],
  ['600 m in ten seconds is no walk', 600, 10, 1.5, 'teleport'],
  ['600 m in a minute is no walk but may be a drive', 600, 61, 1.5, null],
  ['100 km in an hour may be driven', 100_000, 3_600, null, null],
])('%s', (_, meters, seconds, speed, expected) =>
  expect(why([known(-seconds, { speed })], fix(0, { ...away(meters), speed }))).toEqual([expected]),
);

it('a fix of the same time as another is known already', () => {
  expect(why([known(-10)], fix(-10), fix(-5), fix(-5))).toEqual(['duplicate', null, 'duplicate']);
});

it('a late fix is held against what was before and after it, not against the newest', () => {
  const track = [known(-600), known(-300, away(9_000)), known(0, away(9_000))];
  expect(why(track, fix(-450, away(4_500)))).toEqual([null]);
  expect(why(track, fix(-590, away(9_000)))).toEqual(['teleport']);
  expect(why(track, fix(-310))).toEqual(['teleport']);
});

it('three in a row that agree are right, and what they were held against was wrong', () => {
  const wrong = [known(-100, away(50_000))];
  expect(why(wrong, fix(-30), fix(-20), fix(-10), fix(0))).toEqual(['teleport', 'teleport', null, null]);
});

it('the same when they come one by one', () => {
  let track = [known(-100, away(50_000))];
  const verdicts = [-30, -20, -10, 0].map((seconds) => {
    const [refused] = why(track, fix(seconds));
    track = [...track, known(seconds, { refused: refused! })];
    return refused;
  });
  expect(verdicts).toEqual(['teleport', 'teleport', null, null]);
});

it('jumps that do not agree move nothing', () => {
  const jumps = [20_000, -30_000, 60_000, -90_000, 15_000].map((meters, n) => fix(-50 + n * 10, away(meters)));
  expect(why([known(-60)], ...jumps, fix(0))).toEqual([...jumps.map(() => 'teleport'), null]);
});

it('whatever comes in whatever order, each fix is judged once, in the order of time', () => {
  const one = fc.record({
    seconds: fc.integer({ min: -50_000, max: 300 }),
    meters: fc.integer({ min: -100_000, max: 100_000 }),
    accuracy: fc.option(fc.integer({ min: 0, max: 400 })),
    mocked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), (all) => {
      const batch = all.map(({ seconds, meters, ...more }) => fix(seconds, { ...away(meters), ...more }));
      const judged = judgeFixes([], batch, NOW);
      expect(new Set(judged.map((it) => it.fix))).toEqual(new Set(batch));
      expect(judged.map((it) => it.fix.at.getTime())).toEqual(
        batch.map(({ at }) => at.getTime()).sort((a, b) => a - b),
      );
      const times = new Set(batch.map(({ at }) => at.getTime()));
      expect(judged.filter(({ refused }) => refused !== 'duplicate')).toHaveLength(times.size);
    }),
    { seed: 20260303 },
  );
});

const share = (part: number, whole: number) => part / whole;

describe('mornings as phones tell them, one fix in ten spoilt', () => {
  it.each(['live', 'late'] as const)(
    '%s: 99 %% of the spoilt are caught, and 1 %% of the good are lost at most',
    (how) => {
      const { outliers, caught, good, lost, twice } = judgeMornings(20260303, 150, how);
      expect(outliers).toBeGreaterThan(1_000);
      expect(share(caught, outliers)).toBeGreaterThanOrEqual(0.99);
      expect(share(lost, good)).toBeLessThanOrEqual(0.01);
      expect(twice).toBeGreaterThan(100);
    },
  );

  it.each([
    [
      'held against the newest of all that is stored',
      (k: readonly KnownFix[]) => k.slice(-1).map((one) => ({ ...one, at: new Date(0) })),
    ],
    ['held against nothing', () => []],
  ])('a filter that is wrong is seen: %s', (_, forget) => {
    const { outliers, caught } = judgeMornings(20260303, 20, 'live', (k, ...rest) => judgeFixes(forget(k), ...rest));
    expect(share(caught, outliers)).toBeLessThan(0.99);
  });
});
