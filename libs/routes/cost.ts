/** Somebody late for certain: the customer's half hour, and the desk's. */
const LATE_MINUTES = 60;
/** Somebody else than the technician the customer knows. */
const STRANGER_MINUTES = 10;

/**
 * What a stay costs, in minutes that are worth a minute of driving: the extra driving, what the greatest chance of being
 * late on that day is worth, and who comes: `known` is the technician the customer has already, if any.
 */
export const costOf = (detourMinutes: number, risk: number, technicianId: string, known: string | null): number =>
  detourMinutes + LATE_MINUTES * risk + (known !== null && known !== technicianId ? STRANGER_MINUTES : 0);
