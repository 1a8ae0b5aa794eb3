import { MINUTE } from '#time/minutes';
import type { Window } from '#time/window';
import { placeKey } from '#routes/leg';
import type { AskedVisit, Plan, Problem, Stretch } from '#routes/plan/problem';
import type { Break, Place, Route, TravelMinutes } from '#routes/route';

/** A visit to be planned on a day, the first of the list before the others. */
export type WantedVisit = {
  readonly place: Place;
  readonly minutes: number;
  readonly skills: readonly string[];
  /** It begins no sooner than `from` and no later than `to`. */
  readonly from: Date;
  readonly to: Date;
  /** The one technician it may be given to; null for anybody. */
  readonly technicianId: string | null;
};

/** A visit's place in the plan: who, when, and how much further everybody drives for it. */
export type Planned = {
  readonly visit: number;
  readonly technicianId: string;
  readonly stay: Window;
  readonly extraMinutes: number;
};

/** What leaving a visit out weighs, in minutes of driving; the first of the list weighs half as much again as the last. */
const LEFT_OUT_MINUTES = 1000;

/**
 * A day as a problem for the planner, all of it in milliseconds. What stands already stays where it is: each wait between
 * two stays of a route is a stretch of its own. Nobody is asked to be home by the end of his shift, as in a search.
 */
export type DayProblem = {
  readonly problem: Problem;
  /** What a plan of it says, the earliest stays first. */
  read(plan: Plan): Planned[];
  /** Whether a visit could be put anywhere if it were the only one. */
  fitsAlone(visit: number): boolean;
};

/** Makes the problem of a day; pauses after every visit, since a day may have many. */
export function* layDay(
  routes: readonly Route[],
  visits: readonly WantedVisit[],
  now: Date,
  travel: TravelMinutes,
): Generator<null, DayProblem, void> {
  const waits = routes.flatMap((route) => waitsOf(route, now, travel));
  const places: Place[] = [];
  const known = new Map<string, number>();
  const indexOf = (place: Place) => {
    const key = placeKey(place);
    return known.get(key) ?? (known.set(key, places.push(place) - 1), places.length - 1);
  };
  const asks = visits.map((visit, rank) => asked(visit, indexOf(visit.place), rank, visits.length));
  const ends = waits.map(({ start, end }) => ({ start: indexOf(start), end: end && indexOf(end) }));
  // The last place is nowhere: whoever ends there ends wherever he is.
  const nowhere = places.length;
  const size = nowhere + 1;
  const legs = new Float64Array(size * size);
  const measure = (from: number, to: number) => {
    if (from !== to) legs[from * size + to] = Math.ceil(travel(places[from]!, places[to]!) * MINUTE);
  };
  for (const { start, end } of ends) if (end !== null) measure(start, end);
  for (const here of new Set(asks.map(({ place }) => place))) {
    for (let other = 0; other < nowhere; other++) {
      measure(here, other);
      measure(other, here);
    }
    yield null;
  }
  const stretches = waits.map(({ technicianId, skills, from, to, rest }, i): Stretch => {
    const { start, end } = ends[i]!;
    const able = [...skills, only(technicianId)];
    return { start, end: end ?? nowhere, from, to, rest, skills: able, capacity: Infinity };
  });
  const problem = { visits: asks, stretches, places: size, travel: legs };
  return {
    problem,
    read: (plan) => read(problem, plan, waits),
    fitsAlone: (visit) => stretches.some((stretch) => fitsIn(problem, stretch, asks[visit]!)),
  };
}

/** Breaks left aside. */
function fitsIn({ travel, places }: Problem, { start, end, from, to, skills }: Stretch, visit: AskedVisit): boolean {
  const begins = Math.max(visit.from, from + travel[start * places + visit.place]!);
  const isInTime = begins <= visit.to && begins + visit.duration + travel[visit.place * places + end]! <= to;
  return isInTime && visit.skills.every((skill) => skills.includes(skill));
}

function read({ visits, stretches, travel, places }: Problem, plan: Plan, waits: readonly Wait[]): Planned[] {
  const leg = (from: number, to: number) => travel[from * places + to]!;
  return plan.tours
    .flatMap((tour, s) => {
      const { start, end } = stretches[s]!;
      const along = [start, ...tour.map(({ visit }) => visits[visit]!.place), end];
      return tour.map(({ visit, begins }, i): Planned => {
        const [before, here, after] = [along[i]!, along[i + 1]!, along[i + 2]!];
        return {
          visit,
          technicianId: waits[s]!.technicianId,
          stay: { from: new Date(begins), to: new Date(begins + visits[visit]!.duration) },
          extraMinutes: (leg(before, here) + leg(here, after) - leg(before, after)) / MINUTE,
        };
      });
    })
    .sort((a, b) => a.stay.from.getTime() - b.stay.from.getTime());
}

const only = (technicianId: string) => `is ${technicianId}`;

const asked = (
  { minutes, skills, from, to, technicianId }: WantedVisit,
  place: number,
  rank: number,
  of: number,
): AskedVisit => ({
  place,
  duration: minutes * MINUTE,
  from: from.getTime(),
  to: to.getTime(),
  skills: technicianId === null ? skills : [...skills, only(technicianId)],
  demand: 0,
  penalty: LEFT_OUT_MINUTES * MINUTE * (1 + (of - rank) / (2 * of)),
});

type Wait = {
  readonly technicianId: string;
  readonly skills: readonly string[];
  readonly start: Place;
  /** Null at the end of the day. */
  readonly end: Place | null;
  readonly from: number;
  readonly to: number;
  readonly rest: Stretch['rest'];
};

const endOf = ({ from, minutes }: Break) => from.getTime() + minutes * MINUTE;

/** The waits of a route from now on in which somebody could be put, the breaks where they fall. */
function waitsOf({ technician, shift, breaks, stops }: Route, now: Date, travel: TravelMinutes): Wait[] {
  const who = { technicianId: technician.id, skills: technician.skills };
  const waits: Wait[] = [];
  let [start, free, had] = [technician.home, Math.max(shift.from.getTime(), now.getTime()), 0];
  // A break that should have been over by now has been had.
  for (let due = breaks[0]; due && endOf(due) <= now.getTime(); due = breaks[had]) had++;
  for (const after of [...stops, null]) {
    for (let due = breaks[had]; due && due.from.getTime() <= free; due = breaks[++had]) free += due.minutes * MINUTE;
    const to = after ? after.stay.from.getTime() : shift.to.getTime();
    const due = breaks[had];
    const isDue = due !== undefined && due.from.getTime() < to;
    const rest = isDue ? { from: due.from.getTime(), minutes: due.minutes * MINUTE } : null;
    const onward = after ? Math.ceil(travel(start, after.place) * MINUTE) : 0;
    // Where a break has no room it is taken after the next stay, and nobody else is put before it.
    const hasRoom = !rest || Math.max(free + onward, rest.from) + rest.minutes <= to;
    if (free < to && hasRoom) waits.push({ ...who, start, end: after?.place ?? null, from: free, to, rest });
    if (rest && hasRoom) had++;
    // A job that overruns may end after stops that begin later: until then he is not free.
    if (after && after.stay.to.getTime() >= free) [start, free] = [after.place, after.stay.to.getTime()];
  }
  return waits;
}
