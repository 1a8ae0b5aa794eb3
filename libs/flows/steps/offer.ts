import { plusMinutes } from '#time/minutes';
import { overlaps } from '#time/window';
import { isRefused, type Refused } from '#visits/refused';
import type { DigitMeaning } from '#visits/prompt';
import { SMS_HOLD_MINUTES } from '#visits/hold';
import { choose, collide } from '#routes/choices';
import { type Route, withStays } from '#routes/route';
import type { Slot } from '#routes/slot-search';
import { newIds } from '#store/new-ids';
import type { Tx } from '#store/tx';
import { lockVisits, type Visit } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { openBudget } from '#flows/steps/hold-budget';
import { clearDeadHolds, placeHolds, releaseHoldsOf } from '#flows/steps/holds';
import { openTravel } from '#flows/steps/drives';
import { type Asked, endPromptsOf, putPrompts } from '#flows/steps/prompts';
import { openRules } from '#flows/steps/rules';
import { whileWaiting } from '#flows/steps/useful';
import { daysOf, everySlotOn, fitAgain, type Neighbours, readRoutes, readRoutesOf, termsOf } from '#flows/steps/slots';

/** How far ahead alternatives are looked for, today included. */
const DAYS = 3;
const MOST_CHOICES = 3;

export type Offer = { readonly visit: Visit; readonly promptId: string; readonly choices: number };

/**
 * Finds up to three other times, holds each of them as far as that may be, and puts them to the customer as digits: 1
 * keeps what he has, where there is something to keep, 2 and up take one, 0 is a person. Null when the visit is gone or
 * `stillWanted` says no behind the locks.
 */
export const offerChoices = async (
  tx: Tx,
  house: Doorward,
  seen: Visit,
  stillWanted: (visit: Visit) => boolean,
  to: Asked = 'all',
): Promise<Offer | null> => {
  const [offer] = await offerEach(tx, house, [seen], stillWanted, 'all', { to });
  // Better a time with which a later visit has to move as well than none: the text says so.
  return offer && !offer.choices && seen.isNeeded && !seen.atRiskAt
    ? ((await offerEach(tx, house, [seen], stillWanted, 'first', { to }))[0] ?? null)
    : (offer ?? null);
};

/**
 * The same for several visits whose customers have different phones, the first in the list first. Searches first and
 * locks afterwards, only the technicians it has chosen, so that a hundred offers at once do not stand in one line; what
 * was taken in between drops out. What one visit is offered no other one is.
 */
export async function offerEach(
  tx: Tx,
  house: Doorward,
  seen: readonly Visit[],
  stillWanted: (visit: Visit) => boolean,
  neighbours: Neighbours = 'all',
  limits: Limits = {},
): Promise<Offer[]> {
  const chosen = await timesFor(tx, house, seen, neighbours, limits);
  if (limits.before && ![...chosen.values()].some((slots) => slots.length)) return [];
  const technicians = [...new Set([...chosen.values()].flat().map(({ technicianId }) => technicianId))];
  const visits = (await lockVisits(tx, seen, technicians)).filter(stillWanted);
  if (!visits.length) return [];
  await clearDeadHolds(tx, technicians);
  await endPromptsOf(tx, visits, 'superseded', limits.to);
  // What a customer was looking at on his page gives way to the question: two holds of his could want the same time.
  await releaseHoldsOf(
    tx,
    visits.map(({ appointmentId }) => appointmentId),
  );
  return put(tx, await stillFree(tx, house, visits, chosen, neighbours), limits.to);
}

/**
 * Puts one time that a person has chosen to a customer, in the same words and under the same rules. `find` looks behind
 * the locks whether it can be had; its refusal is the answer.
 */
export async function offerWanted(
  tx: Tx,
  seen: Visit,
  technicianId: string,
  find: (visit: Visit) => Promise<Slot | Refused>,
): Promise<Offer | Refused> {
  const [visit] = await lockVisits(tx, [seen], [technicianId]);
  await clearDeadHolds(tx, [technicianId]);
  const slot = await find(visit!);
  if (isRefused(slot)) return slot;
  await endPromptsOf(tx, [visit!], 'superseded');
  await releaseHoldsOf(tx, [visit!.appointmentId]);
  const [offer] = await put(tx, [{ visit: visit!, slots: [slot] }]);
  return offer!;
}

