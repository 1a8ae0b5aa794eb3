import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { told } from '#conversation/said';
import { type Ahead, arrivals as forecast, nextLook } from '#eta/arrivals';
import { NO_DRIVES } from '#eta/drives';
import { UNKNOWN } from '#eta/durations';
import { minutesAt } from '#eta/law';
import type { Quantiles } from '#eta/spread';

const arrivals = (stops: readonly Ahead[], now: Date) => forecast({ stops }, now);
const edges = ({ p10, p90 }: Quantiles) => [p10, p90] as const;
const midnight = new Date('2026-03-03T05:00:00Z'); // in New York
const at = (clock: string) => {
  const [hours, minutes, seconds = '0'] = clock.split(':') as [string, string, string?];
  return plusMinutes(midnight, Number(hours) * 60 + Number(minutes) + Number(seconds) / 60);
};
const clock = (t: Date) => new Date(t.getTime() - midnight.getTime()).toISOString().slice(11, 16);
const said = ({ p10, p50, p90 }: Quantiles) => `${clock(p50)} (${clock(p10)}-${clock(p90)})`;

const ahead = (id: string, change: Partial<Ahead>): Ahead => ({
  id,
  state: 'acknowledged',
  since: at('7:00'),
  plannedFrom: at('8:30'),
  notBefore: at('8:30'),
  work: { minutes: 60, spread: UNKNOWN.spread },
  drive: { minutes: 20, spread: NO_DRIVES.spread },
  seenAt: null,
  announced: null,
  ...change,
});

describe('the morning almost right: Maria is at Nora’s since 7:15 for an hour, Dave is next and 20 minutes away', () => {
  const day = (nora: Partial<Ahead>) => [
    ahead('nora', { state: 'working', since: at('7:15'), plannedFrom: at('7:20'), ...nora }),
    ahead('dave', {}),
  ];

  it.each([
    ['before anything is wrong', '8:01:30', '08:50 (08:20-10:00)', 'progress', {}],
    ['she says +180', '8:01:30', '11:35 (11:15-11:55)', 'reported', { announced: at('11:15') }],
    ['two hours after she said so', '10:00', '11:35 (11:15-11:55)', 'reported', { announced: at('11:15') }],
    ['she overruns a little and says nothing', '8:18', '09:00 (08:30-10:15)', 'progress', {}],
    ['she overruns a lot and says nothing', '9:15', '10:05 (09:30-11:55)', 'silence', {}],
    ['she has said nothing for two hours', '10:15', '11:15 (10:30-13:55)', 'silence', {}],
    ['she has only just begun', '8:01:30', '09:25 (08:45-10:35)', 'progress', { since: at('8:00') }],
    ['she drives to Nora', '8:01:30', '09:55 (09:15-11:05)', 'progress', { state: 'en_route', since: at('8:00') }],
    ['she has not set out', '8:01:30', '10:00 (09:15-11:20)', 'silence', { state: 'acknowledged' }],
  ] as const)('%s: at %s Dave’s is told as %s (%s)', (_, now, expected, basis, nora) => {
    const dave = arrivals(day(nora), at(now))[1]!;
    expect(said(told(dave.arrival!))).toBe(expected);
    expect(dave.arrival!.basis).toBe(basis);
    expect(dave.arrival!.asOf).toEqual(at(now));
  });

  it('who is at work there has no arrival any more, and stops before count only those still to be made', () => {
    const [nora, dave, last] = arrivals([...day({}), ahead('last', {})], at('8:01'));
    expect(nora!.arrival).toBeNull();
    expect([dave!.arrival!.stopsBefore, last!.arrival!.stopsBefore]).toEqual([0, 1]);
  });

  it('an early technician waits for the planned time', () => {
    const [, dave] = arrivals(day({ since: at('6:00') }), at('6:50'));
    expect(clock(dave!.arrival!.p50)).toBe('08:30');
  });

  it('with nothing ahead there is nothing to say and no reason to look', () => {
    expect(arrivals([], at('8:00'))).toEqual([]);
    expect(nextLook([], at('8:00'))).toBeNull();
  });
});

