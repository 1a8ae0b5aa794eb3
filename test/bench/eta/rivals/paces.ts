import { greatCircle } from '#routes/meters';
import { MINUTE } from '#time/minutes';
import { dayAt, wallMinutes } from '#time/zone';
import type { Place } from '#routes/route';
import type { KnownDay, Predictor, Tap } from '#test/bench/eta/predictor';
import { chain } from '#test/bench/eta/rivals/chain';
import { durations, type Leg, legsOf, paceOfDrives, waiting } from '#test/bench/eta/rivals/habits';
import { progressOf } from '#test/bench/eta/rivals/progress';

/** One pace for every drive, mean minutes for each kind of work, both from the past. */
export const constantPace = (): Predictor => fromHabits('constant-pace', { factor: () => 1, learn: () => undefined });

/** The same with a pace of its own for every hour of the week, as the clock in `zone` shows it. */
export function hourOfWeek(zone: string): Predictor {
  const hour = hourIn(zone);
  const logs = new Map<number, { n: number; sum: number }>();
  return fromHabits('hour-of-week', {
    // Of ratios the geometric mean; an hour with few drives leans towards all hours, which count as twelve drives.
    factor: (setOut) => {
      const { n, sum } = logs.get(hour(setOut)) ?? { n: 0, sum: 0 };
      return Math.exp(sum / (12 + n));
    },
    learn({ driven, setOut }, usual) {
      const log = Math.log(Math.max(1, driven) / usual);
      if (Math.abs(log) > 1.1) return;
      const { n, sum } = logs.get(hour(setOut)) ?? { n: 0, sum: 0 };
      logs.set(hour(setOut), { n: n + 1, sum: sum + log });
    },
  });
}

const keyOf = ({ technician, shift }: Pick<KnownDay, 'technician' | 'shift'>) =>
  `${technician} ${shift.from.getTime()}`;
const km = (from: Place, to: Place) => greatCircle(from, to) / 1000;

type Hours = { factor(setOut: Date): number; learn(leg: Leg, usual: number): void };

function fromHabits(name: string, hours: Hours): Predictor {
  const [pace, work, wait] = [paceOfDrives(), durations(), waiting()];
  /** What was tapped on days that are not over: it says when drives began. */
  const heard = new Map<string, readonly Tap[]>();
  return {
    name,
    predict(known, now) {
      heard.set(keyOf(known), known.taps);
      return chain(progressOf(known), now, {
        drive: (from, to, setOut) => pace.onTheRoad(km(from, to)) * hours.factor(setOut),
        next: (from, to, free) => pace.ordinary(km(from, to)) * hours.factor(free),
        leg: (from, to, free) => pace.mean(km(from, to)) * hours.factor(free),
        work: (stop) => work.mean(stop),
        left: (stop, elapsed) => work.left(stop, elapsed),
        waits: wait.waits(),
      });
    },
    learn(day) {
      const taps = heard.get(keyOf(day)) ?? [];
      heard.delete(keyOf(day));
      const legs = legsOf(day, taps, pace.ordinary);
      for (const leg of legs) hours.learn(leg, pace.onTheRoad(leg.km));
      for (const leg of legs) pace.learn(leg);
      work.learn(day);
      wait.learn(day);
    },
  };
}

/** The hour of the week on the clock, 0 is Monday at midnight. Asked often for the same quarters of an hour. */
function hourIn(zone: string): (t: Date) => number {
  const known = new Map<number, number>();
  return (t) => {
    const quarter = Math.floor(t.getTime() / (15 * MINUTE));
    const seen = known.get(quarter);
    if (seen !== undefined) return seen;
    const weekday = (new Date(`${dayAt(t, zone)}T00:00:00Z`).getUTCDay() + 6) % 7;
    const hour = weekday * 24 + Math.floor(wallMinutes(t, zone) / 60);
    known.set(quarter, hour);
    return hour;
  };
}