/** Texts the customer the times that the desk has had put to him. */
export const tellOffer = (tx: Tx, { visit, promptId }: Offer) =>
  tx.say({
    key: `offer:${promptId}`,
    kind: 'fresh-choices',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    claims: { revision: visit.revision },
    facts: { why: 'asked' },
    usefulUntil: whileWaiting(tx.now),
  });

/** What an offer may not name, beyond what is taken. */
type Limits = {
  /** A technician who will not come. */
  readonly notWith?: string;
  /** When every time has to be over. Where there is none such, nothing is asked. */
  readonly before?: Date;
  /** The days as they will be, where that is not how they stand. */
  readonly asPlanned?: (routes: readonly Route[]) => Route[];
  /** Who is asked; everybody on the visit where nobody has asked us. */
  readonly to?: Asked;
};

type Times = ReadonlyMap<string, readonly Slot[]>;
type Offering = { readonly visit: Visit; readonly slots: readonly Slot[] };

/** The times worth holding, by appointment. Everybody who can do the work is looked up once for all visits that need it. */
export async function timesFor(
  tx: Pick<Tx, 'sql' | 'now'>,
  { settings }: Pick<Doorward, 'settings'>,
  seen: readonly Visit[],
  neighbours: Neighbours,
  { notWith, before, asPlanned = (routes) => [...routes] }: Limits = {},
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
async function stillFree(
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

/** Writes the questions and what is held for them; beyond what a territory may hold of a day, times are offered unheld. */
async function put(tx: Tx, offerings: readonly Offering[], to: Asked = 'all'): Promise<Offer[]> {
  const expiresAt = plusMinutes(tx.now, SMS_HOLD_MINUTES);
  const ids = await newIds(tx, offerings.length + offerings.flatMap(({ slots }) => slots).length);
  const budget = await openBudget(
    tx,
    offerings.map(({ visit }) => visit.place.territoryId),
  );
  const offers = [];
  for (const { visit, slots } of offerings) {
    const promptId = ids.pop()!;
    const holds: (Slot & { holdId: string; visit: Visit; promptId: string; expiresAt: Date })[] = [];
    const digits: Record<string, DigitMeaning> = { '0': { does: 'person' } };
    // What stands still cannot be kept as it is, nor what nobody has any more.
    if (!visit.suspendedAt && visit.ticket) digits['1'] = { does: 'keep' };
    const first = visit.suspendedAt || visit.state === 'requested' ? 1 : 2;
    for (const [nth, slot] of slots.entries()) {
      const isHeld = await budget.grant(visit.place.territoryId, slot.stay);
      const holdId = ids.pop()!;
      if (isHeld) holds.push({ ...slot, holdId, visit, promptId, expiresAt });
      digits[String(nth + first)] = isHeld ? { does: 'take', holdId } : trying(slot);
    }
    tx.record({
      type: 'offer.made',
      actor: DOORWARD,
      reason: saysOffer(slots.length, holds.length),
      workOrderId: visit.workOrderId,
      appointmentId: visit.appointmentId,
      data: { promptId, expiresAt, slots },
    });
    offers.push({ visit, promptId, holds, digits, choices: slots.length });
  }
  await putPrompts(
    tx,
    offers.map(({ visit, promptId, digits }) => ({ id: promptId, visit, kind: 'choice', digits, expiresAt })),
    to,
  );
  await placeHolds(
    tx,
    offers.flatMap(({ holds }) => holds),
  );
  return offers.map(({ visit, promptId, choices }) => ({ visit, promptId, choices }));
}

const trying = ({ technicianId, window }: Slot): DigitMeaning => ({
  does: 'try',
  technicianId,
  window: { from: window.from.toISOString(), to: window.to.toISOString() },
});

function saysOffer(offered: number, held: number): string {
  if (!offered) return 'no other time was free';
  const rest = offered - held;
  return [
    ...(held ? [`${held} other times held until the text's deadline`] : []),
    ...(rest ? [`${rest} offered without being held: enough of that day is held already`] : []),
  ].join(', ');
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
