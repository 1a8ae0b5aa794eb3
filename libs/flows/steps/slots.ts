import { earlier, later, plusMinutes } from '#time/minutes';
import { isRefused } from '#visits/refused';
import { dayAt, daysBetween, plusDays, startOfDay } from '#time/zone';
import type { Window } from '#time/window';
import { type Route, type TravelMinutes, without } from '#routes/route';
import { greatCircle } from '#routes/meters';
import { everySlot, fit, type Search, type Slot, slots, type Terms } from '#routes/slot-search';
import { windowsAhead } from '#routes/windows';
import type { RoutesAsked } from '#store/known-routes';
import { routesIn, routesOf } from '#store/route';
import type { Store } from '#store/store';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { Settings } from '#flows/settings';
import { travelAround } from '#flows/steps/drives';
import { routesNow } from '#flows/steps/known-routes';
import type { Rules } from '#flows/steps/rules';
import { type Neighbours, termsOf } from '#flows/steps/terms';

type Reader = Pick<Tx, 'sql'>;
/**
 * `terms` are all that hold for the visit, and `rules` what a new promise has to keep to: see `termsOf` and `rulesOf`.
 * Without rules it is about a promise that has been made already and only changes hands.
 */
type Again = { readonly visit: Visit; readonly now: Date; readonly terms: Terms; readonly rules?: Rules };
type Looking = Again & { readonly days: number };
export type Ask = Looking & { readonly rules: Rules };

/** The days of everybody who could do this visit: what a search looks at, behind a commit's own changes. */
export const readRoutes = (tx: Reader, ask: Looking): Promise<Route[]> => routesIn(tx, askedBy(ask));

/** The same outside of any commit, from what this process knows already where it is still true. */
export const routesFor = (store: Pick<Store, 'read'>, ask: Looking): Promise<Route[]> =>
  routesNow(store, askedBy(ask), ask.now);

const askedBy = (ask: Looking): RoutesAsked => {
  const { visit, now } = ask;
  const { zone, territoryId } = visit.place;
  const to = startOfDay(plusDays(dayAt(now, zone), daysOf(ask)), zone);
  return { territoryId, skills: visit.work.skills, span: { from: now, to } };
};

/** As many days as are asked for, counted from the day on which it may begin. */
export const daysOf = ({ visit: { place }, now, days, terms }: Looking): number =>
  days + Math.max(0, daysBetween(dayAt(now, place.zone), dayAt(terms.from ?? now, place.zone)));

/** The windows in which somebody can really keep this visit, soonest first, with the best slot of each. */
export const slotsOn = (routes: readonly Route[], settings: Settings, ask: Ask, travel: TravelMinutes): Slot[] =>
  slots(without(routes, ask.visit.appointmentId), windowsFor(ask, settings), searchOf(ask, travel));

/** So many technicians near by are looked at before all of them. */
const NEAR = 8;

/**
 * A few of them, soonest first, found without looking at all windows and, as long as those near by have enough free,
 * without looking at everybody: what is found can be kept, though somebody further off may cost less.
 */
export function fewSlotsOn(
  routes: readonly Route[],
  windows: readonly Window[],
  ask: Ask,
  travel: TravelMinutes,
  few: number,
): Slot[] {
  const free = without(routes, ask.visit.appointmentId);
  const { place } = ask.visit;
  const ids = [...new Set(free.map(({ technician }) => technician.id))];
  const away = new Map(free.map(({ technician }) => [technician.id, greatCircle(technician.home, place)]));
  const near = new Set(ids.sort((one, other) => away.get(one)! - away.get(other)!).slice(0, NEAR));
  const found = firstSlots(
    free.filter(({ technician }) => near.has(technician.id)),
    windows,
    searchOf(ask, travel),
    few,
  );
  return found.length < few && ids.length > NEAR ? firstSlots(free, windows, searchOf(ask, travel), few) : found;
}

function firstSlots(routes: readonly Route[], windows: readonly Window[], search: Search, few: number): Slot[] {
  const found: Slot[] = [];
  for (let at = 0; at < windows.length && found.length < few; at += few)
    found.push(...slots(routes, windows.slice(at, at + few), search));
  return found.slice(0, few);
}

/** The same with every slot of each window. */
export const everySlotOn = (routes: readonly Route[], settings: Settings, ask: Ask, travel: TravelMinutes): Slot[] =>
  everySlot(without(routes, ask.visit.appointmentId), windowsFor(ask, settings), searchOf(ask, travel));

/** The windows that may be promised, soonest first, whoever keeps them. */
export function windowsFor(ask: Ask, settings: Settings): Window[] {
  const { visit, now, rules } = ask;
  const grid = {
    opens: settings.DAY_OPENS,
    closes: settings.DAY_CLOSES,
    lengthMinutes: visit.work.windowMinutes,
    everyMinutes: settings.WINDOW_EVERY_MINUTES,
  };
  return windowsAhead(now, daysOf(ask), visit.place.zone, grid, rules);
}

type Wanted = { readonly technicianId: string; readonly window: Window };

/**
 * Looks again, behind the technician's lock, whether he can keep `window`: as planned in the slot if that is still
 * free, else at another moment of the same window, else null.
 */
export async function slotStillFree(
  tx: Tx,
  visit: Visit,
  slot: Wanted,
  given: Terms = {},
  neighbours: Neighbours = 'all',
  rules?: Rules,
): Promise<Slot | null> {
  const terms = await termsOf(tx, visit, given, neighbours);
  if (isRefused(terms)) return null;
  const routes = await readRoutesOf(tx, [slot]);
  const again = { visit, now: tx.now, terms, ...(rules ? { rules } : {}) };
  return fitAgain(routes, again, slot, await travelAround(tx, routes, visit.place));
}

/** The days of the technicians of these slots, around the time of them all. */
export async function readRoutesOf(tx: Reader, wanted: readonly Wanted[]): Promise<Route[]> {
  if (!wanted.length) return [];
  const span = {
    from: plusMinutes(wanted.map(({ window }) => window.from).reduce(earlier), -720),
    to: plusMinutes(wanted.map(({ window }) => window.to).reduce(later), 720),
  };
  return routesOf(tx, [...new Set(wanted.map(({ technicianId }) => technicianId))], span);
}

/** The stay with which he can keep the window on these routes. */
export function fitAgain(routes: readonly Route[], ask: Again, slot: Wanted, travel: TravelMinutes): Slot | null {
  const his = routes.filter(({ technician }) => technician.id === slot.technicianId);
  const search = searchOf(ask, travel);
  for (const route of without(his, ask.visit.appointmentId)) {
    const found = fit(route, slot.window, search);
    if (found) return found;
  }
  return null;
}

const searchOf = ({ visit, now, terms, rules }: Again, travel: TravelMinutes): Search => ({
  work: { skills: visit.work.skills, minutes: visit.work.minutes, place: visit.place, lasts: rules?.lasts },
  travel,
  notBefore: now,
  terms,
  chances: rules?.chances,
  known: visit.ticket?.technicianId ?? null,
});
