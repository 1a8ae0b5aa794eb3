import { later, minutesBetween, plusMinutes } from '#time/minutes';
import { sayMinutes, sayTime, sayWindow } from '#time/say';
import { overlaps, type Window } from '#time/window';
import { withOvertime } from '#routes/overtime';
import type { Chances } from '#routes/risk';
import { fit, type Slot, type Terms } from '#routes/slot-search';
import type { Route, Stop, TravelMinutes, Work } from '#routes/route';

/** What is asked of a technician's day. */
export type Asked = {
  readonly work: Work;
  readonly window: Window;
  readonly travel: TravelMinutes;
  readonly now: Date;
  readonly zone: string;
  /** What else the visit asks for. */
  readonly terms?: Terms;
  /** With them a chance of being late is reckoned; it is told, and refuses nobody. */
  readonly chances?: Omit<Chances, 'limit'>;
  /** Why nobody can do it now, whoever he is. */
  readonly never?: string;
  /** So long after the end of his shift he may still be at it. */
  readonly overtimeMinutes: number;
  /** How what stands in his way is spoken of: `the promise to Nora Kim`. */
  readonly calls: (technicianId: string, visitId: string) => string;
};

/** The stay that fits his day with so much overtime, or null. */
export function fitIn(route: Route, asked: Asked, overtime: number): Slot | null {
  const { work, window, travel, now, terms, never, chances } = asked;
  if (never) return null;
  const told = chances && { ...chances, limit: 1 };
  return fit(withOvertime(route, overtime), window, { work, travel, notBefore: now, terms, chances: told });
}

/** Longer than any day: with so much overtime the end of the shift is no reason any more. */
const ENDLESS = 1440;

/** Why none of his shifts has room for it: each thing without which it would fit, named. */
export function objections(routes: readonly Route[], asked: Asked): string[] {
  if (asked.never) return [asked.never];
  if (!routes.length) return ['is off that day'];
  const [route] = routes.filter((each) => overlaps(withOvertime(each, asked.overtimeMinutes).shift, asked.window));
  if (!route)
    return [`is not on shift then (works ${routes.map(({ shift }) => sayWindow(shift, asked.zone)).join(', ')})`];
  const found = [
    ...byTerms(route, asked),
    ...byBreak(route, asked),
    ...byStops(route, asked),
    ...byShift(route, asked),
  ];
  return found.length ? found : bySeveral(route, asked);
}

const fits = (route: Route, asked: Asked, overtime = asked.overtimeMinutes) => fitIn(route, asked, overtime) !== null;

/** What the visits that belong to it, or a part, demand. */
function byTerms(route: Route, asked: Asked): string[] {
  const { terms = {}, zone } = asked;
  const { technicianId, from, until } = terms;
  const without = (lifted: Terms) => fits(route, { ...asked, terms: { ...terms, ...lifted } });
  const found: string[] = [];
  if (technicianId && without({ technicianId: undefined })) found.push('has not the visit that belongs to it');
  if (from && without({ from: undefined }))
    found.push(`could only be there before ${sayTime(from, zone)}, when it may begin`);
  if (until && without({ until: undefined }))
    found.push(`would not be done by ${sayTime(until, zone)}, as the next visit needs`);
  return found;
}

const byBreak = (route: Route, asked: Asked) =>
  route.breaks.length && fits({ ...route, breaks: [] }, asked)
    ? [`has a break at ${sayTime(route.breaks[0]!.from, asked.zone)} that cannot move`]
    : [];

const byStops = (route: Route, asked: Asked) =>
  distinct(route.stops)
    .filter(({ id }) => fits({ ...route, stops: route.stops.filter((stop) => stop.id !== id) }, asked))
    .map((stop) => `does not fit without breaking ${named(route, stop, asked)}`);

function byShift(route: Route, asked: Asked) {
  const slot = fitIn(route, asked, ENDLESS);
  return slot ? [`would finish ${sayMinutes(minutesBetween(route.shift.to, slot.stay.to))} after shift`] : [];
}

/** No one thing alone: all that he has around then, or the way there. */
function bySeveral(route: Route, asked: Asked): string[] {
  if (!fits({ ...route, stops: [] }, asked, ENDLESS)) {
    const sets = later(route.shift.from, asked.now);
    const there = plusMinutes(sets, asked.travel(route.technician.home, asked.work.place));
    return [`cannot be there before ${sayTime(there, asked.zone)}`];
  }
  const around = { from: asked.window.from, to: plusMinutes(asked.window.to, asked.work.minutes) };
  const near = distinct(route.stops).filter(({ stay }) => overlaps(stay, around));
  const several = near.length ? near : distinct(route.stops);
  return several.map((stop) => `does not fit with ${named(route, stop, asked)}`);
}

/** A visit that is late has two stays, its plan and what is expected: it is one thing all the same. */
const distinct = (stops: readonly Stop[]) =>
  stops.filter(({ id }, nth) => stops.findIndex((stop) => stop.id === id) === nth);

const named = ({ technician }: Route, { id, window }: Stop, { calls, zone }: Asked) =>
  `${calls(technician.id, id)}, ${sayWindow(window, zone)}`;
