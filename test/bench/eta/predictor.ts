import type { Place } from '#routes/route';
import type { Window } from '#time/window';
import type { Quantiles } from '#eta/spread';

/** One day of one technician, as it really went; stops in the order they were planned. Times are instants. */
export type RouteDay = {
  readonly technician: string;
  readonly shift: Window;
  readonly start: Place;
  readonly stops: readonly RouteStop[];
};
export type RouteStop = {
  readonly id: string;
  readonly place: Place;
  readonly workType: string;
  readonly plannedMinutes: number;
  readonly window: Window;
  readonly arrived: Date;
  readonly departed: Date;
};

/** A word of the technician. `late` comes with the further minutes he names, counted from what was expected. */
export type Tap = {
  readonly at: Date;
  readonly stop: string;
  readonly says: 'on-my-way' | 'arrived' | 'done' | { readonly late: number };
};
export type Fix = { readonly at: Date; readonly place: Place; readonly accuracy: number | null };

/** All that is known of a day at a moment: the plan, and every word and position that has come in so far. */
export type KnownDay = {
  readonly technician: string;
  readonly shift: Window;
  readonly start: Place;
  readonly stops: readonly Omit<RouteStop, 'arrived' | 'departed'>[];
  readonly taps: readonly Tap[];
  readonly fixes: readonly Fix[];
};

/** Somebody who predicts arrivals: our engine, or a rival of it. */
export type Predictor = {
  readonly name: string;
  /** The arrival at every stop of which nobody has said that he has arrived, by its id. A rival without ranges gives p10 = p50 = p90. */
  predict(known: KnownDay, now: Date): ReadonlyMap<string, Quantiles>;
  /** A day is over: what really happened in it may be learned from. Days come in order. */
  learn(day: RouteDay): void;
};
