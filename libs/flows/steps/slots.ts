import { earlier, later, plusMinutes } from '#time/minutes';
import { startOfDay, dayAt, plusDays } from '#time/zone';
import type { Window } from '#time/window';
import { type Route, type TravelMinutes, without } from '#routes/route';
import { everySlot, fit, type Search, type Slot, slots } from '#routes/slot-search';
import { windowsAhead } from '#routes/windows';
import { routesNear, routesOf } from '#store/route';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { Settings } from '#flows/settings';
import { travelAround } from '#flows/steps/drives';

type Reader = Pick<Tx, 'sql'>;
type Ask = { readonly visit: Visit; readonly now: Date; readonly days: number };

/** How many technicians one search looks at, nearest first: beyond them the drive alone would rule the slot out. */
const MOST_TECHNICIANS = 25;

/** The days of everybody who could do this visit: what a search looks at. */
export const readRoutes = (tx: Reader, { visit, now, days }: Ask): Promise<Route[]> =>
  routesNear(tx, {
    territoryId: visit.place.territoryId,
    skills: visit.work.skills,
    near: visit.place,
    span: { from: now, to: startOfDay(plusDays(dayAt(now, visit.place.zone), days), visit.place.zone) },
    most: MOST_TECHNICIANS,
  });

/** The windows in which somebody can really keep this visit, soonest first, with the best slot of each. */
export const slotsOn = (
  routes: readonly Route[],
  settings: Settings,
  ask: Ask,
  travel: TravelMinutes,
  most = Infinity,
): Slot[] =>
  slots(
    without(routes, ask.visit.appointmentId),
    windowsFor(ask, settings),
    searchOf(ask.visit, ask.now, travel),
    most,
  );

/** The same with every slot of each window. */
export const everySlotOn = (routes: readonly Route[], settings: Settings, ask: Ask, travel: TravelMinutes): Slot[] =>
  everySlot(without(routes, ask.visit.appointmentId), windowsFor(ask, settings), searchOf(ask.visit, ask.now, travel));

const windowsFor = ({ visit, now, days }: Ask, settings: Settings): Window[] =>
  windowsAhead(now, days, visit.place.zone, {
    opens: settings.DAY_OPENS,
    closes: settings.DAY_CLOSES,
    lengthMinutes: visit.work.windowMinutes,
    everyMinutes: settings.WINDOW_EVERY_MINUTES,
  });

type Wanted = { readonly technicianId: string; readonly window: Window };

/**
 * Looks again, behind the technician's lock, whether he can keep `window`: as planned in the slot if that is still
 * free, else at another moment of the same window, else null.
 */
export async function slotStillFree(tx: Tx, visit: Visit, slot: Wanted): Promise<Slot | null> {
  const routes = await readRoutesOf(tx, [slot]);
  return fitAgain(routes, visit, slot, tx.now, await travelAround(tx, routes, visit.place));
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
export function fitAgain(
  routes: readonly Route[],
  visit: Visit,
  slot: Wanted,
  now: Date,
  travel: TravelMinutes,
): Slot | null {
  const his = routes.filter(({ technician }) => technician.id === slot.technicianId);
  const search = searchOf(visit, now, travel);
  for (const route of without(his, visit.appointmentId)) {
    const found = fit(route, slot.window, search);
    if (found) return found;
  }
  return null;
}

const searchOf = (visit: Visit, now: Date, travel: TravelMinutes): Search => ({
  work: { skills: visit.work.skills, minutes: visit.work.minutes, place: visit.place },
  travel,
  notBefore: now,
});
