import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Route } from '#routes/route';
import type { Slot, Terms } from '#routes/slot-search';
import { visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { travelAround } from '#flows/steps/drives';
import { oneLook } from '#flows/steps/one-look';
import { readRoutes, slotsOn, termsOf } from '#flows/steps/slots';

/** The windows somebody can really keep for this visit, soonest first, the cheapest technician for each. */
export const findWindows =
  (house: Doorward) =>
  async (ask: { appointmentId: string; days?: number; terms?: Terms }): Promise<Slot[] | Refused> => {
    const reader = { sql: house.store.read };
    const visit = await visitOf(reader, ask.appointmentId);
    if (!visit) return refuse('absent', 'There is no such visit.');
    const terms = await termsOf(reader, visit, ask.terms);
    if (isRefused(terms)) return terms;
    const search = { visit, now: await house.store.now(), days: ask.days ?? house.settings.DAYS_AHEAD, terms };
    const routes = await readRoutes(reader, search);
    return slotsOn(routes, house.settings, search, await travelAround(reader, routes, visit.place));
  };

/**
 * A few of them for somebody who has just lost one to another customer. When two hundred have lost the same, the days
 * of the technicians are read once for all of them.
 */
export async function freshWindows(house: Doorward, appointmentId: string): Promise<Slot[]> {
  const reader = { sql: house.store.read };
  const visit = await visitOf(reader, appointmentId);
  if (!visit) return [];
  const terms = await termsOf(reader, visit);
  if (isRefused(terms)) return [];
  const { now, routes } = await looks(`${visit.place.territoryId} ${visit.work.skills.join()}`, async () => {
    const now = await house.store.now();
    return { now, routes: await readRoutes(reader, { visit, now, days: FRESH_DAYS, terms }) };
  });
  const travel = await travelAround(reader, routes, visit.place);
  return slotsOn(routes, house.settings, { visit, now, days: FRESH_DAYS, terms }, travel, FEW);
}

const looks = oneLook<{ readonly now: Date; readonly routes: readonly Route[] }>();
const FRESH_DAYS = 2;
const FEW = 3;
