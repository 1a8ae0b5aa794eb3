import { greatCircle } from '#routes/meters';
import { minutesBetween, plusMinutes } from '#time/minutes';
import type { RouteDay, Tap } from '#test/bench/eta/predictor';
import type { PlannedStop } from '#test/bench/eta/rivals/progress';

/** A drive that was made. */
export type Leg = {
  readonly km: number;
  /** From the end of one stop to the arrival at the next. */
  readonly minutes: number;
  /** When he said that he sets out, or else when the stop before was over; and the minutes from then. */
  readonly setOut: Date;
  readonly driven: number;
};

/**
 * The drives of a day, in the order in which they were made. Where he would have been early by the `usual` minutes he
 * may have waited: left out. (By the minutes he took, long drives would be kept and short ones not.)
 */
export function legsOf({ stops }: RouteDay, taps: readonly Tap[], usual: (km: number) => number): Leg[] {
  const made = [...stops].sort((a, b) => a.arrived.getTime() - b.arrived.getTime());
  return made.slice(1).flatMap((stop, i): Leg[] => {
    const before = made[i]!;
    const minutes = minutesBetween(before.departed, stop.arrived);
    const km = greatCircle(before.place, stop.place) / 1000;
    const mayWait = plusMinutes(before.departed, usual(km)) < stop.window.from;
    if (mayWait || minutes <= 0 || minutes > 240) return [];
    const tapped = taps.find(({ stop: id, says }) => id === stop.id && says === 'on-my-way')?.at;
    const setOut = tapped && tapped < stop.arrived ? tapped : before.departed;
    return [{ km, minutes, setOut, driven: minutesBetween(setOut, stop.arrived) }];
  });
}

type Point = Pick<Leg, 'km' | 'minutes'>;
type Drive = Omit<Leg, 'setOut'>;

/** So many of the last drives are fitted. */
const MOST_LEGS = 1000;
/** As fitted on road networks; worth twenty drives, until there are some of our own. */
const FIRST_LEGS = [1, 4, 8, 16].flatMap((km) => {
  const minutes = 2.3 + 1.16 * km;
  return Array.from({ length: 5 }, (): Drive => ({ km, minutes, driven: minutes }));
});

type Line = { readonly start: number; readonly perKm: number };

/**
 * A start and a pace, `start + perKm × km`, three times over. `mean` has lunch, accidents and a word at the door in it, for
 * drives that are still far off; `ordinary` is from the end of a stop to the next arrival and has as many above as below;
 * so has `onTheRoad`, from the moment he says that he sets out.
 */
export function paceOfDrives() {
  let legs: Drive[] = [...FIRST_LEGS];
  let lines: Record<'mean' | 'ordinary' | 'onTheRoad', Line> | null = null;
  const on = (which: 'mean' | 'ordinary' | 'onTheRoad') => (km: number) => {
    const { start, perKm } = (lines ??= fit())[which];
    return Math.max(1, start + perKm * km);
  };
  return {
    mean: on('mean'),
    ordinary: on('ordinary'),
    onTheRoad: on('onTheRoad'),
    learn(leg: Drive) {
      legs.push(leg);
      lines = null;
    },
  };

  function fit() {
    legs = legs.slice(-MOST_LEGS);
    const driven = legs.map((leg) => ({ km: leg.km, minutes: leg.driven }));
    return { mean: leastSquares(legs, () => 1), ordinary: middle(legs), onTheRoad: middle(driven) };
  }
}

/** Least absolute deviations, by iteratively reweighted least squares. */
function middle(points: readonly Point[]): Line {
  let line = leastSquares(points, () => 1);
  for (let i = 0; i < 8; i++) {
    const { start, perKm } = line;
    line = leastSquares(points, ({ km, minutes }) => 1 / Math.max(0.5, Math.abs(minutes - start - perKm * km)));
  }
  return line;
}

function leastSquares(points: readonly Point[], weight: (point: Point) => number): Line {
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (const point of points) {
    const w = weight(point);
    n += w;
    x += w * point.km;
    y += w * point.minutes;
    xx += w * point.km * point.km;
    xy += w * point.km * point.minutes;
  }
  const perKm = Math.max(0.3, (n * xy - x * y) / (n * xx - x * x));
  return { start: (y - perKm * x) / n, perKm };
}

/** Mean minutes of each kind of work as it really was, and what is ordinarily left of work that has gone on for a while. */
export function durations() {
  const byType = new Map<string, number[]>();
  const totals = new Map<string, number>();
  return {
    /** The planned minutes count as much as three visits. */
    mean({ workType, plannedMinutes }: PlannedStop): number {
      const seen = byType.get(workType) ?? [];
      return (3 * plannedMinutes + (totals.get(workType) ?? 0)) / (3 + seen.length);
    },
    /** The middle of what visits that lasted as long still took; of too few, a share of what has gone by. */
    left(stop: PlannedStop, elapsed: number): number {
      const seen = byType.get(stop.workType) ?? [];
      const from = above(seen, elapsed);
      const longer = seen.length - from;
      if (longer < 8) return Math.max(5, this.mean(stop) - elapsed, elapsed / 5);
      return seen[from + (longer >> 1)]! - elapsed;
    },
    learn({ stops }: RouteDay) {
      for (const { workType, arrived, departed } of stops) {
        const minutes = minutesBetween(arrived, departed);
        if (minutes <= 0) continue;
        const seen = byType.get(workType) ?? [];
        seen.splice(above(seen, minutes), 0, minutes);
        byType.set(workType, seen);
        totals.set(workType, (totals.get(workType) ?? 0) + minutes);
      }
    },
  };
}

/** The first place in ascending `values` that holds more than `value`. */
function above(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether technicians wait for the beginning of the window: they do until one arrival in ten says otherwise. */
export function waiting() {
  let [early, all] = [0, 0];
  return {
    waits: () => early < 0.1 * all || all < 50,
    learn({ stops }: RouteDay) {
      all += stops.length;
      early += stops.filter(({ arrived, window }) => minutesBetween(arrived, window.from) > 8).length;
    },
  };
}
