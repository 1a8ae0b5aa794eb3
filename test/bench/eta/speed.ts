import { p50, p99 } from '#test/bench/figures';
import { beginningOf, endOf, knowing } from '#test/bench/eta/days/recorded-day';
import type { KnownDay, Predictor } from '#test/bench/eta/predictor';
import { simulate } from '#test/bench/eta/simulator/simulate';

const TECHNICIANS = 1000;
const STOPS = 8;
const LENGTHS = [2, 4, 8, 16, 32] as const;
/** The first few hundred run before the compiler has seen enough. */
const WARM_UP = 2000;
const REPEATS = 2000;

export type Speed = {
  /** CPU milliseconds for all technicians once, and microseconds for one route. */
  readonly recomputed: {
    readonly technicians: number;
    readonly stops: number;
    readonly cpuMs: number;
    readonly p50Us: number;
    readonly p99Us: number;
  };
  readonly byStops: readonly { readonly stops: number; readonly p50Us: number; readonly p99Us: number }[];
  /** Slope of time over stops in log-log: 1 is linear. */
  readonly growth: number;
};

type Moment = { readonly known: KnownDay; readonly now: Date };

/** What it costs to work out a technician's whole day anew, in the middle of it, by somebody who has learned for a week. */
export function speedOf(predictor: Predictor): Speed {
  const past = simulate({ seed: 7, days: 6, technicians: 20 });
  for (const { day } of past.slice(0, -20)) predictor.learn(day);
  const days = past.slice(-20);
  const moments = (stops: number, count: number) => Array.from({ length: count }, (_, n) => asLong(days, n, stops));
  time(predictor, moments(STOPS, WARM_UP));
  const cpu = process.cpuUsage();
  const all = time(predictor, moments(STOPS, TECHNICIANS));
  const { user, system } = process.cpuUsage(cpu);
  const byStops = LENGTHS.map((stops) => {
    const took = time(predictor, moments(stops, REPEATS));
    return { stops, p50Us: p50(took), p99Us: p99(took) };
  });
  return {
    recomputed: {
      technicians: TECHNICIANS,
      stops: STOPS,
      cpuMs: (user + system) / 1000,
      p50Us: p50(all),
      p99Us: p99(all),
    },
    byStops,
    growth: slope(byStops.map(({ stops, p50Us }) => [Math.log(stops), Math.log(p50Us)])),
  };
}

/** Microseconds of each. */
function time(predictor: Predictor, moments: readonly Moment[]): number[] {
  return moments.map(({ known, now }) => {
    const began = process.hrtime.bigint();
    predictor.predict(known, now);
    return Number(process.hrtime.bigint() - began) / 1000;
  });
}

/** A day in which `stops` stops are still ahead: those of one technician, then those of others. */
function asLong(days: ReturnType<typeof simulate>, n: number, stops: number): Moment {
  const recorded = days[n % days.length]!;
  const [from, to] = [beginningOf(recorded).getTime(), endOf(recorded).getTime()];
  const now = new Date(from + (to - from) * 0.3);
  const known = knowing(recorded)(now);
  const reached = new Set(
    known.taps.filter(({ says }) => says === 'arrived' || says === 'done').map(({ stop }) => stop),
  );
  const done = known.stops.filter(({ id }) => reached.has(id));
  const others = days.flatMap(({ plan }) => (plan === recorded.plan ? [] : plan));
  const more = [...known.stops.filter(({ id }) => !reached.has(id)), ...others].slice(0, stops);
  return { known: { ...known, stops: [...done, ...more] }, now };
}

function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (i: 0 | 1) => points.reduce((sum, point) => sum + point[i], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
