import { plusMinutes } from '#time/minutes';
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
export async function slotStillFree(
  tx: Tx,
  visit: Visit,
  slot: { technicianId: string; window: Window },
): Promise<Slot | null> {
  const span = { from: plusMinutes(slot.window.from, -720), to: plusMinutes(slot.window.to, 720) };
  const routes = await routesOf(tx, [slot.technicianId], span, visit.appointmentId);
  for (const route of routes) {
    const found = fit(route, slot.window, searchOf(visit, tx.now));
    if (found) return found;
  }
  return null;
}

const searchOf = (visit: Visit, now: Date): Search => ({
  work: { skill: visit.work.skill, minutes: visit.work.minutes, place: visit.place },
  travel: estimatedMinutes,
  notBefore: now,
});
