import { overlaps } from '#time/window';
import { isRefused } from '#visits/refused';
import type { Slot } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { travelAround } from '#flows/steps/drives';
import { rulesOf } from '#flows/steps/rules';
import { readRoutes, slotsOn, termsOf } from '#flows/steps/slots';

/** Whether a sooner time could still be of use: a promised visit that nobody has set out for and nothing holds up. */
export const mayWait = ({ state, window, arrivedAt, suspendedAt, block, ticket }: Visit): boolean =>
  state === 'confirmed' && window !== null && !arrivedAt && !suspendedAt && !block && ticket?.state !== 'en_route';

/** As many days ahead as other times are offered in a text. */
const DAYS = 3;

/** The times that end before the one he has begins and that somebody could keep right now, soonest first. */
export async function soonerTimes(tx: Tx, { settings }: Doorward, visit: Visit): Promise<Slot[]> {
  const terms = await termsOf(tx, visit);
  if (isRefused(terms)) return [];
  const rules = await rulesOf(tx, settings, visit, tx.now);
  const ask = { visit, now: tx.now, days: DAYS, terms, rules };
  const routes = await readRoutes(tx, ask);
  const found = slotsOn(routes, settings, ask, await travelAround(tx, routes, visit.place));
  // What he could only have in the hour that is his anyway is no other time.
  const isHis = ({ technicianId, stay }: Slot) =>
    technicianId === visit.ticket?.technicianId && overlaps(stay, visit.ticket.planned);
  return found.filter((slot) => slot.window.to <= visit.window!.from && !isHis(slot));
}
