import type { Fix, KnownDay, RouteDay, Tap } from '#test/bench/eta/predictor';

/** A day with everything that came in while it went on. */
export type RecordedDay = {
  /** What really happened: the stops that were made. It may be learned from when it is over. */
  readonly day: RouteDay;
  /** Every stop of the plan, in its order, those that were never made too. */
  readonly plan: KnownDay['stops'];
  /** When he went on to a stop planned after this one: from then on it is last in the plan, made later or never. */
  readonly putOff: ReadonlyMap<string, Date>;
  /** In order of time. */
  readonly taps: readonly Tap[];
  /** In order of time. */
  readonly fixes: readonly Fix[];
};

/** When the first thing of the day happens: the shift begins, or somebody was quicker. */
export const beginningOf = ({ day, taps }: RecordedDay): Date =>
  new Date(Math.min(...[day.shift.from, ...day.stops.map((s) => s.arrived), ...taps.map((t) => t.at)].map(Number)));

/** When nothing of the day happens any more; only then may it be learned from. */
export const endOf = ({ day, taps }: RecordedDay): Date =>
  new Date(Math.max(...[day.shift.from, ...day.stops.map((s) => s.departed), ...taps.map((t) => t.at)].map(Number)));

/** In the order in which days are replayed: as they began, then by technician, so that a file's order means nothing. */
export function inOrder(days: readonly RecordedDay[]): RecordedDay[] {
  return days
    .map((recorded) => ({ recorded, begins: beginningOf(recorded).getTime() }))
    .sort((a, b) => a.begins - b.begins || (a.recorded.day.technician < b.recorded.day.technician ? -1 : 1))
    .map(({ recorded }) => recorded);
}

/**
 * What is known of a day at `now`, and nothing else: the plan with the stops put off by then at its end, the words
 * and the positions that have come in. Built once for a day, then asked at moments in any order.
 */
export function knowing({ day, plan, putOff, taps, fixes }: RecordedDay): (now: Date) => KnownDay {
  const { technician, shift, start } = day;
  return (now) => ({
    technician,
    shift,
    start,
    stops: putOff.size ? lastPutOff(now) : plan,
    taps: upTo(taps, now),
    fixes: upTo(fixes, now),
  });

  function lastPutOff(now: Date): KnownDay['stops'] {
    const since = ({ id }: { readonly id: string }) => putOff.get(id) ?? null;
    const isPutOff = (stop: { readonly id: string }) => since(stop) !== null && since(stop)! <= now;
    const off = plan.filter(isPutOff).sort((a, b) => since(a)!.getTime() - since(b)!.getTime());
    return [...plan.filter((stop) => !isPutOff(stop)), ...off];
  }
}

/** Everything at `now` or before it, of things in order of time. */
function upTo<T extends { readonly at: Date }>(things: readonly T[], now: Date): T[] {
  let [low, high] = [0, things.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (things[middle]!.at <= now) low = middle + 1;
    else high = middle;
  }
  return things.slice(0, low);
}
