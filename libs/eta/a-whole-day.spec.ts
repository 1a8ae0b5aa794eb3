import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { type Ahead, arrivals, type Day } from '#eta/arrivals';
import type { Calibration } from '#eta/calibration';
import { type Law, minutesAt } from '#eta/law';
import { normalQuantile } from '#routes/normal';
import { AS_USUAL } from '#eta/pace';
import { vaguer } from '#eta/signal';
import type { Quantiles } from '#eta/spread';
import { seeded } from '#carriers/loopback/seeded';

const NOW = new Date('2026-03-03T14:00:00Z');
const at = (minute: number) => plusMinutes(NOW, minute);
const long = at(-600);
const stop = (id: string, more: Partial<Ahead> = {}): Ahead => ({
  id,
  state: 'acknowledged',
  since: long,
  plannedFrom: long,
  notBefore: long,
  work: { minutes: 60, spread: 0.3 },
  drive: { minutes: 20, spread: 0.2 },
  seenAt: null,
  announced: null,
  ...more,
});
const working = (more: Partial<Ahead> = {}) => stop('first', { state: 'working', since: NOW, ...more });
const of = (day: Day) => arrivals(day, NOW).map(({ arrival, ends }) => ({ arrival, ends }));
const minute = (t: Date) => minutesBetween(NOW, t);
const middle = (day: Day, index: number) => minute(of(day)[index]!.arrival!.p50);
const width = ({ p10, p90 }: Quantiles) => minutesBetween(p10, p90);

const KINDS = ['within 20', 'within 45', 'within 90', 'within 180', 'within 300', 'within a day'] as const;
const widened = (by: number): Calibration =>
  new Map(KINDS.map((kind) => [kind, { middle: 0, early: by, late: by, from: 100 }]));

describe('a break', () => {
  const stops = [working(), stop('second'), stop('third')];
  const lunch = (from: number, minutes = 45) => ({ stops, breaks: [{ from: at(from), minutes }] });

  it('moves everything after the visit it follows, and nothing before', () => {
    const plain = { stops };
    expect(middle(lunch(0), 1) - middle(plain, 1)).toBeCloseTo(45, 0);
    expect(middle(lunch(0), 2) - middle(plain, 2)).toBeCloseTo(45, 0);
    expect(middle(lunch(125), 1)).toBeCloseTo(middle(plain, 1), 6);
    expect(middle(lunch(125), 2) - middle(plain, 2)).toBeGreaterThan(25);
    expect(middle(lunch(900), 2)).toBeCloseTo(middle(plain, 2), 6);
  });

  it('is taken once', () => {
    const chain = { stops: [...stops, stop('fourth'), stop('fifth')] };
    const breaks = [{ from: NOW, minutes: 45 }];
    for (const index of [1, 2, 3, 4])
      expect(Math.abs(middle({ ...chain, breaks }, index) - middle(chain, index) - 45)).toBeLessThan(1);
  });

  it('two of them are two', () => {
    const both = { stops, breaks: [...lunch(0).breaks, { from: at(1), minutes: 15 }] };
    expect(middle(both, 1) - middle({ stops }, 1)).toBeCloseTo(60, 0);
  });

  it('that fits into the time he would wait anyway moves nobody', () => {
    const waits = [working(), stop('second', { notBefore: at(240), plannedFrom: at(240) })];
    const breaks = lunch(0).breaks;
    expect(Math.abs(middle({ stops: waits, breaks }, 1) - middle({ stops: waits }, 1))).toBeLessThan(1);
  });
});

describe('who comes early', () => {
  const stops = (notBefore: number) => [working(), stop('second', { notBefore: at(notBefore) }), stop('third')];

  it('waits for the window, within a few minutes of it, and works from then on', () => {
    const { p10, p50, p90 } = of({ stops: stops(240) })[1]!.arrival!;
    expect(minute(p50)).toBeCloseTo(240, 0);
    expect(minute(p10)).toBeGreaterThan(234);
    expect(minute(p90)).toBeLessThan(246);
    expect(Math.abs(middle({ stops: stops(240) }, 2) - 240 - 60 - 20)).toBeLessThan(8);
  });

  it('and never waits is there when he gets there', () =>
    expect(middle({ stops: stops(0) }, 1)).toBeCloseTo(middle({ stops: [working(), stop('second')] }, 1), 6));
});

