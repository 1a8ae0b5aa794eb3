import fc from 'fast-check';
import { durationOf, lawOf, learnDurations, UNKNOWN, type Worked } from '#eta/durations';
import { normalQuantile } from '#routes/normal';
import { at } from '#eta/spread';

const visit = (minutes: number, more: Partial<Worked> = {}): Worked => ({
  technician: 'maria',
  workType: 'repair',
  plannedMinutes: 60,
  minutes,
  daysAgo: 0,
  ...more,
});

/** Visits that lie around a median as a lognormal law has them. */
const visits = (n: number, median: number, more: Partial<Worked> = {}, spread = 0.3): Worked[] =>
  Array.from({ length: n }, (_, i) => visit(median * Math.exp(spread * normalQuantile((i + 0.5) / n)), more));
/** The same by so many others. */
const company = (people: number, each: number, median: number, more: Partial<Worked> = {}) =>
  Array.from({ length: people }, (_, who) => visits(each, median, { technician: `t${who}`, ...more })).flat();

const usual = (worked: readonly Worked[], technician = 'maria', workType = 'repair') =>
  60 * durationOf(learnDurations(worked), workType, technician).ratio;

it('with nothing seen it is the plan', () => {
  expect(durationOf(learnDurations([]), 'repair', 'maria')).toEqual(UNKNOWN);
  expect(lawOf(UNKNOWN, 60)).toEqual({ minutes: 60, spread: UNKNOWN.spread, shape: undefined });
  expect(learnDurations([visit(0), visit(-5), visit(40, { plannedMinutes: 0 })]).types.size).toBe(0);
});

it('nearly nothing is not reckoned to be done in no time at all', () => expect(lawOf(UNKNOWN, 1).minutes).toBe(3));

describe('the more is seen, the nearer to what is true', () => {
  it('of the middle', () => {
    const off = [2, 10, 50, 400].map((n) => Math.abs(usual(visits(n, 90)) - 90));
    expect(off[0]).toBeGreaterThan(off[1]! + 5);
    expect(Math.max(off[2]!, off[3]!)).toBeLessThan(off[1]!);
    expect(off[3]).toBeLessThan(0.5);
    expect(usual(visits(1, 90))).toBeGreaterThan(60);
  });

  it('of the spread', () => {
    const spread = (n: number, is: number) => learnDurations(visits(n, 60, {}, is)).types.get('repair')!.spread;
    expect(spread(400, 0.2)).toBeCloseTo(0.2, 1);
    expect(spread(400, 0.6)).toBeCloseTo(0.6, 1);
    expect(spread(2, 0.1)).toBeGreaterThan(0.35);
  });

  it('counted', () => {
    const { types, technicians } = learnDurations([...visits(7, 60), ...visits(3, 60, { technician: 'sam' })]);
    expect(types.get('repair')!.from).toBe(10);
    expect(technicians.get('sam')!.get('repair')!.from).toBe(3);
  });
});

describe('who is believed: the technician as far as he was seen, then the company', () => {
  const others = company(6, 40, 90);

  it('a new technician takes what the company takes, a new type goes as the company goes', () => {
    expect(usual(others, 'nobody yet')).toBeCloseTo(90, -0.5);
    const { technicians } = learnDurations([...others, visit(30, { technician: 'new', workType: 'check' })]);
    expect(60 * technicians.get('new')!.get('repair')!.ratio).toBeGreaterThan(80);
  });

  it('one odd visit of his moves little', () => {
    const before = usual(others, 'new');
    const after = usual([...others, visit(300, { technician: 'new' })], 'new');
    expect(after).toBeGreaterThan(before);
    expect(after / before).toBeLessThan(1.1);
  });

  it('forty visits of his own move his value most of the way, and nobody else’s by much', () => {
    const all = [...others, ...visits(40, 130, { technician: 'slow' })];
    expect(usual(all, 'slow')).toBeGreaterThan(120);
    expect(usual(all, 'slow')).toBeLessThan(135);
    expect(Math.abs(usual(all, 't0') - 90)).toBeLessThan(3);
    expect(Math.abs(usual(all, 'nobody yet') - 95)).toBeLessThan(6);
  });

  it('who is slow at one kind of work is first believed slow at all, then slow at that', () => {
    const both = (more: readonly Worked[]) => [...others, ...company(6, 40, 60, { workType: 'check' }), ...more];
    const slow = both(visits(40, 150, { technician: 'slow' }));
    expect(usual(slow, 'slow', 'check')).toBeGreaterThan(62);
    const known = both([
      ...visits(60, 150, { technician: 'slow' }),
      ...visits(60, 60, { technician: 'slow', workType: 'check' }),
    ]);
    expect(usual(known, 'slow', 'check')).toBeLessThan(usual(slow, 'slow', 'check'));
    expect(usual(known, 'slow')).toBeGreaterThan(125);
  });
});

