import { plusMinutes } from '#time/minutes';
import { lacking, type Route } from '#routes/route';
import type { BrokenDay, DayVisit } from '#routes/mend/day';
import { type Carrying, type Loads, loadOf, withVisit } from '#routes/mend/loads';

/** A visit that goes to a route, for the sake of an orphan. */
export type Link = { readonly visit: DayVisit; readonly route: number; readonly orphanId: string };

/** One after the other makes room for the next: the loads once all of it has happened. */
export type Chain = { readonly links: readonly Link[]; readonly loads: Loads };

export type Chains = {
  /**
   * The ways to keep an orphan in which exactly so many other visits change hands, those with little driving first.
   * Null now and then, so that whoever looks through them can do something else.
   */
  of(orphan: DayVisit, loads: Loads, handedOn: number): Generator<Chain | null>;
  mayTake(route: number, visit: DayVisit): boolean;
};

export function openChains(day: BrokenDay, carries: Carrying): Chains {
  const { routes, others } = day;
  const movable = routes.map(({ technician, stops }) =>
    others.filter(({ id, technicianId }) => technicianId === technician.id && stops.some((stop) => stop.id === id)),
  );
  const gaps = routes.map((route) => new Map(route.stops.map(({ id }) => [id, gapWithout(route, id)])));
  const mayTake = (route: number, visit: DayVisit) => routes[route]!.technician.id !== visit.technicianId;

  /** Who could take it in the place of one of his own, with the least driving first. */
  function exchanges(visit: DayVisit, loads: Loads) {
    const found: { route: number; gives: DayVisit; minutes: number }[] = [];
    for (let route = 0; route < routes.length; route++) {
      if (!mayTake(route, visit)) continue;
      if (lacking(routes[route]!.technician, visit.work).length) continue;
      const { given, taken } = loadOf(loads, route);
      const isTouched = given.length + taken.length > 0;
      for (const gives of movable[route]!) {
        if (given.includes(gives.id)) continue;
        if (!isTouched && !reaches(gaps[route]!.get(gives.id)!, visit)) continue;
        const carried = carries(route, { given: [...given, gives.id], taken: [...taken, visit] });
        if (carried) found.push({ route, gives, minutes: carried.minutes });
      }
    }
    return found.sort((a, b) => a.minutes - b.minutes);
  }

  function takers(visit: DayVisit, loads: Loads) {
    const found: { route: number; minutes: number }[] = [];
    for (let route = 0; route < routes.length; route++) {
      if (!mayTake(route, visit)) continue;
      const { given, taken } = loadOf(loads, route);
      const carried = carries(route, { given, taken: [...taken, visit] });
      if (carried) found.push({ route, minutes: carried.minutes });
    }
    return found.sort((a, b) => a.minutes - b.minutes);
  }

  function* from(visit: DayVisit, loads: Loads, handedOn: number, orphanId: string): Generator<Chain | null> {
    if (handedOn === 0) {
      for (const { route } of takers(visit, loads))
        yield { links: [{ visit, route, orphanId }], loads: withVisit(loads, route, visit, null) };
      return;
    }
    for (const { route, gives } of exchanges(visit, loads)) {
      yield null;
      for (const rest of from(gives, withVisit(loads, route, visit, gives), handedOn - 1, orphanId))
        yield rest && { links: [{ visit, route, orphanId }, ...rest.links], loads: rest.loads };
    }
  }

  return { of: (orphan, loads, handedOn) => from(orphan, loads, handedOn, orphan.id), mayTake };
}

type Gap = { readonly from: number; readonly to: number };

/** The time around the stays of a visit that is free without them, in ms. */
function gapWithout({ stops }: Route, visitId: string): Gap {
  const stays = stops.filter(({ id }) => id === visitId).map(({ stay }) => stay);
  const [begins, ends] = [
    Math.min(...stays.map(({ from }) => from.getTime())),
    Math.max(...stays.map(({ to }) => to.getTime())),
  ];
  const rest = stops.filter(({ id }) => id !== visitId);
  return {
    from: Math.max(-Infinity, ...rest.map(({ stay }) => stay.to.getTime()).filter((to) => to <= begins)),
    to: Math.min(Infinity, ...rest.map(({ stay }) => stay.from.getTime()).filter((at) => at >= ends)),
  };
}

/** Only in this gap could the visit find room that was not there before. */
const reaches = (gap: Gap, { window, work }: DayVisit) =>
  gap.from < window.to.getTime() && gap.to >= plusMinutes(window.from, work.minutes).getTime();
