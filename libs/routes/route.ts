import { overlaps, type Window } from '#time/window';

/** A point on the map, WGS 84 degrees. */
export type Place = { readonly lat: number; readonly lng: number };

export type Technician = {
  readonly id: string;
  readonly name: string;
  readonly skills: readonly string[];
  readonly home: Place;
};

/** How long something takes: its mean and its standard deviation, minutes. */
export type Lasts = { readonly mean: number; readonly sd: number };

/** One stay that takes a technician's time: a visit he has, or a hold on him. */
export type Stop = {
  /** Of the visit it is for. */
  readonly id: string;
  readonly place: Place;
  /** When he is expected there, work included: the plan, or what is now predicted where that is later. */
  readonly stay: Window;
  /** The arrival promised for it, or held for a customer who is deciding. */
  readonly window: Window;
  /** How long the work really takes; as planned where that is not known. */
  readonly work?: Lasts | undefined;
  /** It is a hold, and over then. */
  readonly heldUntil?: Date;
};

/** Minutes without work, taken at the end of the first stay that ends after `from`; before any stay when he is free then. */
export type Break = { readonly from: Date; readonly minutes: number };

/** One technician's day: a shift with its breaks, and its stops in order of their stays. */
export type Route = {
  readonly technician: Technician;
  readonly shift: Window;
  readonly breaks: readonly Break[];
  readonly stops: readonly Stop[];
};

/**
 * Travel time in minutes between two places, at the hour of the departure (milliseconds since the epoch: a search asks
 * too often for dates); fetched or estimated beforehand, so that a search stays pure.
 */
export type TravelMinutes = (from: Place, to: Place, departure?: number) => number;

/** What has to be done, as far as finding somebody for it goes; whoever does it has all of the skills. */
export type Work = {
  readonly skills: readonly string[];
  readonly minutes: number;
  readonly place: Place;
  /** How long it really takes; as planned where that is not known. */
  readonly lasts?: Lasts | undefined;
};

/** The skills he lacks for it. */
export const lacking = ({ skills }: Pick<Technician, 'skills'>, work: Pick<Work, 'skills'>): string[] =>
  work.skills.filter((skill) => !skills.includes(skill));

/** The routes without the stays of one visit: what may move does not stand in its own way. */
export const without = (routes: readonly Route[], visitId: string): Route[] =>
  routes.map((route) =>
    route.stops.some(({ id }) => id === visitId)
      ? { ...route, stops: route.stops.filter(({ id }) => id !== visitId) }
      : route,
  );

/** The routes as they are at `now`: without holds that are over. */
export const alive = (routes: readonly Route[], now: Date): readonly Route[] => {
  const isOver = ({ heldUntil }: Stop) => heldUntil !== undefined && heldUntil <= now;
  return routes.map((route) =>
    route.stops.some(isOver) ? { ...route, stops: route.stops.filter((stop) => !isOver(stop)) } : route,
  );
};

/** The routes with further stays for a visit, each with its technician. */
export const withStays = (
  routes: readonly Route[],
  visit: Pick<Stop, 'id' | 'place'>,
  stays: readonly { readonly technicianId: string; readonly stay: Window; readonly window: Window }[],
): Route[] =>
  routes.map((route) => {
    const his = stays.filter(
      ({ technicianId, stay }) => technicianId === route.technician.id && overlaps(route.shift, stay),
    );
    if (!his.length) return route;
    const stops = [...route.stops, ...his.map(({ stay, window }) => ({ ...visit, stay, window }))];
    return { ...route, stops: stops.sort((a, b) => a.stay.from.getTime() - b.stay.from.getTime()) };
  });