describe('a technician on the road since 9:28, 26 minutes away', () => {
  const drive = [
    ahead('dave', {
      state: 'en_route',
      since: at('9:28'),
      drive: { minutes: 26, spread: 0.25 },
      plannedFrom: at('9:45'),
    }),
  ];
  const width = (now: string) => {
    const { p10, p90 } = arrivals(drive, at(now))[0]!.arrival!;
    return minutesBetween(p10, p90);
  };

  it.each([
    ['9:28', '09:54', 'progress'],
    ['9:50', '09:56', 'progress'],
    ['9:55', '10:00', 'progress'],
    ['10:00', '10:04', 'silence'],
    ['10:30', '10:56', 'silence'],
  ])('at %s is expected at %s (%s)', (now, expected, basis) => {
    const { p50, basis: is } = arrivals(drive, at(now))[0]!.arrival!;
    expect([clock(p50), is]).toEqual([expected, basis]);
  });

  it('is the surer the nearer, and the vaguer the longer overdue', () => {
    expect(width('9:50')).toBeLessThan(width('9:30'));
    expect(width('10:10')).toBeGreaterThan(width('9:56'));
    expect(width('10:30')).toBeGreaterThan(width('10:10'));
  });
});

describe('a technician who has finished early and has a gap until his next visit', () => {
  const next = ahead('dave', { plannedFrom: at('14:00'), notBefore: at('14:00'), seenAt: at('9:26') });
  it.each([
    ['9:30', '14:00'],
    ['13:30', '14:00'],
    ['13:41', '14:00'],
    ['13:50', '14:00'],
    ['14:05', '14:10'],
  ])('is at %s expected at %s: a gap is no silence', (now, expected) => {
    expect(clock(arrivals([next], at(now))[0]!.arrival!.p50)).toBe(expected);
  });
});