describe('who drives', () => {
  const driving = (since: number, seenAt: number | null, minutes: number, spread = 0.3) =>
    of({ stops: [stop('first', { state: 'en_route', since: at(since), seenAt: seenAt === null ? null : at(seenAt), drive: { minutes, spread } })] })[0]!.arrival!; // prettier-ignore

  it('is known the better the nearer he was seen', () => {
    const [far, near] = [driving(-20, null, 40), driving(-20, 0, 15)];
    expect(width(near)).toBeLessThan(width(far));
    expect(minute(near.p50)).toBeCloseTo(15, 0);
  });

  it('is known the less the longer ago that was, though not later for it', () => {
    const seen = (ago: number) => {
      const { minutes, spread } = vaguer({ minutes: 30, spread: 0.25 }, ago);
      return driving(-30, -ago, minutes, spread);
    };
    expect(width(seen(9))).toBeGreaterThan(width(seen(1)));
    expect(minute(seen(9).p50)).toBeLessThan(minute(seen(1).p50));
  });
});

describe('before his shift', () => {
  it('nobody sets out, and all that follows is later', () => {
    const stops = [stop('first', { plannedFrom: at(10), notBefore: at(10) }), stop('second')];
    const [early, late] = [{ stops }, { stops, begins: at(90) }];
    expect(middle(late, 0)).toBeCloseTo(110, 0);
    expect(middle(late, 1) - middle(early, 1)).toBeGreaterThan(60);
  });

  it('that has begun changes nothing', () => {
    const stops = [stop('first'), stop('second')];
    expect(of({ stops, begins: at(-90) })).toEqual(of({ stops }));
  });
});

describe('the pace', () => {
  const stops = [working(), stop('second'), stop('third')];

  it('of a slow day is that of all its work, of a slow hour that of the drives that begin in it', () => {
    const slow = { stops, workPace: { mean: Math.log(1.3), sd: 0.05 } };
    expect(middle(slow, 1) - middle({ stops }, 1)).toBeGreaterThan(14);
    expect(middle(slow, 2) - middle({ stops }, 2)).toBeGreaterThan(30);
    const rush = { stops, paceAt: (departure: Date) => (departure < at(120) ? 2 : 1) };
    expect(Math.abs(middle(rush, 1) - middle({ stops }, 1) - 20)).toBeLessThan(2);
    expect(Math.abs(middle(rush, 2) - middle({ stops }, 2) - 20)).toBeLessThan(2);
  });

  it('the minutes between two visits are there once for each', () => {
    const turns = { stops, turnAt: () => 10 };
    expect(Math.abs(middle(turns, 1) - middle({ stops }, 1) - 10)).toBeLessThan(3);
    expect(Math.abs(middle(turns, 2) - middle({ stops }, 2) - 20)).toBeLessThan(4);
  });
});

