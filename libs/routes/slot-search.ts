import { MINUTE } from '#time/minutes';
import { overlaps, type Window } from '#time/window';
import { afterNext, freeAt, hadAtEnd, hadBefore, hadInWait } from '#routes/breaks';
import { costOf } from '#routes/cost';
import { asExpected, type Chances, lateness } from '#routes/risk';
import type { Route, Stop, TravelMinutes, Work } from '#routes/route';

/** One way to keep a promise: who, the window told, the stay planned for it, and what it costs. */
export type Slot = {
  readonly technicianId: string;
  readonly window: Window;
  readonly stay: Window;
  /** The extra driving. */
  readonly detourMinutes: number;
  /** The greatest chance that he, or anybody after him on this route, is visited late; where that was asked. */
  readonly risk?: number;
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

export type Search = {
  readonly work: Work;
  readonly travel: TravelMinutes;
  /** Now, as a rule: nobody sets out in the past. */
  readonly notBefore: Date;
  readonly terms?: Terms | undefined;
  /** Without them nothing is asked about being late. */
  readonly chances?: Chances | undefined;
  /** The technician the customer has already. */
  readonly known?: string | null;
};

/**
 * The earliest stay within `window` that fits the route and the terms, or `null`. It must begin inside the window with
 * some slack, be reachable from the stop before it, leave time to reach the stop after it, leave him his breaks, end
 * within the shift, and make nobody's arrival too likely to be late.
 *
 *   ┤ before ├──travel──┤  stay  ├──travel──┤ after ├
 */
export function fit(route: Route, window: Window, search: Search): Slot | null {
  if (!isAble(route, search) || !overlaps(route.shift, window)) return null;
  return slotIn({ route, gaps: gapsOf(route, search) }, window, search);
}

/**
 * For each window the best slot: the least cost (see `costOf`), then the earliest stay, then by id so that equals stay
 * put. At most `most` of them, the first windows first.
 */
export function slots(routes: readonly Route[], windows: readonly Window[], search: Search, most = Infinity): Slot[] {
  const known = search.known ?? null;
  const best: (Slot | undefined)[] = windows.map(() => undefined);
  const costs = new Float64Array(windows.length).fill(Infinity);
  // The cheapest days first, and of the others only what could be cheaper still: a chance of being late costs extra.
  const days = daysOf(routes, windows, search);
  for (const day of days) day.least = leastOf(day, search, known);
  for (const day of days.sort((a, b) => a.least - b.least)) {
    for (let i = day.from; i < day.to; i++) {
      const at = day.order[i]!;
      if (day.least > costs[at]!) continue;
      const found = slotIn(day, windows[at]!, search);
      const held = best[at];
      if (!found || (held && cheaper(known)(found, held) > 0)) continue;
      best[at] = found;
      costs[at] = cost(found, known);
    }
  }
  return best.flatMap((slot) => slot ?? []).slice(0, most);
}

/** Every slot of every route, the best of each window first, for choosing among technicians. */
export function everySlot(routes: readonly Route[], windows: readonly Window[], search: Search): Slot[] {
  const found: Slot[][] = windows.map(() => []);
  for (const day of daysOf(routes, windows, search))
    for (const at of day.order.slice(day.from, day.to)) {
      const slot = slotIn(day, windows[at]!, search);
      if (slot) found[at]!.push(slot);
    }
  return found.flatMap((slots) => slots.sort(cheaper(search.known ?? null)));
}

const cost = ({ detourMinutes, risk = 0, technicianId }: Slot, known: string | null) =>
  costOf(detourMinutes, risk, technicianId, known);
const cheaper = (known: string | null) => (a: Slot, b: Slot) =>
  cost(a, known) - cost(b, known) || ms(a.stay.from) - ms(b.stay.from) || (a.technicianId < b.technicianId ? -1 : 1);

/** A route with the waits in which the work has room. */
type Day = { readonly route: Route; readonly gaps: readonly Gap[] };

/** The windows that touch its shift are those at the places `order[from]` to `order[to - 1]`; `least` is what it costs at least. */
type Open = Day & { readonly order: readonly number[]; readonly from: number; readonly to: number; least: number };

/** Those of the routes on which there is one. */
function daysOf(routes: readonly Route[], windows: readonly Window[], search: Search): Open[] {
  const begins = windows.map(({ from }) => ms(from));
  const order = windows.map((_, at) => at).sort((a, b) => begins[a]! - begins[b]!);
  const inOrder = order.map((at) => begins[at]!);
  const longest = windows.reduce((most, { from, to }) => Math.max(most, ms(to) - ms(from)), 0);
  const days: Open[] = [];
  for (const route of routes) {
    if (!isAble(route, search)) continue;
    const from = firstFrom(inOrder, ms(route.shift.from) - longest);
    const to = firstFrom(inOrder, ms(route.shift.to));
    const gaps = from < to ? gapsOf(route, search) : [];
    if (gaps.length) days.push({ route, gaps, order, from, to, least: 0 });
  }
  return days;
}

/** What a stay on this day costs at least. */
const leastOf = ({ route, gaps }: Day, search: Search, known: string | null): number =>
  gaps.reduce(
    (least, gap) => Math.min(least, costOf(detourOf(route, gap, search), 0, route.technician.id, known)),
    Infinity,
  );

/** The earliest stay within the window. */
function slotIn({ route, gaps }: Day, window: Window, search: Search): Slot | null {
  for (const gap of gaps) {
    const start = startIn(route, gap, window, search);
    const found = Number.isNaN(start) ? null : judged(route, gap, window, start, search);
    if (found) return found;
  }
  return null;
}

/** The first place from which on all of them (ascending) are `t` or later. */
function firstFrom(ascending: readonly number[], t: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isAble = ({ technician }: Route, { work, terms }: Search) =>
  (terms?.technicianId ?? technician.id) === technician.id &&
  work.skills.every((skill) => technician.skills.includes(skill));

/** A wait between two stays, whoever asks; the first may begin with the shift, the last ends with it. Milliseconds. */
type Wait = { readonly index: number; readonly before: Stop | undefined; readonly ends: number; readonly next: number };

/** What every search of a route needs: reckoned once, for a route never changes. */
type Known = { readonly waits: readonly Wait[]; expected: readonly Stop[] | null };
const routesKnown = new WeakMap<Route, Known>();

function knownOf(route: Route): Known {
  const known = routesKnown.get(route) ?? { waits: waitsOf(route), expected: null };
  routesKnown.set(route, known);
  return known;
}

function waitsOf({ stops, shift }: Route): Wait[] {
  const waits: Wait[] = [];
  let before: Stop | undefined;
  let ends = ms(shift.from);
  for (let index = 0; index <= stops.length; index++) {
    const last = stops[index - 1];
    // A job that overruns may end after stops that begin later: until then he is not free.
    if (last && !(before && ms(before.stay.to) > ms(last.stay.to))) {
      before = last;
      ends = Math.max(ms(last.stay.to), ends);
    }
    const after = stops[index];
    const next = after ? ms(after.stay.from) : Infinity;
    if (next >= ends) waits.push({ index, before, ends, next });
  }
  return waits;
}

/** A wait that is long enough for the work; the new stay would be the `index`th stop. Times in milliseconds. */
type Gap = {
  readonly index: number;
  readonly before: Stop | undefined;
  /** When he is free, the breaks due by then taken; how many he has had, and how many when the stop after it begins. */
  readonly free: number;
  readonly had: number;
  readonly hadNext: number;
  /** The drive there, and what the new stay adds to all driving, once it was asked; minutes. */
  readonly there: number;
  detour: number;
};

function gapsOf(route: Route, { work, travel, notBefore, terms }: Search): Gap[] {
  const { stops, technician, shift, breaks } = route;
  const now = ms(notBefore);
  const end = terms?.until ? Math.min(ms(shift.to), ms(terms.until)) : ms(shift.to);
  const least = work.minutes * MINUTE;
  const gaps: Gap[] = [];
  let had = breaks.length ? hadBefore(route, now) : 0;
  for (const { index, before, ends, next } of knownOf(route).waits) {
    const at = Math.max(ends, now);
    if (next < at) continue;
    const isLong = Math.min(next, end) - at >= least;
    if (!isLong && had >= breaks.length) continue;
    const free = freeAt(breaks, had, at);
    if (had < breaks.length) had = hadAtEnd(breaks, had, at);
    let hadNext = had;
    if (next < Infinity && had < breaks.length) {
      const drive = travel(before?.place ?? technician.home, stops[index]!.place, free);
      hadNext = hadInWait(breaks, had, free, next - drive * MINUTE);
    }
    if (Math.min(next, end) - free >= least) {
      const there = travel(before?.place ?? technician.home, work.place, free);
      // A millisecond, for drives are rounded down to whole ones.
      if (free + there * MINUTE + least <= Math.min(next, end) + 1)
        gaps.push({ index, before, free, had, hadNext, there, detour: Number.NaN });
    }
    had = hadNext;
  }
  return gaps;
}

/** The earliest beginning of a stay in this gap and this window, milliseconds since the epoch; NaN when there is none. */
function startIn(route: Route, gap: Gap, window: Window, search: Search): number {
  const { breaks, shift } = route;
  const { terms, work } = search;
  const latest = ms(window.to) - SLACK_MINUTES * MINUTE;
  const earliest = Math.max(ms(window.from), terms?.from ? ms(terms.from) : -Infinity);
  const end = terms?.until ? Math.min(ms(shift.to), ms(terms.until)) : ms(shift.to);
  let free = gap.free;
  for (let had = gap.had; ; had++) {
    const start = Math.max(earliest, plus(free, gap.there));
    if (start > latest || plus(start, work.minutes) > end) return Number.NaN;
    if (goesOn(route, gap, start, search)) return start;
    // A break that does not fit after it may fit before it.
    if (had >= breaks.length) return Number.NaN;
    free = afterNext(breaks, had, free);
  }
}

/** Whether the day goes on from a stay that begins at `start` as it would have without it. */
function goesOn(route: Route, gap: Gap, start: number, { work, travel }: Search): boolean {
  const { stops, breaks, shift } = route;
  const after = stops[gap.index];
  const done = plus(start, work.minutes);
  if (!breaks.length) return !after || plus(done, travel(work.place, after.place, done)) <= ms(after.stay.from);
  const rested = hadInWait(breaks, gap.had, gap.free, start - gap.there * MINUTE);
  const free = freeAt(breaks, rested, done);
  if (!after) return free <= ms(shift.to);
  const onward = travel(work.place, after.place, free);
  if (plus(free, onward) > ms(after.stay.from)) return false;
  const had = hadInWait(breaks, hadAtEnd(breaks, rested, done), free, ms(after.stay.from) - onward * MINUTE);
  return had === gap.hadNext || restsLater(route, gap, had, travel);
}

/** Whether the breaks that a new stay has moved behind the stop after it fit there. */
function restsLater(route: Route, { index, hadNext }: Gap, had: number, travel: TravelMinutes): boolean {
  const { stops, breaks, shift } = route;
  let before: Stop | undefined;
  for (let old = hadNext, i = index; i < stops.length && had !== old; i++) {
    const last = stops[i]!;
    if (!(before && ms(before.stay.to) > ms(last.stay.to))) before = last;
    const ends = ms(before!.stay.to);
    const after = stops[i + 1];
    if (after && ms(after.stay.from) < ends) continue;
    const free = freeAt(breaks, had, ends);
    if (!after) return free <= ms(shift.to);
    const [next, oldFree] = [ms(after.stay.from), freeAt(breaks, old, ends)];
    const drive = travel(before!.place, after.place, free);
    if (plus(free, drive) > next) return false;
    had = hadInWait(breaks, hadAtEnd(breaks, had, ends), free, next - drive * MINUTE);
    const oldDrive = travel(before!.place, after.place, oldFree);
    old = hadInWait(breaks, hadAtEnd(breaks, old, ends), oldFree, next - oldDrive * MINUTE);
  }
  return true;
}

function detourOf({ stops, technician }: Route, gap: Gap, { work, travel }: Search): number {
  if (!Number.isNaN(gap.detour)) return gap.detour;
  const { index, before, free, there } = gap;
  const after = stops[index];
  const done = free + (there + work.minutes) * MINUTE;
  gap.detour = after
    ? there + travel(work.place, after.place, done) - travel(before?.place ?? technician.home, after.place, free)
    : there;
  return gap.detour;
}

/** The slot, unless it makes somebody's arrival too likely to be late who was likely enough to be visited in time. */
function judged(route: Route, gap: Gap, window: Window, start: number, search: Search): Slot | null {
  const stay = { from: new Date(start), to: new Date(plus(start, search.work.minutes)) };
  const risk = search.chances && riskOf(route, { window, stay }, search, search.chances);
  if (risk === null) return null;
  const slot = { technicianId: route.technician.id, window, stay, detourMinutes: detourOf(route, gap, search) };
  return risk === undefined ? slot : { ...slot, risk };
}

/** The greatest chance of being late from the new stay on; null when it is too great, for him or for anybody after him. */
function riskOf(
  route: Route,
  { window, stay }: Pick<Slot, 'window' | 'stay'>,
  { work, travel, notBefore: now }: Search,
  chances: Chances,
): number | null {
  const known = knownOf(route);
  const before = (known.expected ??= asExpected(route.stops));
  const start = ms(stay.from);
  let index = 0;
  while (index < before.length && ms(before[index]!.stay.from) < start) index++;
  const added: Stop = { id: '', place: work.place, stay, window, work: work.lasts };
  const stops = [...before.slice(0, index), added, ...before.slice(index)];
  const late = lateness({ ...route, stops }, { travel, now, chances });
  let most = 0;
  let usual: Float64Array | undefined;
  for (let i = index; i < late.length; i++) {
    if (late[i]! > chances.limit) {
      if (i === index) return null;
      usual ??= lateness({ ...route, stops: before }, { travel, now, chances });
      if (late[i]! > usual[i - 1]!) return null;
    }
    most = Math.max(most, late[i]!);
  }
  return most;
}

// Thousands of times are compared in one search, and JavaScript is slow at comparing dates.
const ms = (t: Date) => t.getTime();
const plus = (t: number, minutes: number) => Math.trunc(t + minutes * MINUTE);
