import { earlier, later, plusMinutes } from '#time/minutes';
import type { AppointmentState } from '#visits/appointment';
import { isRefused, type Refused, refuse } from '#visits/refused';
import { dayAt, daysBetween, plusDays, startOfDay } from '#time/zone';
import type { Window } from '#time/window';
import { type Route, type TravelMinutes, without } from '#routes/route';
import { greatCircle } from '#routes/meters';
import { everySlot, fit, meets, type Search, type Slot, slots, type Terms } from '#routes/slot-search';
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

/** Whether a stay that is held for the visit still meets its terms: the visits around it may have moved since. */
export async function stillMeets(
  tx: Tx,
  visit: Visit,
  held: Pick<Slot, 'technicianId' | 'stay'>,
  neighbours: Neighbours = 'all',
  given: Terms = {},
): Promise<boolean> {
  const terms = await termsOf(tx, visit, given, neighbours);
  return !isRefused(terms) && meets(held, terms);
}

/**
 * Whose promises bind a visit: also those that rest on it, or only the one it rests on itself. The customer may move a
 * visit though a later one has to move with it; only he is offered that when nothing else is free.
 */
export type Neighbours = 'all' | 'first';

type TermsRow = {
  notBefore: Date | null;
  needsFirst: boolean;
  firstState: AppointmentState | null;
  firstEnds: Date | null;
  /** Whose it has to be because the visit before it, or the one after it, is his. */
  technicianId: string | null;
  mustEnd: Date | null;
};

/**
 * What holds for a visit beyond its window: since when what it needs is there, the visit that has to be done before it,
 * and those promised for after it. What the caller gives stands instead of what the other visits say. Refused when the
 * visit before it has no time yet and the caller gives none.
 */
export async function termsOf(
  tx: Reader,
  visit: Visit,
  given: Terms = {},
  neighbours: Neighbours = 'all',
): Promise<Terms | Refused> {
  // The common case, read with the visit: nothing binds it but its window.
  if (!visit.needs && !visit.isNeeded && !visit.notBefore) return given;
  const [row] = await tx.sql<TermsRow>(TERMS, [visit.appointmentId, neighbours === 'all']);
  if (!row) return given;
  if (row.needsFirst && !row.firstEnds && !given.from)
    return refuse(
      'infeasible',
      row.firstState === 'cancelled' || row.firstState === 'failed'
        ? 'The visit that has to come first will not happen.'
        : 'The visit that has to come first has no time yet.',
    );
  const after = given.from ?? row.firstEnds ?? undefined;
  return {
    from: after && row.notBefore ? later(after, row.notBefore) : (after ?? row.notBefore ?? undefined),
    until: given.until ?? row.mustEnd ?? undefined,
    technicianId: given.technicianId ?? row.technicianId ?? undefined,
  };
}

/**
 * A visit ends as planned, or when it is expected to where that is later; one that nobody has at the moment, as late as
 * its promise allows. A promise that stands still binds nobody.
 */
const TERMS = /* sql */ `
  SELECT a.not_before AS "notBefore", a.needs_first_id IS NOT NULL AS "needsFirst", f.state AS "firstState",
         CASE f.state
           WHEN 'confirmed' THEN coalesce(greatest(ft.planned_to, ft.expected_to), f.window_to + k.minutes * interval '1 minute')
           WHEN 'fulfilled' THEN f.ended_at
           WHEN 'requested' THEN fh.stay_to -- held while the customer chooses both
         END + a.gap_minutes * interval '1 minute' AS "firstEnds",
         coalesce(CASE WHEN a.same_technician THEN coalesce(ft.technician_id, fh.technician_id) END,
           (array_agg(nt.technician_id) FILTER (WHERE n.same_technician))[1]) AS "technicianId",
         min(coalesce(nt.planned_from, n.window_from) - n.gap_minutes * interval '1 minute') AS "mustEnd"
  FROM appointment a
  LEFT JOIN appointment f ON f.id = a.needs_first_id
  LEFT JOIN work_type k ON k.code = f.work_type_code
  LEFT JOIN LATERAL (
    SELECT * FROM assignment t WHERE t.appointment_id = f.id AND t.state NOT IN ('declined', 'expired', 'withdrawn')
    ORDER BY t.created_at DESC, t.id DESC LIMIT 1
  ) ft ON true
  LEFT JOIN LATERAL (
    SELECT stay_to, technician_id FROM hold h WHERE h.appointment_id = f.id AND f.state = 'requested' AND h.state = 'active'
      AND h.expires_at > doorward_now() ORDER BY h.id DESC LIMIT 1
  ) fh ON true
  LEFT JOIN appointment n ON n.needs_first_id = a.id AND n.state = 'confirmed' AND n.suspended_at IS NULL AND $2
  LEFT JOIN assignment nt ON nt.appointment_id = n.id
    AND nt.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
  WHERE a.id = $1
  GROUP BY a.id, f.id, k.code, ft.id, ft.planned_to, ft.expected_to, ft.technician_id, fh.stay_to, fh.technician_id
`;