describe('with a calibration', () => {
  const fit = fc.record({
    middle: fc.double({ min: -1, max: 1, noNaN: true }),
    early: fc.double({ min: 1.4, max: 3, noNaN: true }),
    late: fc.double({ min: 1.4, max: 3, noNaN: true }),
    from: fc.constant(100),
  });
  const calibration = fc
    .tuple(...KINDS.map(() => fit))
    .map((fits): Calibration => new Map(KINDS.map((kind, i) => [kind, fits[i]!])));
  const law = (most: number) =>
    fc.record({ minutes: fc.integer({ min: 3, max: most }), spread: fc.double({ min: 0.1, max: 0.6, noNaN: true }) });
  const day = fc
    .array(fc.record({ work: law(120), drive: law(60), notBefore: fc.integer({ min: -60, max: 400 }) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((all) => all.map(({ notBefore, ...laws }, i) => stop(String(i), { ...laws, notBefore: at(notBefore) })));

  it('each stop still comes after the one before it and the drive, at every quantile', () => {
    fc.assert(
      fc.property(day, calibration, (stops, calibration) => {
        const all = of({ stops: [working(), ...stops], calibration });
        for (const [i, { arrival, ends }] of all.entries()) {
          if (!arrival) continue;
          const { drive } = stops[i - 1]!;
          const before = all[i - 1]!.ends;
          const quick = { p10: minutesAt(drive, 0.1, -1.2816), p50: drive.minutes, p90: drive.minutes };
          const gaps = (['p10', 'p50', 'p90'] as const).map((q) => minutesBetween(before[q], arrival[q]) - quick[q]);
          expect(Math.min(...gaps)).toBeGreaterThan(-1e-3);
          expect(arrival.p10 <= arrival.p50 && arrival.p50 <= arrival.p90).toBe(true);
          expect(ends.p10 >= arrival.p10 && ends.p50 >= arrival.p50 && ends.p90 >= arrival.p90).toBe(true);
        }
      }),
      { seed: 4471, numRuns: 300 },
    );
  });

  it('the plain prediction is kept beside the one that is shown, to learn the next one from', () => {
    const [plain, shown] = [1, 2].map(
      (by) => arrivals({ stops: [working(), stop('second')], calibration: widened(by) }, NOW)[1]!,
    );
    expect(shown!.plain).toEqual(plain!.plain);
    expect(width(shown!.arrival!) / width(plain!.arrival!)).toBeGreaterThan(1.6);
  });
});

describe('two thousand days that go exactly by the engine’s own laws', () => {
  const random = seeded(4471);
  const between = (least: number, most: number) => least + (most - least) * random();
  const normal = () => normalQuantile(0.0001 + 0.9998 * random());
  const minutesOf = (law: Law) => {
    const share = 0.0001 + 0.9998 * random();
    return minutesAt(law, share, normalQuantile(share));
  };
  const law = (least: number, most: number): Law => ({ minutes: between(least, most), spread: between(0.15, 0.5) });

  /** Somebody works on the first of six visits since some time ago. Which share of what the engine says comes true? */
  function liveADay() {
    const elapsed = between(0, 40);
    const first = working({ since: at(-elapsed), work: law(30, 120) });
    const stops = [
      first,
      ...Array.from({ length: 5 }, (_, i) => stop(String(i), { work: law(20, 120), drive: law(5, 40) })),
    ];
    const said = of({ stops, calibration: widened(1) });
    const [today, roads] = [AS_USUAL.sd * normal(), AS_USUAL.sd * normal()];
    let total = 0;
    while (total <= elapsed) total = minutesOf({ ...first.work, spread: Math.hypot(first.work.spread, AS_USUAL.sd) });
    let free = total - elapsed;
    return stops.slice(1).map(({ work, drive }, i) => {
      const came = free + minutesOf(drive) * Math.exp(roads);
      free = came + minutesOf(work) * Math.exp(today);
      const { p10, p50, p90 } = said[i + 1]!.arrival!;
      return { isIn: came >= minute(p10) && came <= minute(p90), isLater: came > minute(p50) };
    });
  }

  const days = Array.from({ length: 2000 }, liveADay);

  type Come = ReturnType<typeof liveADay>[number];
  const share = (all: readonly Come[], is: (one: Come) => boolean) => all.filter(is).length / all.length;

  it('eight of ten arrivals lie within the range, half of them after its middle', () => {
    expect(Math.abs(share(days.flat(), ({ isIn }) => isIn) - 0.8)).toBeLessThan(0.02);
    expect(Math.abs(share(days.flat(), ({ isLater }) => isLater) - 0.5)).toBeLessThan(0.02);
  });

  it.each([0, 1, 2, 3, 4])('and so at stop %d ahead, however many lie before it', (i) => {
    const all = days.map((day) => day[i]!);
    expect(Math.abs(share(all, ({ isIn }) => isIn) - 0.8)).toBeLessThan(0.025);
    expect(Math.abs(share(all, ({ isLater }) => isLater) - 0.5)).toBeLessThan(0.025);
  });
});
