import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Window } from '#time/window';
import type { Route } from '#routes/route';
import type { Slot, Terms } from '#routes/slot-search';
import { type Visit, visitOf, visitsOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { aheadOfFirst } from '#flows/steps/ahead-of-first';
import { type Around, openTravel, travelAround } from '#flows/steps/drives';
import { gather } from '#flows/steps/gather';
import { oneLook } from '#flows/steps/one-look';
import { rulesOf } from '#flows/steps/rules';
import { type Ask as Asking, fewSlotsOn, routesFor, slotsOn, windowsFor } from '#flows/steps/slots';
import { type Neighbours, termsOf } from '#flows/steps/terms';

type Ask = {
  readonly appointmentId: string;
  readonly days?: number;
  readonly terms?: Terms;
  readonly mayBeAhead?: boolean;
};

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
  const now = await house.store.now();
  const given = ask.mayBeAhead ? await aheadOfFirst(reader, visit, now) : ask.terms;
  const terms = await termsOf(reader, visit, given, neighbours);
  if (isRefused(terms)) return terms;
  const rules = await rulesOf(reader, house.settings, visit, now);
  const search = { visit, now, days: ask.days ?? house.settings.DAYS_AHEAD, terms, rules };
  const routes = await routesFor(house.store, search);
  return slotsOn(routes, house.settings, search, await travelAround(reader, routes, visit.place));
}

/**
 * A few of them for somebody who has just lost one to another customer. When two hundred have lost the same, the days
 * of the technicians are looked at once for all of them.
 */
export async function freshWindows(house: Doorward, appointmentId: string): Promise<Slot[]> {
  const reader = { sql: house.store.read };
  const visit = await losersOf(house)(appointmentId)!;
  if (!visit) return [];
  const terms = await termsOf(reader, visit);
  if (isRefused(terms)) return [];
  const { place, work } = visit;
  const alike = [place.territoryId, place.zone, work.code, terms.from?.toISOString()].join(' ');
  const { ask, routes, windows, around } = await looks(alike, async () => {
    const now = await house.store.now();
    const ask = { visit, now, days: FRESH_DAYS, terms, rules: await rulesOf(reader, house.settings, visit, now) };
    const routes = await routesFor(house.store, ask);
    return { ask, routes, windows: windowsFor(ask, house.settings), around: await openTravel(reader) };
  });
  const travel = await around(routes, place);
  return fewSlotsOn(routes, windows, { ...ask, visit, terms }, travel, FEW);
}

/** So many milliseconds the first of them waits for others to be read together with him. */
const GATHER_MS = 2;

/** Reads those who were too late, those of the same moment together. */
const losersOf = once((house: Doorward) =>
  gather<string, Visit | null>({
    most: 200,
    full: Infinity,
    waitMs: GATHER_MS,
    weigh: () => 1,
    isOnes: () => false,
    async run(ids) {
      const visits = await visitsOf({ sql: house.store.read }, ids);
      return ids.map((id) => visits.find(({ appointmentId }) => appointmentId === id) ?? null);
    },
  }),
);

/** Makes something once for each house. */
function once<Made>(make: (house: Doorward) => Made): (house: Doorward) => Made {
  const made = new WeakMap<Doorward, Made>();
  return (house) => {
    const known = made.get(house) ?? make(house);
    made.set(house, known);
    return known;
  };
}

/** What everybody has in common who looks for the same kind of work at the same moment. */
type Look = {
  readonly ask: Asking;
  readonly routes: readonly Route[];
  readonly windows: readonly Window[];
  readonly around: Around;
};
const looks = oneLook<Look>();
const FRESH_DAYS = 2;
const FEW = 3;
