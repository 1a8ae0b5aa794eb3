import { plusMinutes } from '#time/minutes';
import type { Route } from '#routes/route';

/** So long after the end of his shift a technician may be sent by a person who answers for it; the search never does. */
export const MOST_OVERTIME_MINUTES = 60;

/** The same day with so many more minutes at its end: what somebody may decide who asks the technician. */
export const withOvertime = (route: Route, minutes: number): Route =>
  minutes ? { ...route, shift: { from: route.shift.from, to: plusMinutes(route.shift.to, minutes) } } : route;
