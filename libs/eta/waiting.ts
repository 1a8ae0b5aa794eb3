import { minutesBetween, plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';

/** An arrival, and the window it was promised for. */
export type CameFor = { readonly window: Window; readonly arrived: Date };

/** Who comes this much before the window did not wait for it; who comes this close to its beginning did. */
const EARLY_MINUTES = 10;
/** Until he has been early a few times, somebody is believed to wait as he should. */
const BELIEF = 4;

/**
 * The share of a technician's chances to be early that he took: 0 for one who waits in the van until the window begins,
 * 1 for one who rings at once.
 */
export function earliness(came: readonly CameFor[]): number {
  let [early, waited] = [0, BELIEF];
  for (const { window, arrived } of came) {
    const before = minutesBetween(arrived, window.from);
    if (before > EARLY_MINUTES) early++;
    else if (Math.abs(before) <= EARLY_MINUTES) waited++;
  }
  return early / (early + waited);
}

/** Of whom more than this is known does not wait: his work begins when he comes. */
export const RINGS_AT_ONCE = 0.5;
/** Nobody rings earlier than this before his time. */
const EARLIEST_MINUTES = 75;

/** The earliest he is expected at a visit. */
export const notBeforeOf = (windowFrom: Date, early: number): Date =>
  early > RINGS_AT_ONCE ? plusMinutes(windowFrom, -EARLIEST_MINUTES) : windowFrom;
