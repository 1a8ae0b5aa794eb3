import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import { type RecordedDay } from '#test/bench/eta/days/recorded-day';
import type { KnownDay, Predictor, RouteDay } from '#test/bench/eta/predictor';
import { predictors } from '#test/bench/eta/predictors';
import { replay } from '#test/bench/eta/replay';
import { SIMULATED_ZONE, simulate } from '#test/bench/eta/simulator/simulate';
import { sure } from '#test/bench/eta/rivals/chain';

type Call =
  | { readonly kind: 'learn'; readonly day: RouteDay }
  | { readonly kind: 'predict'; readonly known: KnownDay; readonly now: Date };

/** Says that everybody comes in ten minutes, and remembers what it was asked. */
function spy(says = (now: Date) => plusMinutes(now, 10)) {
  const calls: Call[] = [];
  const predictor: Predictor = {
    name: 'spy',
    learn: (day) => void calls.push({ kind: 'learn', day }),
    predict(known, now) {
      calls.push({ kind: 'predict', known, now });
      return new Map(known.stops.map(({ id }) => [id, sure(says(now))]));
    },
  };
  return { predictor, calls };
}

it('a day is learned when it is over, before any day that began after that, and never otherwise', () => {
  const days = simulate({ seed: 2, days: 5, technicians: 3 });
  const { predictor, calls } = spy();
  replay({ days: [...days].reverse(), predictors: [predictor] });
  const learned: RouteDay[] = [];
  const early: string[] = [];
  for (const call of calls) {
    if (call.kind === 'learn') learned.push(call.day);
    else if (learned.some(({ stops }) => stops.some(({ departed }) => departed >= call.now)))
      early.push(call.now.toISOString());
  }
  expect(early).toEqual([]);
  expect(learned).toHaveLength(12);
});

it('nobody learns from a day of somebody else that is still going on', () => {
  const [one, other] = simulate({ seed: 2, days: 1, technicians: 2 });
  const { predictor, calls } = spy();
  const { learned } = replay({ days: [one!, other!], predictors: [predictor] });
  expect(calls.filter(({ kind }) => kind === 'learn')).toEqual([]);
  expect(learned).toEqual([
    { days: 0, visits: 0 },
    { days: 0, visits: 0 },
  ]);
});

it('nothing that is known at a moment came after it', () => {
  const { predictor, calls } = spy();
  replay({ days: simulate({ seed: 4, days: 2, technicians: 3 }), predictors: [predictor] });
  const asked = calls.flatMap((call) => (call.kind === 'predict' ? [call] : []));
  const ahead = asked.filter(({ known, now }) => [...known.taps, ...known.fixes].some(({ at }) => at > now));
  expect(ahead).toEqual([]);
  expect(asked.some(({ known }) => known.stops.some((stop) => 'arrived' in stop || 'departed' in stop))).toBe(false);
});

/** The same days with everything after `from` moved, lost, or told otherwise; its order stays. */
function otherwise(days: readonly RecordedDay[], from: Date, stretch: number): RecordedDay[] {
  const moved = (t: Date) => (t > from ? new Date(from.getTime() + 1 + (t.getTime() - from.getTime()) * stretch) : t);
  return days.map(({ day, taps, fixes, ...plan }) => ({
    ...plan,
    day: { ...day, stops: day.stops.map((s) => ({ ...s, arrived: moved(s.arrived), departed: moved(s.departed) })) },
    taps: taps.flatMap((tap, i) => (tap.at <= from ? [tap] : i % 3 ? [{ ...tap, at: moved(tap.at) }] : [])),
    fixes: fixes.flatMap((fix) => (fix.at <= from ? [fix] : [{ at: moved(fix.at), accuracy: 5, place: day.start }])),
  }));
}

/** Every prediction up to a moment, of everybody, in words. */
function sayings(days: readonly RecordedDay[], until: Date): string[] {
  const said: string[] = [];
  const listened = predictors(SIMULATED_ZONE).map((predictor): Predictor => ({
    ...predictor,
    predict(known, now) {
      const forecasts = predictor.predict(known, now);
      const all = [...forecasts].map(([id, { p10, p50, p90 }]) => `${id} ${+p10} ${+p50} ${+p90}`).sort();
      if (now <= until) said.push(`${predictor.name} ${known.technician} ${now.toISOString()} ${all.join()}`);
      return forecasts;
    },
  }));
  replay({ days, predictors: listened });
  return said.sort();
}

it('whatever happens after a moment, every prediction up to it is the same', () => {
  const days = simulate({ seed: 6, days: 2, technicians: 1 });
  const [first, last] = [days[0]!.day.shift.from, days.at(-1)!.day.shift.to];
  const length = last.getTime() - first.getTime();
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 1, noNaN: true }), fc.constantFrom(0.3, 0.9, 1.4), (share, stretch) => {
      const from = new Date(Math.round(first.getTime() + length * share));
      expect(sayings(otherwise(days, from, stretch), from)).toEqual(sayings(days, from));
    }),
    { seed: 31, numRuns: 6 },
  );
});

it('everybody is asked at every tap and every five minutes, and errors are taken on the fives only', () => {
  const [recorded] = simulate({ seed: 2, days: 1, technicians: 1 });
  const { predictor, calls } = spy();
  const { visits } = replay({ days: [recorded!], predictors: [predictor] });
  const asked = new Set(calls.flatMap((call) => (call.kind === 'predict' ? [call.now.getTime()] : [])));
  for (const { at } of recorded!.taps) expect(asked.has(at.getTime())).toBe(true);
  const last = visits.at(-1)!;
  const forecasts = last.accounts.get('spy')!.tally.horizons.reduce((n, sums) => n + sums.n, 0);
  const minutes = (last.stop.arrived.getTime() - recorded!.day.shift.from.getTime()) / 60_000;
  expect(Math.abs(forecasts - minutes / 5)).toBeLessThanOrEqual(3);
});

it.each<[string, (now: Date) => Date, string]>([
  ['the past', (now) => plusMinutes(now, -5), 'spy: expects somebody in the past who is not there yet'],
  ['no time at all', () => new Date(Number.NaN), 'spy: gives an arrival that is not a time'],
])('a predictor that says %s is called out', (_, says, breach) => {
  const { breaches } = replay({
    days: simulate({ seed: 2, days: 1, technicians: 1 }),
    predictors: [spy(says).predictor],
  });
  expect([...breaches.keys()]).toEqual([breach]);
});

it('so is one that says nothing, or a range upside down', () => {
  const days = simulate({ seed: 2, days: 1, technicians: 1 });
  const silent: Predictor = { name: 'spy', learn: () => undefined, predict: () => new Map() };
  const odd: Predictor = {
    name: 'odd',
    learn: () => undefined,
    predict: ({ stops }, now) =>
      new Map(stops.map(({ id }) => [id, { ...sure(plusMinutes(now, 5)), p10: plusMinutes(now, 6) }])),
  };
  expect([...replay({ days, predictors: [silent, odd] }).breaches.keys()]).toEqual([
    'spy: says nothing of a visit that is still ahead',
    'odd: gives a range that is not in order',
  ]);
});
