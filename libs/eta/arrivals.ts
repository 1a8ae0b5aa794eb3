import { later, minutesBetween, plusMinutes } from '#time/minutes';
import type { AssignmentState } from '#visits/assignment';
import { add, drivingSd, type Moment, quantiles, type Quantiles, workingSd } from '#eta/spread';

/** What an estimate rests on, most telling first; said to whoever asks. */
export type Basis = 'reported' | 'progress' | 'silence' | 'plan';

/** Predicted arrival at one stop. `stopsBefore` counts the visits he still makes before it, the one he is at left out. */
export type Eta = Quantiles & { readonly asOf: Date; readonly basis: Basis; readonly stopsBefore: number };

/** One remaining stop of a technician's day, in order. */
export type Ahead = {
  readonly id: string;
  readonly state: AssignmentState;
  /** When the present state began. */
  readonly since: Date;
  readonly plannedFrom: Date;
  readonly workMinutes: number;
  /** Driving time from the stop before it, or from where he is now. */
  readonly travelMinutes: number;
  /** The end of work (on site) or the arrival (before it) that the technician himself announced. */
  readonly announced: Date | null;
};

export type Forecast = { readonly id: string; readonly arrival: Eta | null; readonly ends: Quantiles };

/** Silence shorter than this is ordinary. */
const PATIENCE_MINUTES = 5;

/**
 * Predicted arrival at every stop ahead, propagated through the day.
 *
 *   now ──┤ work left ├──drive──┤ work ├──drive──▶ arrival
 *
 * Work already begun counts for what is left of it; an overrun is expected to end a little after now, never in the
 * past. Nobody arrives before the planned time of a visit: early technicians wait. `arrival` is null on site.
 */
export function arrivals(stops: readonly Ahead[], now: Date): Forecast[] {
  const forecasts: Forecast[] = [];
  let free: Moment = { at: now, sd: 0 };
  let basis: Basis = 'plan';
  let stopsBefore = 0;
  for (const [index, stop] of stops.entries()) {
    const arrival = reach(stop, free, now);
    basis = stronger(basis, basisOf(stop, index, now));
    free = leave(stop, arrival, now);
    forecasts.push({
      id: stop.id,
      arrival: arrival && { ...quantiles(arrival), asOf: now, basis, stopsBefore },
      ends: quantiles(free),
    });
    if (arrival) stopsBefore++;
  }
  return forecasts;
}

/** When he gets there; null when he is there. */
function reach(stop: Ahead, free: Moment, now: Date): Moment | null {
  if (stop.state === 'on_site' || stop.state === 'working' || stop.state === 'paused') return null;
  const drivingSince = stop.state === 'en_route' ? stop.since : free.at;
  const driven = plusMinutes(drivingSince, stop.travelMinutes);
  const earliest = stop.state === 'en_route' ? driven : later(driven, stop.plannedFrom);
  const due = later(stop.announced ?? earliest, earliest);
  if (stop.state === 'en_route') return drive(due, now);
  const at = later(due, plusMinutes(now, 1));
  const sd = add(free.sd, drivingSd(stop.travelMinutes));
  // Waiting for the planned time swallows what the stops before it may be off.
  const waited = driven < stop.plannedFrom ? minutesBetween(driven, stop.plannedFrom) : 0;
  return { at, sd: Math.max(drivingSd(Math.min(stop.travelMinutes, 10)), sd - waited / 2) };
}

/**
 * The arrival of somebody who drives and should arrive at `due`. The longer he is overdue, the less is known: as much
 * again as he is late already, so that each further news of it is further from the last.
 */
function drive(due: Date, now: Date): Moment {
  const over = minutesBetween(due, now);
  if (over <= 0) return { at: due, sd: drivingSd(-over) };
  return { at: plusMinutes(now, Math.max(3, over)), sd: Math.max(drivingSd(0), over) };
}

/** When he is free again. */
function leave(stop: Ahead, arrival: Moment | null, now: Date): Moment {
  if (arrival)
    return { at: plusMinutes(arrival.at, stop.workMinutes), sd: add(arrival.sd, workingSd(stop.workMinutes)) };
  const due = stop.announced ?? plusMinutes(stop.since, stop.workMinutes);
  const over = minutesBetween(due, now);
  // The longer a job has overrun, the longer it is likely to go on (a tenth of the overrun, five minutes at least).
  const at = over > 0 ? plusMinutes(now, Math.max(PATIENCE_MINUTES, over / 10)) : due;
  return { at, sd: workingSd(minutesBetween(now, at) + Math.max(0, over)) };
}

function basisOf(stop: Ahead, index: number, now: Date): Basis {
  if (stop.announced) return 'reported';
  if (index > 0) return 'plan';
  if (isOverdue(stop, now)) return 'silence';
  return stop.state === 'created' || stop.state === 'delivered' || stop.state === 'acknowledged' ? 'plan' : 'progress';
}

/** Whether something should have been heard about the first stop ahead by now: it began or ended too long ago. */
const isOverdue = (stop: Ahead, now: Date) => minutesBetween(expectedWord(stop), now) > PATIENCE_MINUTES;

/** When the next word about a stop is expected if all goes to plan: he sets out, he arrives, he is done. */
function expectedWord(stop: Ahead): Date {
  if (stop.announced) return stop.announced;
  if (stop.state === 'en_route') return plusMinutes(stop.since, stop.travelMinutes);
  if (stop.state === 'on_site' || stop.state === 'working' || stop.state === 'paused')
    return plusMinutes(stop.since, stop.workMinutes);
  return plusMinutes(stop.plannedFrom, -stop.travelMinutes);
}

/**
 * When to look at this day again if nobody says anything before: shortly after the next word is due, and every few
 * minutes of silence beyond it. Null when nothing is ahead.
 */
export function nextLook(stops: readonly Ahead[], now: Date): Date | null {
  const first = stops[0];
  return first
    ? later(plusMinutes(expectedWord(first), PATIENCE_MINUTES + 1), plusMinutes(now, PATIENCE_MINUTES))
    : null;
}

const STRENGTH: readonly Basis[] = ['plan', 'progress', 'silence', 'reported'];
const stronger = (a: Basis, b: Basis) => (STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b);
