import type { Window } from '#time/window';

/** A point on the map, WGS 84 degrees. */
export type Place = { readonly lat: number; readonly lng: number };

export type Technician = {
  readonly id: string;
  readonly name: string;
  readonly skills: readonly string[];
  readonly home: Place;
};

/** One stay that takes a technician's time: a visit he has, or a hold on him. */
export type Stop = {
  readonly id: string;
  readonly place: Place;
  /** When he is expected there, work included: the plan, or what is now predicted where that is later. */
  readonly stay: Window;
};

/** One technician's day: a shift and its stops, in order of their stays. */
export type Route = { readonly technician: Technician; readonly shift: Window; readonly stops: readonly Stop[] };

/** Travel time in minutes between two places; fetched or estimated beforehand, so that a search stays pure. */
export type TravelMinutes = (from: Place, to: Place) => number;

/** What has to be done, as far as finding somebody for it goes. */
export type Work = { readonly skill: string; readonly minutes: number; readonly place: Place };
