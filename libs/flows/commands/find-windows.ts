import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Route } from '#routes/route';
import type { Slot, Terms } from '#routes/slot-search';
import { type Visit, visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { travelAround } from '#flows/steps/drives';
import { oneLook } from '#flows/steps/one-look';
import { rulesOf } from '#flows/steps/rules';
import { type Neighbours, readRoutes, slotsOn, termsOf } from '#flows/steps/slots';

type Ask = { readonly appointmentId: string; readonly days?: number; readonly terms?: Terms };

/** The windows somebody can really keep for this visit, soonest first, the cheapest technician for each. */
export const findWindows =
  (house: Doorward) =>
  async (ask: Ask): Promise<Slot[] | Refused> => {
    const found = await findTimes(house)(ask);
    return isRefused(found) ? found : found.slots;
  };

/** `moves`: a visit that rests on this one would have to move as well. */
export type Times = { readonly slots: Slot[]; readonly moves: boolean };

/** The same, and whether they spare the visits that rest on this one: those that do not come only when no other is free. */
export const findTimes =
  (house: Doorward) =>
  async (ask: Ask): Promise<Times | Refused> => {
    const visit = await visitOf({ sql: house.store.read }, ask.appointmentId);
    if (!visit) return refuse('absent', 'There is no such visit.');
    const slots = await search(house, visit, ask, 'all');
    if (isRefused(slots) || slots.length || !visit.isNeeded || visit.state !== 'confirmed')
      return isRefused(slots) ? slots : { slots, moves: false };
    const others = await search(house, visit, ask, 'first');
    return isRefused(others) ? others : { slots: others, moves: others.length > 0 };
  };

async function search(house: Doorward, visit: Visit, ask: Ask, neighbours: Neighbours): Promise<Slot[] | Refused> {
  const reader = { sql: house.store.read };
  const terms = await termsOf(reader, visit, ask.terms, neighbours);
  if (isRefused(terms)) return terms;
  const now = await house.store.now();
  const rules = await rulesOf(reader, house.settings, visit, now);
  const search = { visit, now, days: ask.days ?? house.settings.DAYS_AHEAD, terms, rules };
  const routes = await readRoutes(reader, search);
  return slotsOn(routes, house.settings, search, await travelAround(reader, routes, visit.place));
}

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
  const rules = await rulesOf(reader, house.settings, visit, now);
  const travel = await travelAround(reader, routes, visit.place);
  return slotsOn(routes, house.settings, { visit, now, days: FRESH_DAYS, terms, rules }, travel, FEW);
}

const looks = oneLook<{ readonly now: Date; readonly routes: readonly Route[] }>();
const FRESH_DAYS = 2;
const FEW = 3;
