import { MINUTE, minutesBetween } from '#time/minutes';
import { overlaps, type Window } from '#time/window';
import { lacking, type Route, type Stop, type TravelMinutes, type Work } from '#routes/route';

/** One way to keep a promise: who, the window told, the stay planned for it, and the extra driving it costs. */
export type Slot = {
  readonly technicianId: string;
  readonly window: Window;
  readonly stay: Window;
  readonly detourMinutes: number;
};

/** A visit planned for the last minutes of its window would be late at the first red light. */
export const SLACK_MINUTES = 10;

/** What else a visit asks for: its stay begins no sooner than `from`, ends no later than `until`, and is this technician's. */
export type Terms = {
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly technicianId?: string | undefined;
};

/** Whether a stay that was found earlier still meets them. */
export const meets = ({ technicianId, stay }: Pick<Slot, 'technicianId' | 'stay'>, terms: Terms): boolean =>
  (terms.technicianId ?? technicianId) === technicianId &&
  (!terms.from || stay.from >= terms.from) &&
  (!terms.until || stay.to <= terms.until);

/** `notBefore` is now, as a rule: nobody sets out in the past. */
export type Search = {
  readonly work: Work;
  readonly travel: TravelMinutes;
  readonly notBefore: Date;
  readonly terms?: Terms | undefined;
};

/**
 * The earliest stay within `window` that fits the route and the terms, or `null`. It must begin inside the window with
 * some slack, be reachable from the stop before it, leave time to reach the stop after it, and end within the shift.
 *
 *   ┤ before ├──travel──┤  stay  ├──travel──┤ after ├
 */
export function fit(route: Route, window: Window, { work, travel, notBefore, terms = {} }: Search): Slot | null {
  if (lacking(route.technician, work).length || !overlaps(route.shift, window)) return null;
  const { stops, technician } = route;
  if (terms.technicianId !== undefined && terms.technicianId !== technician.id) return null;
  const earliest = Math.max(ms(window.from), terms.from ? ms(terms.from) : -Infinity);
  const end = Math.min(ms(route.shift.to), terms.until ? ms(terms.until) : Infinity);
  const latest = ms(window.to) - SLACK_MINUTES * MINUTE;
  let before: Stop | undefined;
  for (let gap = 0; gap <= stops.length; gap++) {
    const last = stops[gap - 1];
    const after = stops[gap];
    // A job that overruns may end after stops that begin later: until then he is not free.
    if (last && !(before && ms(before.stay.to) > ms(last.stay.to))) before = last;
    if (after && ms(after.stay.to) <= ms(window.from)) continue;
    if (last && ms(last.stay.from) >= ms(window.to)) break;
    const from = before?.place ?? technician.home;
    const there = travel(from, work.place);
    const free = Math.max(ms(before?.stay.to ?? route.shift.from), ms(notBefore));
    const start = Math.max(earliest, plus(free, there));
    const done = plus(start, work.minutes);
    if (start > latest || done > end) continue;
    const onward = after ? travel(work.place, after.place) : 0;
    if (after && plus(done, onward) > ms(after.stay.from)) continue;
    const detourMinutes = there + onward - (after ? travel(from, after.place) : 0);
    return { technicianId: technician.id, window, stay: { from: new Date(start), to: new Date(done) }, detourMinutes };
  }
  return null;
}

// Thousands of times are compared in one search, and JavaScript is slow at comparing dates.
const ms = (t: Date) => t.getTime();
const plus = (t: number, minutes: number) => Math.trunc(t + minutes * MINUTE);

/**
 * For each window the best slot: least extra driving, then the earliest stay, then by id so that equals stay put. Looks
 * no further once it has found `most`.
 */
export function slots(routes: readonly Route[], windows: readonly Window[], search: Search, most = Infinity): Slot[] {
  const found: Slot[] = [];
  for (const window of windows) {
    if (found.length >= most) break;
    const [best] = routes.flatMap((route) => fit(route, window, search) ?? []).sort(cheaper);
    if (best) found.push(best);
  }
  return found;
}

/** Every slot of every route, for choosing among technicians. */
export const everySlot = (routes: readonly Route[], windows: readonly Window[], search: Search): Slot[] =>
  windows.flatMap((window) => routes.flatMap((route) => fit(route, window, search) ?? []).sort(cheaper));

const cheaper = (a: Slot, b: Slot) =>
  a.detourMinutes - b.detourMinutes ||
  minutesBetween(b.stay.from, a.stay.from) ||
  (a.technicianId < b.technicianId ? -1 : 1);
