import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import { type FigureName, FIGURES, visitsBehind } from '#eta/figure-visits';
import { quantile } from '#eta/figure';
import { HORIZONS, judgeVisit, judgeVisits, type VisitRecord } from '#eta/visit-record';
import { type Figures, weighUp } from '#eta/were-we-right';

const OPENS = new Date('2026-03-03T13:30:00Z'); // 8:30 in New York
const minute = (n: number) => plusMinutes(OPENS, n);
const NOW = minute(10_000);

type Made = { readonly came?: number; readonly warned?: number; readonly off?: number } & Partial<VisitRecord>;

/** Promised for the hour from `OPENS`; minutes are counted from there. `off`: how far every prediction missed. */
function visit({ came, warned, off, ...more }: Made, nth: number): VisitRecord {
  const arrivedAt = came === undefined ? null : minute(came);
  return {
    appointmentId: `a${nth}`,
    workOrderId: `w${nth}`,
    ref: `R${nth}`,
    customer: 'Dave Miller',
    zone: 'America/New_York',
    technicianId: 'maria',
    technician: 'Maria Gomez',
    workCode: 'repair',
    work: 'Repair',
    state: 'confirmed',
    windows: [{ window: { from: OPENS, to: minute(60) }, at: minute(-900), byCustomer: true }],
    told: [],
    lateTexts: warned === undefined ? [] : [minute(warned)],
    offers: [],
    texts: 4,
    arrivedAt,
    endedAt: null,
    standing:
      arrivedAt && off !== undefined
        ? HORIZONS.map((minutes) => ({
            minutes,
            technicianId: 'maria',
            p10: plusMinutes(arrivedAt, -off - 10),
            p50: plusMinutes(arrivedAt, -off),
            p90: plusMinutes(arrivedAt, -off + 10),
          }))
        : [],
    ...more,
  };
}

const judged = (made: readonly Made[]) => judgeVisits(made.map(visit), NOW);
const figuresOf = (made: readonly Made[]) => weighUp(judged(made));
const times = (count: number, made: Made) => Array.from({ length: count }, () => made);

it('nine visits are too few to say, ten are not', () => {
  const nine = figuresOf(times(9, { came: 30, off: 0 }));
  expect(nine.firstPromise).toEqual({ visits: 9, of: 9, count: 9, percent: null });
  expect(nine.predictions).toMatchObject({ coverage: { of: 36, percent: null }, bias: { value: null } });
  expect(nine.quarters).toEqual([
    { quarter: '2026-Q1', met: { visits: 9, of: 9, count: 9, percent: null }, isMet: null },
  ]);
  expect(figuresOf(times(10, { came: 30 })).firstPromise.percent).toBe(100);
});

it('nothing at all is nothing, and no figure', () => {
  const none = figuresOf([]);
  expect(none.visits).toEqual({ due: 0, open: 0, cancelled: 0 });
  expect([none.firstPromise.percent, none.texts.value, none.warning.median.value]).toEqual([null, null, null]);
  expect([none.byHour, none.byTechnician, none.byWork, none.quarters]).toEqual([[], [], [], []]);
});

it('what is still open, or was cancelled in time, counts for nothing', () => {
  const figures = weighUp([
    ...judged([...times(10, { came: 30 }), { state: 'cancelled', endedAt: minute(-60) }]),
    judgeVisit(visit({}, 99), minute(30)),
  ]);
  expect(figures.visits).toEqual({ due: 10, open: 1, cancelled: 1 });
  expect(figures.firstPromise).toEqual({ visits: 10, of: 10, count: 10, percent: 100 });
});

it('predictions are held against what came: range, side and distance', () => {
  // Twelve visits: eight 5 min late, two 20 min late, two 10 min early (the very end of the range).
  const { predictions, byHorizon } = figuresOf([
    ...times(8, { came: 30, off: 5 }),
    ...times(2, { came: 30, off: 20 }),
    ...times(2, { came: 30, off: -10 }),
  ]);
  expect(predictions.coverage).toEqual({ visits: 12, of: 48, count: 40, percent: (100 * 40) / 48 });
  expect(predictions.bias.value).toBeCloseTo((8 * 5 + 2 * 20 - 2 * 10) / 12);
  expect(predictions.error.value).toBeCloseTo((8 * 5 + 2 * 20 + 2 * 10) / 12);
  expect(byHorizon.map(({ minutes, coverage }) => [minutes, coverage.of, coverage.count])).toEqual(
    HORIZONS.map((minutes) => [minutes, 12, 10]),
  );
});

