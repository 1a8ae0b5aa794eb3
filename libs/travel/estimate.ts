import { greatCircle } from '#routes/meters';
import type { Place } from '#routes/route';
import { checkMatrix, checkStops } from '#travel/check-ask';
import type { Travel } from '#travel/travel';

/** One leg: how long, how far, and what the figure rests on. An estimate makes a promise wider. */
export type Leg = { readonly minutes: number; readonly meters: number; readonly basis: 'estimate' };

/** Fitted on six road networks: a fixed start and end of a drive, and a pace per kilometre as the crow flies. */
const START_SECONDS = 136;
const SECONDS_PER_KM = 69.5;

/** The driving time of a leg from its great-circle distance alone; a place is 0 minutes from itself. */
export function estimate(from: Place, to: Place): Leg {
  const meters = greatCircle(from, to);
  const seconds = meters < 30 ? 0 : START_SECONDS + (SECONDS_PER_KM * meters) / 1000;
  return { minutes: seconds / 60, meters, basis: 'estimate' };
}

/** Minutes only, in the shape a search wants. */
export const estimatedMinutes = (from: Place, to: Place) => estimate(from, to).minutes;

/** The driver that is always there: knows no roads and no hour, and never fails. */
export const estimateTravel: Travel = {
  id: 'estimate',
  async matrix(ask) {
    checkMatrix(ask);
    return ask.from.map((from) => ask.to.map((to) => estimated(from, to)));
  },
  async route(ask) {
    checkStops(ask);
    return ask.stops.slice(1).map((to, i) => ({ ...estimated(ask.stops[i]!, to), line: [ask.stops[i]!, to] }));
  },
};

/** A leg as a cell of a matrix. */
export function estimated(from: Place, to: Place) {
  const { minutes, meters, basis } = estimate(from, to);
  return { seconds: minutes * 60, meters, basis };
}