describe('what is odd is bounded', () => {
  it('a visit of a week counts like one of three times the plan', () => {
    const week = usual([...visits(20, 60), visit(10_080)]);
    expect(week).toBeCloseTo(usual([...visits(20, 60), visit(60 * Math.exp(1.1))]), 9);
    expect(week).toBeLessThan(66);
  });

  it('nobody is taken for more than twice or less than half as slow as the company, however much he has worked', () => {
    const apart = (median: number, usual: number) => {
      const worked = [...company(20, 100, usual), ...visits(3000, median, {}, 0.05)];
      const { types, technicians } = learnDurations(worked);
      return technicians.get('maria')!.get('repair')!.ratio / types.get('repair')!.ratio;
    };
    expect(apart(179, 30)).toBeCloseTo(2, 9);
    expect(apart(21, 175)).toBeCloseTo(0.5, 9);
  });

  it('a plan that is wrong for everybody is no reason to bound anybody', () => {
    const long = [...company(6, 40, 150), ...visits(60, 170)];
    expect(usual(long, 'nobody yet')).toBeGreaterThan(140);
    expect(usual(long)).toBeGreaterThan(usual(long, 't1'));
  });
});

it('what was seen lately counts more than what is long ago', () => {
  const changed = [...visits(40, 60, { daysAgo: 170 }), ...visits(40, 90, { daysAgo: 5 })];
  const turned = [...visits(40, 60, { daysAgo: 5 }), ...visits(40, 90, { daysAgo: 170 })];
  expect(usual(changed)).toBeGreaterThan(81);
  expect(usual(turned)).toBeLessThan(67);
});

describe('a shape', () => {
  const shape = (worked: readonly Worked[]) => learnDurations(worked).types.get('repair')!.shape;
  const twoKinds = [...visits(60, 30, {}, 0.1), ...visits(60, 120, {}, 0.1)];

  it('is there from ten visits on, of the company and of each technician', () => {
    expect(shape(visits(9, 60))).toBeUndefined();
    expect(shape(visits(10, 60))).toHaveLength(32);
    const { technicians, types } = learnDurations(visits(10, 60));
    expect(technicians.get('maria')!.get('repair')!.shape).toEqual(types.get('repair')!.shape);
  });

  it('stands in order and has the tenths of what was seen', () => {
    const learned = shape(visits(400, 60, {}, 0.25))!;
    expect(learned).toEqual(learned.toSorted((a, b) => a - b));
    for (const share of [0.1, 0.25, 0.5, 0.75, 0.9])
      expect(Math.abs(at(learned, share) - 0.25 * normalQuantile(share))).toBeLessThan(0.03);
  });

  it('has two humps where there are two kinds of visits in one', () => {
    const { ratio, shape } = learnDurations(twoKinds).types.get('repair')!;
    const minutes = shape!.map((off) => 60 * ratio * Math.exp(off));
    expect(Math.abs(at(minutes, 0.25) - 30)).toBeLessThan(5);
    expect(Math.abs(at(minutes, 0.75) - 120)).toBeLessThan(20);
    expect(minutes.filter((m) => m > 45 && m < 80).length).toBeLessThan(6);
  });
});

it('the order in which it was written down does not matter', () => {
  const any = fc.array(
    fc.record({
      technician: fc.constantFrom('maria', 'sam', 'ida'),
      workType: fc.constantFrom('repair', 'check'),
      plannedMinutes: fc.constantFrom(30, 60),
      minutes: fc.integer({ min: 5, max: 400 }),
      daysAgo: fc.integer({ min: 0, max: 179 }),
    }),
    { minLength: 1, maxLength: 60 },
  );
  const flat = (worked: readonly Worked[]) => {
    const { types, technicians } = learnDurations(worked);
    const all = [
      ...types,
      ...[...technicians].flatMap(([who, his]) => [...his].map(([t, l]) => [who + t, l] as const)),
    ];
    return all
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, { ratio, spread, from, shape }]) => [
        name,
        from,
        ...[ratio, spread, ...(shape ?? [])].map((x) => x.toFixed(9)),
      ]);
  };
  fc.assert(
    fc.property(
      any.chain((worked) => fc.tuple(fc.constant(worked), fc.shuffledSubarray(worked, { minLength: worked.length }))),
      ([worked, shuffled]) => expect(flat(shuffled)).toEqual(flat(worked)),
    ),
    { seed: 4471, numRuns: 200 },
  );
});
