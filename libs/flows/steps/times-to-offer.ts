import { overlaps } from '#time/window';
import { isRefused } from '#visits/refused';
import { choose, collide } from '#routes/choices';
import { type Route, withStays } from '#routes/route';
import type { Slot } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { openTravel } from '#flows/steps/drives';
import { openRules } from '#flows/steps/rules';
import { daysOf, everySlotOn, fitAgain, readRoutes, readRoutesOf } from '#flows/steps/slots';
import { type Neighbours, termsOf } from '#flows/steps/terms';

/** How far ahead alternatives are looked for, today included. */
const DAYS = 3;
const MOST_CHOICES = 3;

/** What an offer may not name, beyond what is taken. */
export type TimeLimits = {
  /** A technician who will not come. */
  readonly notWith?: string;
  /** When every time has to be over. Where there is none such, nothing is asked. */
  readonly before?: Date;
  /** The days as they will be, where that is not how they stand. */
  readonly asPlanned?: (routes: readonly Route[]) => Route[];
};

export type Times = ReadonlyMap<string, readonly Slot[]>;
export type Offering = { readonly visit: Visit; readonly slots: readonly Slot[] };

/** The times worth holding, by appointment. Everybody who can do the work is looked up once for all visits that need it. */
export async function timesFor(
  tx: Pick<Tx, 'sql' | 'now'>,
  { settings }: Pick<Doorward, 'settings'>,
  seen: readonly Visit[],
  neighbours: Neighbours,
  { notWith, before, asPlanned = (routes) => [...routes] }: TimeLimits = {},
): Promise<Times> {
  const routes = new Map<string, Route[]>();
  const chosen = new Map<string, Slot[]>();
  const around = await openTravel(tx);
  const rulesOf = openRules(tx, settings, tx.now);
  for (const visit of seen) {
    const terms = await termsOf(tx, visit, {}, neighbours);
    if (isRefused(terms)) continue;
    const rules = await rulesOf(visit);
    const ask = { visit, now: tx.now, days: DAYS, terms, rules };
    const kind = `${visit.place.territoryId} ${visit.work.skills.join()} ${daysOf(ask)}`;
    const known = routes.get(kind) ?? asPlanned(await readRoutes(tx, ask));
    const travel = await around(known, visit.place);
    const found = everySlotOn(known, settings, ask, travel).filter(
      (slot) => slot.technicianId !== notWith && !(before && slot.window.to > before) && !isTheSame(slot, visit),
    );
    const slots = choose(found, {
      technicianId: visit.ticket?.technicianId ?? null,
      // Late with one technician, on time with another: that is the best there is.
      promised: visit.atRiskAt ? visit.window : null,
      now: tx.now,
      zone: visit.place.zone,
      most: MOST_CHOICES,
    });
    chosen.set(visit.appointmentId, slots);
    routes.set(kind, withStays(known, asStop(visit), slots));
  }
  return chosen;
}

/** What is still to be had of it behind the locks. */
export async function stillFree(
  tx: Tx,
  { settings }: Doorward,
  visits: readonly Visit[],
  chosen: Times,
  neighbours: Neighbours,
): Promise<Offering[]> {
  let routes = await readRoutesOf(tx, [...chosen.values()].flat());
  const offerings: Offering[] = [];
  const around = await openTravel(tx);
  const rulesOf = openRules(tx, settings, tx.now);
  for (const visit of visits) {
    const slots: Slot[] = [];
    const terms = await termsOf(tx, visit, {}, neighbours);
    const rules = await rulesOf(visit);
    const travel = await around(routes, visit.place);
    for (const slot of chosen.get(visit.appointmentId) ?? []) {
      const still = isRefused(terms) ? null : fitAgain(routes, { visit, now: tx.now, terms, rules }, slot, travel);
      // What this visit has and holds itself is not seen as taken, and a stay may have moved within its window.
      if (still && !isTheSame(still, visit) && !slots.some((other) => collide(other, still))) slots.push(still);
    }
    routes = withStays(routes, asStop(visit), slots);
    offerings.push({ visit, slots });
  }
  return offerings;
}

const asStop = ({ appointmentId, place }: Visit) => ({ id: appointmentId, place });

/**
 * The time he has already is no alternative, nor is one with the same technician at the time he is expected anyway; and
 * while he is late, none with him before the latest we tell: whatever keeps him would keep him there, too.
 */
const isTheSame = ({ technicianId, stay, window }: Slot, { ticket, eta, atRiskAt }: Visit) =>
  ticket !== null &&
  technicianId === ticket.technicianId &&
  (overlaps(stay, ticket.planned) ||
    (eta !== null && window.from < eta.p90 && (atRiskAt !== null || window.to > eta.p10)));
