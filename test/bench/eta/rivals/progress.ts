import { minutesBetween } from '#time/minutes';
import type { Place } from '#routes/route';
import { estimatedMinutes } from '#travel/estimate';
import type { KnownDay, Tap } from '#test/bench/eta/predictor';

export type PlannedStop = KnownDay['stops'][number];

/** Where a technician stands in his day, as far as his taps tell. */
export type Progress = {
  /** Where he sets out from next, or set out from. */
  readonly from: Place;
  /** When he was free there: the last end he tapped, or the beginning of his shift. */
  readonly free: Date;
  readonly at: { readonly stop: PlannedStop; readonly since: Date } | null;
  /** When he set out for the first stop ahead; null while he has not. */
  readonly setOut: Date | null;
  /** What he still makes, in the order to be expected. */
  readonly ahead: readonly PlannedStop[];
  /** Nobody said that he was there, but he went on to a later one, after time enough to have made them. */
  readonly silent: readonly PlannedStop[];
  /** He announced a delay of what he is doing now. */
  readonly late: { readonly at: Date; readonly minutes: number } | null;
};

/** Reads the taps in their order. */
export function progressOf(known: KnownDay): Progress {
  const { stops } = known;
  const over = new Set<string>();
  const silent: PlannedStop[] = [];
  let [from, free]: [Place, Date] = [known.start, known.shift.from];
  let at = null as Progress['at'];
  let target: PlannedStop | null = null;
  let setOut: Date | null = null;
  let late: Progress['late'] = null;
  for (const tap of known.taps) {
    const stop = stops.find(({ id }) => id === tap.stop);
    if (!stop) continue;
    if (typeof tap.says === 'object') {
      late = { at: tap.at, minutes: tap.says.late };
      continue;
    }
    late = null;
    if (at && at.stop !== stop) [from, free] = leave(at.stop, tap.at);
    if (at?.stop !== stop && target !== stop) passOver(stop, tap);
    at = tap.says === 'arrived' ? { stop, since: tap.at } : null;
    target = tap.says === 'on-my-way' ? stop : null;
    setOut = tap.says === 'on-my-way' ? tap.at : null;
    if (tap.says === 'done') [from, free] = leave(stop, tap.at);
  }
  const open = stops.filter((stop) => !over.has(stop.id) && stop !== at?.stop && stop !== target);
  return { from, free, at, setOut, ahead: target ? [target, ...open] : open, silent, late };

  function leave(stop: PlannedStop, when: Date): [Place, Date] {
    over.add(stop.id);
    return [stop.place, when];
  }

  /** Stops planned before the one he is heard of now: made in silence if there was the time for it, else put off. */
  function passOver(stop: PlannedStop, tap: Tap) {
    for (const passed of stops.slice(0, stops.indexOf(stop))) {
      if (over.has(passed.id)) continue;
      const needed = estimatedMinutes(from, passed.place) + passed.plannedMinutes / 2;
      const onward = tap.says === 'on-my-way' ? 0 : estimatedMinutes(passed.place, stop.place);
      if (minutesBetween(free, tap.at) < needed + onward) continue;
      silent.push(passed);
      over.add(passed.id);
      from = passed.place;
      if (tap.says === 'on-my-way') free = tap.at;
    }
  }
}
