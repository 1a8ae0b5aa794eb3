import { later, plusMinutes } from '#time/minutes';
import type { Quantiles } from '#eta/spread';
import type { Place } from '#routes/route';
import type { PlannedStop, Progress } from '#test/bench/eta/rivals/progress';

/** What a rival that reckons forward believes of driving and working, in minutes. */
export type Beliefs = {
  /** Of somebody who is on the road. */
  drive(from: Place, to: Place, setOut: Date): number;
  /** From the end of work to the next arrival: of the very next one … */
  next(from: Place, to: Place, free: Date): number;
  /** … and of those after it, where lunch and accidents add up. */
  leg(from: Place, to: Place, free: Date): number;
  work(stop: PlannedStop): number;
  /** What is left of work that has gone on for `elapsed`. */
  left(stop: PlannedStop, elapsed: number): number;
  /** Whether people wait for the beginning of the window. */
  readonly waits: boolean;
};

/** Who is overdue is there soon: a part of what he is late already, and a few minutes at least. */
const overdue = (due: Date, now: Date) =>
  due > now ? due : plusMinutes(now, Math.max(3, (now.getTime() - due.getTime()) / 60_000 / 4));

/** Arrivals reckoned forward from where he stands: what is left of this, a drive, the next work, a drive … */
export function chain(progress: Progress, now: Date, beliefs: Beliefs): Map<string, Quantiles> {
  const found = new Map<string, Quantiles>();
  let place = progress.from;
  let free = later(progress.free, now);
  if (progress.at) {
    free = doing(progress, now, beliefs);
    place = progress.at.stop.place;
  }
  for (const [i, stop] of progress.ahead.entries()) {
    const minutes = i === 0 ? beliefs.next : beliefs.leg;
    const at =
      i === 0 && !progress.at
        ? doing(progress, now, beliefs)
        : notBefore(stop, plusMinutes(free, minutes(place, stop.place, free)), beliefs);
    found.set(stop.id, sure(at));
    free = plusMinutes(at, beliefs.work(stop));
    place = stop.place;
  }
  for (const stop of progress.silent) found.set(stop.id, sure(plusMinutes(now, 1)));
  return found;
}

export const sure = (at: Date): Quantiles => ({ p10: at, p50: at, p90: at });

/** The end of what he is doing now: of his work, or of the way to the first stop ahead. A delay he announced counts from what was expected when he did. */
function doing(progress: Progress, now: Date, beliefs: Beliefs): Date {
  const { late } = progress;
  if (!late) return later(undisturbed(progress, now, beliefs), now);
  const said = plusMinutes(undisturbed(progress, late.at, beliefs), late.minutes);
  return overdue(said, now);
}

function undisturbed({ at, ahead, from, free, setOut }: Progress, now: Date, beliefs: Beliefs): Date {
  if (at) return plusMinutes(now, beliefs.left(at.stop, Math.max(0, (now.getTime() - at.since.getTime()) / 60_000)));
  const [first] = ahead;
  if (!first) return now;
  // Whoever is free has set out, whether he says so or not.
  if (!setOut) return overdue(notBefore(first, plusMinutes(free, beliefs.next(from, first.place, free)), beliefs), now);
  return overdue(notBefore(first, plusMinutes(setOut, beliefs.drive(from, first.place, setOut)), beliefs), now);
}

const notBefore = ({ window }: PlannedStop, at: Date, { waits }: Beliefs) => (waits ? later(at, window.from) : at);
