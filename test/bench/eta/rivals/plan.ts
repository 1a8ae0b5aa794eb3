import { later, minutesBetween, plusMinutes } from '#time/minutes';
import { estimatedMinutes } from '#travel/estimate';
import type { KnownDay, Predictor } from '#test/bench/eta/predictor';
import { sure } from '#test/bench/eta/rivals/chain';
import { progressOf } from '#test/bench/eta/rivals/progress';

/** The plan of a day: from the start, stop after stop, with estimated drives and planned minutes, no earlier than each window. */
export function planned({ shift, start, stops }: KnownDay): Map<string, { readonly from: Date; readonly to: Date }> {
  const plan = new Map<string, { readonly from: Date; readonly to: Date }>();
  let [free, place] = [shift.from, start];
  for (const stop of stops) {
    const from = later(plusMinutes(free, estimatedMinutes(place, stop.place)), stop.window.from);
    const to = plusMinutes(from, stop.plannedMinutes);
    plan.set(stop.id, { from, to });
    [free, place] = [to, stop.place];
  }
  return plan;
}

/** Everything goes as planned; who is not there yet by then comes now. */
export const plan = (): Predictor => ({
  name: 'plan',
  learn: () => undefined,
  predict(known, now) {
    const plan = planned(known);
    return new Map(open(known).map(({ id }) => [id, sure(later(plan.get(id)!.from, now))]));
  },
});

/** The plan, moved as a whole by what he is off now: by his last tap, by what he announced, or by silence. */
export const shifted = (): Predictor => ({
  name: 'shifted',
  learn: () => undefined,
  predict(known, now) {
    const plan = planned(known);
    const { at, setOut, ahead, late, free, from } = progressOf(known);
    const by = (first: Date, then: Date) => minutesBetween(first, then);
    let lateness = 0;
    const first = ahead[0];
    if (at) {
      const due = plan.get(at.stop.id)!;
      lateness = Math.max(by(due.from, at.since), by(due.to, now));
      if (late)
        lateness = Math.max(
          lateness,
          by(due.to, plusMinutes(later(plusMinutes(due.to, by(due.from, at.since)), late.at), late.minutes)),
        );
    } else if (first) {
      const due = plan.get(first.id)!.from;
      const leaves = setOut ?? later(free, now);
      const reached = plusMinutes(leaves, estimatedMinutes(from, first.place));
      // An early technician waits; one who is late stays late.
      lateness = Math.max(0, by(due, reached), by(due, now));
      if (late) lateness = Math.max(lateness, by(due, plusMinutes(later(due, late.at), late.minutes)));
    }
    return new Map(open(known).map(({ id }) => [id, sure(later(plusMinutes(plan.get(id)!.from, lateness), now))]));
  },
});

/** Stops of which nobody has said that he has been there. */
function open({ stops, taps }: KnownDay) {
  const reached = new Set(taps.filter(({ says }) => says === 'arrived' || says === 'done').map(({ stop }) => stop));
  return stops.filter(({ id }) => !reached.has(id));
}