it('a prediction about a technician who gave the visit away is none of whoever came', () => {
  const standing = visit({ came: 30, off: 40 }, 0).standing.map((one) => ({ ...one, technicianId: 'sam' }));
  const { predictions, byTechnician } = figuresOf([
    ...times(10, { came: 30, off: 5 }),
    ...times(10, { came: 30, standing }),
  ]);
  expect(predictions.coverage).toMatchObject({ visits: 20, of: 80, count: 40 });
  expect(byTechnician).toMatchObject([
    { technician: 'Maria Gomez', visits: 20, coverage: { visits: 10, of: 40, count: 40 } },
  ]);
});

it('hours, technicians and kinds of work each have figures of their own', () => {
  const at10 = { window: { from: minute(90), to: minute(150) }, at: minute(-900), byCustomer: true };
  const sam = { technicianId: 'sam', technician: 'Sam Reed', workCode: 'install', work: 'Install', windows: [at10] };
  const figures = figuresOf([
    ...times(10, { came: 30 }),
    ...times(10, { came: 61 }),
    ...times(12, { ...sam, came: 100 }),
  ]);
  expect(figures.byHour.map(({ hour, visits, firstPromise }) => [hour, visits, firstPromise.percent])).toEqual([
    [8, 20, 50],
    [10, 12, 100],
  ]);
  expect(figures.byTechnician.map(({ technician, firstPromise }) => [technician, firstPromise.percent])).toEqual([
    ['Maria Gomez', 50],
    ['Sam Reed', 100],
  ]);
  expect(figures.byWork.map(({ work, visits }) => [work, visits])).toEqual([
    ['Install', 12],
    ['Repair', 20],
  ]);
});

it('warnings, surprises, false alarms and texts', () => {
  // Ten late: warned 10, 20 … 80 min before the end, one 5 min after it, one never and 30 min late.
  const warned = Array.from({ length: 8 }, (_, nth) => ({ came: 90, warned: 60 - 10 * (nth + 1) }));
  const figures = figuresOf([
    ...warned,
    { came: 90, warned: 65 },
    { came: 90 },
    ...times(2, { came: 50, warned: 0 }),
    ...times(8, { came: 30, texts: 9 }),
  ]);
  expect(figures.firstPromise).toMatchObject({ of: 20, count: 10, percent: 50 });
  expect(figures.warning.median.value).toBeCloseTo(35);
  expect(figures.warning.p10.value).toBeCloseTo(-7.5);
  expect(figures.warning.unwarned).toMatchObject({ of: 10, count: 2, percent: 20 });
  // No range was told: all came after the window, and only one had a word in between.
  expect(figures.surprises).toMatchObject({ of: 20, count: 9 });
  expect(figures.falseAlarms).toMatchObject({ of: 11, count: 2 });
  expect(figures.texts.value).toBeCloseTo(6);
});

it.each([
  [19, 1, 95, true],
  [18, 2, 90, false],
])(
  'of 20 late visits, %i announced in time: %i not, %i %% of the standard, met: %s',
  (told, silent, percent, isMet) => {
    const { quarters } = figuresOf([
      ...times(told, { came: 90, warned: 20 }),
      ...times(silent, { came: 90, warned: 60 }),
    ]);
    expect(quarters).toMatchObject([{ quarter: '2026-Q1', met: { percent }, isMet }]);
  },
);

it('a quantile lies between its neighbours in proportion', () => {
  const values = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
  expect([0, 0.1, 0.5, 1].map((q) => quantile(values, q).value)).toEqual([1, 1.9, 5.5, 10]);
  expect(quantile(values.slice(1), 0.5)).toEqual({ visits: 9, value: null });
});

