import type { BoardVisit, SpotsView } from '#store/views';
import { ask } from '../wire/ask';

/** What would become of a visit somewhere; `asking` until the server has said. */
export type Weighed = 'asking' | { readonly is: 'fits' | 'asks' | 'never'; readonly says: readonly string[] };

type Known = SpotsView['spots'] | { readonly failed: string };
type Spots = { readonly known: () => Known | null; readonly asked: Promise<void> };

/** Of the visit that was lifted last, by technician and day: the pointer passes over the same rows again and again. */
let held: { readonly key: string; readonly days: Map<string, Spots> } = { key: '', days: new Map() };

/** All times of one technician's day for this visit; asked for once as long as the visit stays as it is. */
export function spotsOf(visit: BoardVisit, technicianId: string, day: string): Spots {
  const key = `${visit.appointmentId} ${visit.version} ${Math.floor(Date.now() / FRESH_MS)}`;
  if (held.key !== key) held = { key, days: new Map() };
  const days = held.days;
  const there = days.get(`${technicianId} ${day}`) ?? askFor(visit.appointmentId, technicianId, day);
  days.set(`${technicianId} ${day}`, there);
  return there;
}

/** What was weighed is looked at anew after this: colleagues move visits, too. */
const FRESH_MS = 15_000;

function askFor(appointmentId: string, technicianId: string, day: string): Spots {
  let known: Known | null = null;
  const query = new URLSearchParams({ technician: technicianId, day });
  const path = `/api/appointments/${encodeURIComponent(appointmentId)}/spots?${query.toString()}`;
  const asked = ask<SpotsView>('GET', path).then((answer) => {
    known = answer.ok ? answer.value.spots : { failed: answer.say };
  });
  return { known: () => known, asked };
}

/** What was said of this time. */
export function spotAt(known: Known | null, at: number): Weighed {
  if (!known) return 'asking';
  if ('failed' in known) return { is: 'never', says: [known.failed] };
  const spot = known.find(({ from, to }) => Date.parse(from) - NEAR_MS <= at && at <= Date.parse(to) + NEAR_MS);
  return spot ?? { is: 'never', says: ['is not on shift then'] };
}

/** Half of the grid on which times are weighed. */
const NEAR_MS = 2.5 * 60_000;
