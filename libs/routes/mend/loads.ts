import { fit, type Slot } from '#routes/slot-search';
import { type Place, type Route, withStays } from '#routes/route';
import type { BrokenDay, DayVisit } from '#routes/mend/day';

/** What a technician gives away and takes over, compared with his day as it is. */
export type Load = { readonly given: readonly string[]; readonly taken: readonly DayVisit[] };

/** The loads that are not empty, by the place of the route in the day. */
export type Loads = ReadonlyMap<number, Load>;

/** How a route carries a load: when each visit taken over begins, and the driving it adds. */
export type Carried = { readonly slots: ReadonlyMap<string, Slot>; readonly minutes: number };

const UNTOUCHED: Load = { given: [], taken: [] };
export const loadOf = (loads: Loads, route: number): Load => loads.get(route) ?? UNTOUCHED;

/** The loads after a technician has taken one more visit over and, perhaps, given one away for it. */
export const withVisit = (loads: Loads, route: number, visit: DayVisit, gives: DayVisit | null): Loads => {
  const { given, taken } = loadOf(loads, route);
  return new Map(loads).set(route, { given: gives ? [...given, gives.id] : given, taken: [...taken, visit] });
};

/** More than this at once for one technician is not looked at: every order of them is tried. */
const MOST_TAKEN = 4;

/** Looks up whether and how a route carries a load, and remembers it: the same is asked thousands of times. */
export type Carrying = (route: number, load: Load) => Carried | null;

/**
 * A route carries a load when the slot search finds a stay for each visit one after the other, in the order with the
 * least driving. Its laws are the search's own: skills, shift, drives, breaks, the promises of everybody on the route.
 */
export function carrying({ routes, travel, now }: BrokenDay): Carrying {
  const known = routes.map(() => new Map<string, Carried | null>());

  function carry(route: Route, { given, taken }: Load): Carried | null {
    const rest = given.length ? { ...route, stops: route.stops.filter(({ id }) => !given.includes(id)) } : route;
    let best: Carried | null = null;
    for (const order of ordersOf(taken)) {
      const found = insert(rest, order);
      if (found && (!best || found.minutes < best.minutes - EPSILON)) best = found;
    }
    // What he need not drive any more is reckoned last: most loads do not fit.
    return best && given.length ? { ...best, minutes: best.minutes - (drivingOf(route) - drivingOf(rest)) } : best;
  }

  function insert(route: Route, visits: readonly DayVisit[]): Carried | null {
    const slots = new Map<string, Slot>();
    let [at, minutes] = [route, 0];
    for (const visit of visits) {
      const slot = fit(at, visit.window, { work: visit.work, travel, notBefore: now, terms: visit.terms });
      if (!slot) return null;
      slots.set(visit.id, slot);
      minutes += slot.detourMinutes;
      if (slots.size < visits.length) at = withStays([at], { id: visit.id, place: visit.work.place }, [slot])[0]!;
    }
    return { slots, minutes };
  }

  const drivingOf = ({ technician, shift, stops }: Route) => {
    let [from, departure, minutes]: [Place, Date, number] = [technician.home, shift.from, 0];
    for (const { place, stay } of stops) {
      minutes += travel(from, place, departure.getTime());
      [from, departure] = [place, stay.to];
    }
    return minutes;
  };

  return (route, load) => {
    if (load.taken.length > MOST_TAKEN) return null;
    const key = keyOf(load);
    let carried = known[route]!.get(key);
    if (carried === undefined) known[route]!.set(key, (carried = carry(routes[route]!, load)));
    return carried;
  };
}

/** Minutes that are the same but for the rounding of sums. */
export const EPSILON = 1e-6;

const keyOf = ({ given, taken }: Load) =>
  given.length === 0 && taken.length === 1
    ? taken[0]!.id
    : `${[...given].sort().join()}>${taken
        .map(({ id }) => id)
        .sort()
        .join()}`;

/** Every order in which these can be put in one after the other. */
function ordersOf(visits: readonly DayVisit[]): readonly (readonly DayVisit[])[] {
  if (visits.length < 2) return [visits];
  return visits.flatMap((first) => ordersOf(visits.filter((v) => v !== first)).map((rest) => [first, ...rest]));
}