describe('any day', () => {
  const now = at('10:00');
  const minute = (min: number, max: number) => fc.integer({ min, max });
  const anyStop = fc.record({
    plan: minute(-120, 120),
    since: minute(-180, 0),
    workMinutes: minute(5, 240),
    travelMinutes: minute(1, 90),
    spread: fc.double({ min: 0.1, max: 0.6, noNaN: true }),
    announced: fc.option(minute(0, 240)),
  });
  const later = fc.constantFrom('created', 'delivered', 'acknowledged');
  const first = fc.oneof(later, fc.constantFrom('en_route', 'on_site', 'working', 'paused'));
  const anyDay = fc
    .record({
      first,
      rest: fc.array(later, { maxLength: 6 }),
      stops: fc.array(anyStop, { minLength: 7, maxLength: 7 }),
    })
    .map(({ first, rest, stops }) =>
      [first, ...rest].map((state, i): Ahead => {
        const stop = stops[i]!;
        return {
          id: String(i),
          state: state as Ahead['state'],
          since: plusMinutes(now, stop.since),
          plannedFrom: plusMinutes(now, i * 75 + stop.plan),
          notBefore: plusMinutes(now, i * 75 + stop.plan),
          work: { minutes: stop.workMinutes, spread: stop.spread },
          drive: { minutes: stop.travelMinutes, spread: stop.spread },
          seenAt: null,
          announced: stop.announced === null ? null : plusMinutes(now, stop.announced),
        };
      }),
    );
  const runs = { seed: 4471, numRuns: 300 };
  /** As ranges narrow, and by the luck of two hundred courses, a middle may move by so many minutes. */
  const ROUNDING = 5;

  it('the quantiles stand in order, and the middle lies ahead', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const { arrival, ends } of arrivals(day, now))
          for (const spread of arrival ? [arrival, ends] : [ends]) {
            expect(spread.p10.getTime()).toBeLessThanOrEqual(spread.p50.getTime());
            expect(spread.p50.getTime()).toBeLessThanOrEqual(spread.p90.getTime());
            expect(spread.p50.getTime()).toBeGreaterThanOrEqual(now.getTime());
          }
      }),
      runs,
    );
  });

  it('nobody arrives before the planned time, or before he announced, unless he is already on the road', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const [i, { arrival }] of arrivals(day, now).entries()) {
          if (!arrival || day[i]!.state === 'en_route') continue;
          expect(arrival.p50.getTime()).toBeGreaterThanOrEqual(day[i]!.plannedFrom.getTime());
          expect(arrival.p50.getTime()).toBeGreaterThanOrEqual(day[i]!.announced?.getTime() ?? 0);
        }
      }),
      runs,
    );
  });

  it('a stop is reached no sooner than the one before it ends and the drive is driven, at every quantile', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const forecasts = arrivals(day, now);
        for (const [i, { arrival, ends }] of forecasts.entries()) {
          if (arrival) for (const q of ['p10', 'p50', 'p90'] as const) expect(ends[q] >= arrival[q]).toBe(true);
          if (i === 0) continue;
          const before = forecasts[i - 1]!.ends;
          const { drive } = day[i]!;
          expect(minutesBetween(before.p10, arrival!.p10)).toBeGreaterThanOrEqual(
            minutesAt(drive, 0.1, -1.2816) - 1e-3,
          );
          expect(minutesBetween(before.p50, arrival!.p50)).toBeGreaterThanOrEqual(drive.minutes - 1e-3);
          expect(minutesBetween(before.p90, arrival!.p90)).toBeGreaterThanOrEqual(drive.minutes - 1e-3);
        }
      }),
      runs,
    );
  });

  it('the range at the end of a chain is narrower than the ranges of its links laid end to end', () => {
    const link: Ahead = ahead('x', { state: 'acknowledged', plannedFrom: now, notBefore: now });
    const chain = [ahead('first', { state: 'en_route', since: now }), ...Array.from({ length: 5 }, () => link)];
    const ranges = arrivals(chain, now).map(({ ends }) => minutesBetween(ends.p10, ends.p90));
    const one = minutesBetween(...edges(arrivals([chain[0]!], now)[0]!.ends));
    for (const [i, range] of ranges.entries()) {
      if (i) expect(range).toBeGreaterThan(ranges[i - 1]!);
      if (i) expect(range).toBeLessThan(one * (i + 1));
    }
  });

  it('a delay never brings anybody earlier, and never costs more than itself', () => {
    fc.assert(
      fc.property(anyDay, minute(0, 240), minute(1, 120), (day, announced, more) => {
        const delayed = (minutes: number) =>
          arrivals([{ ...day[0]!, announced: plusMinutes(now, minutes) }, ...day.slice(1)], now);
        const [before, after] = [delayed(announced), delayed(announced + more)];
        for (const [i, { arrival, ends }] of after.entries()) {
          const was = before[i]!;
          for (const [is, had] of [[arrival, was.arrival] as const, [ends, was.ends] as const]) {
            if (!is || !had) continue;
            const slip = minutesBetween(had.p50, is.p50);
            expect(slip).toBeGreaterThanOrEqual(-ROUNDING);
            expect(slip).toBeLessThanOrEqual(more * 1.15 + ROUNDING);
            expect(minutesBetween(had.p90, is.p90)).toBeGreaterThanOrEqual(-ROUNDING);
          }
        }
      }),
      runs,
    );
  });

  it('silence never brings anybody nearer, and past the time of the next word it moves everything', () => {
    fc.assert(
      fc.property(anyDay, minute(1, 300), minute(1, 60), (day, silent, more) => {
        const [before, after] = [silent, silent + more].map((m) => arrivals(day, plusMinutes(now, m)));
        for (const [i, { arrival, ends }] of after!.entries()) {
          expect(minutesBetween(before![i]!.ends.p50, ends.p50)).toBeGreaterThanOrEqual(-ROUNDING);
          expect(ends.p50.getTime()).toBeGreaterThan(plusMinutes(now, silent + more).getTime());
          if (arrival) expect(minutesBetween(before![i]!.arrival!.p50, arrival.p50)).toBeGreaterThanOrEqual(-ROUNDING);
        }
        const first = after![0]!;
        if (before![0]!.ends.p50 < plusMinutes(now, silent + more)) {
          expect(first.ends.p50.getTime()).toBeGreaterThan(before![0]!.ends.p50.getTime());
        }
      }),
      runs,
    );
  });

  it('the next look lies ahead, and silence is looked at every five minutes', () => {
    fc.assert(
      fc.property(anyDay, minute(0, 600), (day, silent) => {
        const then = plusMinutes(now, silent);
        const look = nextLook(day, then)!;
        expect(minutesBetween(then, look)).toBeGreaterThanOrEqual(5);
        expect(minutesBetween(look, nextLook(day, look)!)).toBe(5);
      }),
      runs,
    );
  });
});
