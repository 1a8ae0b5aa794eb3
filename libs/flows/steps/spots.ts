import { ceilTo, earlier, later, plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { dayAt, type LocalDay, plusDays, startOfDay, wallMinutes } from '#time/zone';
import { overlaps, type Window } from '#time/window';
import { MOST_OVERTIME_MINUTES } from '#routes/overtime';
import { type Spot, weighSpots } from '#routes/spots';
import { whyNotBooked } from '#routes/windows';
import { technicianById } from '#store/team';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { Settings } from '#flows/settings';
import { FOR_THE_DESK, weighing } from '#flows/steps/candidates';
import { type Rules, rulesOf } from '#flows/steps/rules';

type Reader = Pick<Tx, 'sql'>;
type Opens = Pick<Settings, 'DAY_OPENS' | 'DAY_CLOSES' | 'LATE_LIMIT'>;

/** Times are weighed so far apart. */
const GRID_MINUTES = 5;
/** On a day off: from eight in the morning until six, since somebody will want to read why not. */
const DAY_OFF = { from: 8 * 60, to: 18 * 60 };

/**
 * Every time of a technician's day on which a visit could be put, or those asked about, weighed; null where there is no
 * such technician.
 */
export async function spotsFor(
  tx: Reader,
  settings: Opens,
  visit: Visit,
  technicianId: string,
  day: LocalDay,
  now: Date,
  starts?: readonly Date[],
): Promise<Spot[] | null> {
  const technician = await technicianById(tx, technicianId);
  if (!technician) return null;
  const { team, asked } = await weighing(tx, visit, [technician], day, now, FOR_THE_DESK);
  const [member] = team;
  const shifts = member!.routes.map(({ shift }) => shift);
  const rules = await rulesOf(tx, settings, visit, now);
  return weighSpots(member!, asked, starts ?? startsOf(shifts, visit.place.zone, day), {
    promised: visit.window!,
    whyNotOffered: (window) => whyNotOffered(window, visit, now, { settings, rules }),
  });
}

/** Why he cannot be there then, as a sentence. */
export async function whyNotAt(tx: Tx, settings: Opens, visit: Visit, technicianId: string, at: Date): Promise<string> {
  const { zone } = visit.place;
  const spots = await spotsFor(tx, settings, visit, technicianId, dayAt(at, zone), tx.now, [at]);
  const technician = await technicianById(tx, technicianId);
  const says = spots?.[0]?.says.join('; ') || 'does not fit into that day without breaking a promise';
  return `${technician?.name ?? 'That technician'} cannot be at ${visit.customer.name}'s at ${sayTime(at, zone)}: ${says}.`;
}

/** On the grid, from the beginning of his shift until overtime ends; two shifts have the time between them, too. */
function startsOf(shifts: readonly Window[], zone: string, day: LocalDay): Date[] {
  const midnight = startOfDay(day, zone);
  const next = startOfDay(plusDays(day, 1), zone);
  const today = shifts.filter((shift) => overlaps(shift, { from: midnight, to: next }));
  const from = today.length ? today.map((shift) => shift.from).reduce(earlier) : plusMinutes(midnight, DAY_OFF.from);
  const to = today.length
    ? plusMinutes(today.map((shift) => shift.to).reduce(later), MOST_OVERTIME_MINUTES)
    : plusMinutes(midnight, DAY_OFF.to);
  const starts: Date[] = [];
  for (let at = ceilTo(later(from, midnight), GRID_MINUTES); at < to && at < next; at = plusMinutes(at, GRID_MINUTES))
    starts.push(at);
  return starts;
}

/** Why this window must not be put to the customer, as a sentence; null when it may. */
export function whyNotOffered(
  window: Window,
  { place: { zone }, ...visit }: Visit,
  now: Date,
  { settings, rules }: { readonly settings: Opens; readonly rules: Rules },
): string | null {
  if (visit.suspendedAt) return 'it is not confirmed: what it rests on is gone';
  const opens = wallMinutes(window.from, zone) >= settings.DAY_OPENS;
  const ends = wallMinutes(window.to, zone);
  if (!opens || ends > settings.DAY_CLOSES || dayAt(window.from, zone) !== dayAt(window.to, zone)) {
    const midnight = startOfDay(dayAt(window.from, zone), zone);
    const [first, last] = [settings.DAY_OPENS, settings.DAY_CLOSES].map((at) =>
      sayTime(plusMinutes(midnight, at), zone),
    );
    return `nothing is promised before ${first} or after ${last}`;
  }
  return whyNotBooked(window, now, zone, rules);
}