describe('the visits behind a figure', () => {
  const some = judged([
    { came: 30, off: 5 },
    { came: 71, warned: 20, off: 25, told: [{ at: minute(20), p10: minute(65), p50: minute(75), p90: minute(85) }] },
    { came: 75 },
    { state: 'cancelled', endedAt: minute(100) },
    { came: 50, warned: 10 },
    { came: -5 },
  ]);
  const words = (figure: FigureName) => visitsBehind(some, figure, {}).map(({ isGood, verdict }) => [isGood, verdict]);

  it('say what became of the first promise, broken ones first', () => {
    expect(words('first-promise')).toEqual([
      [false, 'Came 9:41am, 11 min after the window'],
      [false, 'Came 9:45am, 15 min after the window'],
      [false, 'Nobody came; cancelled 10:10am'],
      [true, 'Came 9:00am, in the window'],
      [true, 'Came 9:20am, in the window'],
      [true, 'Came 8:25am, 5 min before the window'],
    ]);
  });

  it('come with most texts first where there is no good or bad', () => {
    const made = judged([{ came: 30 }, { came: 30, texts: 9 }, { came: 30, texts: 1 }]);
    expect(visitsBehind(made, 'texts', {}).map(({ isGood, verdict }) => [isGood, verdict])).toEqual([
      [null, '9 texts'],
      [null, '4 texts'],
      [null, '1 text'],
    ]);
  });

  it('say what was told, and when', () => {
    expect(words('second-promise')).toEqual([[true, 'Told 9:35am-9:55am; came 9:41am, in time']]);
    expect(words('warning')).toEqual([
      [false, 'Told nothing; came 9:45am, 15 min after the window'],
      [false, 'Told nothing; nobody came; cancelled 10:10am'],
      [true, 'Told 8:50am, 40 min before the promise ended'],
    ]);
    expect(words('false-alarms')).toEqual([
      [false, 'Announced late 8:40am; came 9:20am, in the window'],
      [true, 'Announced late 8:50am; came 9:41am, 11 min after the window'],
    ]);
    expect(words('surprises').slice(0, 2)).toEqual([
      [false, 'Nothing told beyond the window; came 9:45am, 15 min after the window, without a new word'],
      [false, 'Nothing told beyond the window; nobody came; cancelled 10:10am, without a new word'],
    ]);
  });

  it('say how far a prediction was off, at one horizon or at all', () => {
    expect(visitsBehind(some, 'predictions', { horizon: 60 }).map(({ verdict }) => verdict)).toEqual([
      'Came 9:41am. 60 min before: 9:16am (9:06-9:26), 25 min late',
      'Came 9:00am. 60 min before: 8:55am (8:45-9:05), 5 min late',
    ]);
    expect(visitsBehind(some, 'predictions', {})[1]!.verdict.split(';')).toHaveLength(4);
  });

  it('are as many as the figure says, and as many speak for us', () => {
    const made = fc.record({
      came: fc.option(fc.integer({ min: -30, max: 240 }), { nil: undefined }),
      warned: fc.option(fc.integer({ min: -60, max: 100 }), { nil: undefined }),
      off: fc.integer({ min: -30, max: 30 }),
      told: fc.constantFrom([], [{ at: minute(20), p10: minute(65), p50: minute(75), p90: minute(85) }]),
      endedAt: fc.constantFrom(null, minute(-60), minute(130)),
    });
    const shareOf: Partial<Record<FigureName, (figures: Figures) => { of: number; bad: number }>> = {
      'first-promise': ({ firstPromise: { of, count } }) => ({ of, bad: of - count }),
      'second-promise': ({ secondPromise: { of, count } }) => ({ of, bad: of - count }),
      warning: ({ warning: { unwarned } }) => ({ of: unwarned.of, bad: unwarned.count }),
      surprises: ({ surprises: { of, count } }) => ({ of, bad: count }),
      'false-alarms': ({ falseAlarms: { of, count } }) => ({ of, bad: count }),
      standard: ({ quarters }) => ({
        of: quarters.reduce((sum, { met }) => sum + met.of, 0),
        bad: quarters.reduce((sum, { met }) => sum + met.of - met.count, 0),
      }),
    };
    fc.assert(
      fc.property(fc.array(made, { maxLength: 25 }), (visits) => {
        // Arrivals end visits here: nobody arrives after one has ended.
        const all = judged(visits.map((one) => (one.came === undefined ? one : { ...one, endedAt: null })) as Made[]);
        const figures = weighUp(all);
        for (const figure of FIGURES) {
          const behind = visitsBehind(all, figure, {});
          const bad = behind.filter(({ isGood }) => isGood === false).length;
          const expected = shareOf[figure]?.(figures);
          if (expected) expect({ figure, of: behind.length, bad }).toEqual({ figure, ...expected });
          expect(behind.every(({ verdict }) => verdict.length > 0)).toBe(true);
        }
      }),
      { seed: 4471, numRuns: 200 },
    );
  });
});
