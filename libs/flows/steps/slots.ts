import { earlier, later, plusMinutes } from '#time/minutes';
import { startOfDay, dayAt, plusDays } from '#time/zone';
import type { Window } from '#time/window';
import { everySlot, fit, type Search, type Slot, slots } from '#routes/slot-search';
import { windowsAhead } from '#routes/windows';
import { routesNear, routesOf } from '#store/route';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { estimatedMinutes } from '#travel/estimate';
import type { Doorward } from '#flows/doorward';

type Reader = Pick<Tx, 'sql'>;
type Ask = { readonly visit: Visit; readonly now: Date; readonly days: number; readonly each?: 'best' | 'every' };

/** How many technicians one search looks at, nearest first: beyond them the drive alone would rule the slot out. */
const MOST_TECHNICIANS = 25;

/** The windows in which somebody can really keep this visit, soonest first: the best slot of each, or every one. */
export async function searchSlots(tx: Reader, { settings }: Pick<Doorward, 'settings'>, ask: Ask): Promise<Slot[]> {
  const { visit, now, days } = ask;
  const { zone } = visit.place;
  const grid = {
    opens: settings.DAY_OPENS,
    closes: settings.DAY_CLOSES,
    lengthMinutes: visit.work.windowMinutes,
    everyMinutes: settings.WINDOW_EVERY_MINUTES,
  };
  const windows = windowsAhead(now, days, zone, grid);
  const span = { from: now, to: startOfDay(plusDays(dayAt(now, zone), days), zone) };
  const routes = await routesNear(tx, {
    territoryId: visit.place.territoryId,
    skill: visit.work.skill,
    near: visit.place,
    span,
    most: MOST_TECHNICIANS,
    exceptAppointment: visit.appointmentId,
  });
  const search = searchOf(visit, now);
  return ask.each === 'every' ? everySlot(routes, windows, search) : slots(routes, windows, search);
}

/**
 * Looks again, behind the technician's lock, whether he can keep `window`: as planned in the slot if that is still
 * free, else at another moment of the same window, else null.
 */
export async function slotStillFree(tx: Tx, visit: Visit, slot: Wanted): Promise<Slot | null> {
  return (await slotsStillFree(tx, visit, [slot]))[0]!;
}

type Wanted = { readonly technicianId: string; readonly window: Window };

/** The same for several slots, each as if it were the only one; gives an answer for each, in the same order. */
export async function slotsStillFree(tx: Tx, visit: Visit, slots: readonly Wanted[]): Promise<(Slot | null)[]> {
  if (!slots.length) return [];
  const span = {
    from: plusMinutes(slots.map(({ window }) => window.from).reduce(earlier), -720),
    to: plusMinutes(slots.map(({ window }) => window.to).reduce(later), 720),
  };
  const technicianIds = [...new Set(slots.map(({ technicianId }) => technicianId))];
  const routes = await routesOf(tx, technicianIds, span, visit.appointmentId);
  const search = searchOf(visit, tx.now);
  return slots.map(({ technicianId, window }) => {
    const his = routes.filter(({ technician }) => technician.id === technicianId);
    return his.map((route) => fit(route, window, search)).find((found) => found !== null) ?? null;
  });
}

const searchOf = (visit: Visit, now: Date): Search => ({
  work: { skill: visit.work.skill, minutes: visit.work.minutes, place: visit.place },
  travel: estimatedMinutes,
  notBefore: now,
});
