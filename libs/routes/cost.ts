/** What a stay costs, in minutes that are worth a minute of driving. */
export type Priced = { readonly technicianId: string; readonly detourMinutes: number; readonly risk: number };

/** Somebody late for certain: the customer's half hour, and the desk's. */
const LATE_MINUTES = 60;
/** Somebody else than the technician the customer knows. */
const STRANGER_MINUTES = 10;

/**
 * The extra driving, what the greatest chance of being late on that day is worth, and who comes: `known` is the
 * technician the customer has already, if any.
 */
export const costOf = ({ technicianId, detourMinutes, risk }: Priced, known: string | null): number =>
  detourMinutes + LATE_MINUTES * risk + (known !== null && known !== technicianId ? STRANGER_MINUTES : 0);
