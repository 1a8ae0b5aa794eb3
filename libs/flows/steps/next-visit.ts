import { later, plusMinutes } from '#time/minutes';
import { startOfDay } from '#time/zone';
import { SMS_HOLD_MINUTES } from '#visits/hold';
import { canBePlanned, type Needs, sayNeeds } from '#visits/next-visit';
import type { DigitMeaning } from '#visits/prompt';
import { isRefused } from '#visits/refused';
import { collide } from '#routes/choices';
import { chooseNext } from '#routes/next-visit';
import { without } from '#routes/route';
import type { Slot } from '#routes/slot-search';
import { newIds } from '#store/new-ids';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { technicianSaid } from '#flows/said';
import { travelAround } from '#flows/steps/drives';
import { clearDeadHolds, placeHolds } from '#flows/steps/holds';
import { openFollower } from '#flows/steps/open-visits';
import { endPromptsOf, putPrompts } from '#flows/steps/prompts';
import { rulesOf } from '#flows/steps/rules';
import type { Settings } from '#flows/settings';
import { everySlotOn, fitAgain, readRoutes, readRoutesOf } from '#flows/steps/slots';
import { termsOf } from '#flows/steps/terms';

/** A visit that goes on with another one, before it is written, and the times found for it. */
export type NextPlan = { readonly needs: Needs; readonly next: Visit; readonly slots: readonly Slot[] };

/** Times for it that the customer holds in his hand, and until when. */
type NextOffer = { readonly choices: number; readonly expiresAt: Date };

const MOST_CHOICES = 3;
/** So many days from the first on which it can be done are looked at, if that is no further ahead than this. */
const DAYS = 4;
const MOST_DAYS = 21;

/** What the next visit would be, with up to three times for it. Null when nobody said what it needs. Changes nothing. */
export async function planNext(
  tx: Tx,
  house: Doorward,
  before: Visit,
  needs: Needs | undefined,
): Promise<NextPlan | null> {
  if (!needs) return null;
  const next = await follower(tx, before, bringing(before, needs), needs);
  const slots = canBePlanned(needs) ? await nextTimes(tx, house, next, before) : [];
  return { needs, next, slots };
}

/** The same work once more, as it was asked for, where a person has found out that it goes on. */
export async function planAgain(tx: Tx, house: Doorward, before: Visit): Promise<Omit<NextPlan, 'needs'>> {
  const next = await follower(tx, before, before, {});
  return { next, slots: await nextTimes(tx, house, next, before) };
}

/** The visit that goes on with one that is over, not yet written. */
async function follower(
  tx: Tx,
  before: Visit,
  { part, notBefore }: Pick<Visit, 'part' | 'notBefore'>,
  { skill, minutes }: Pick<Needs, 'skill' | 'minutes'>,
): Promise<Visit> {
  const [appointmentId] = (await newIds(tx, 1)) as [string];
  return {
    ...before,
    appointmentId,
    state: 'requested',
    revision: 0,
    window: null,
    eta: null,
    told: null,
    atRiskAt: null,
    missedAt: null,
    arrivedAt: null,
    endedAt: null,
    ticket: null,
    suspendedAt: null,
    block: null,
    followsId: before.appointmentId,
    part,
    notBefore,
    work: {
      ...before.work,
      skills: [...new Set([...before.work.skills, ...(skill === undefined ? [] : [skill])])],
      minutes: minutes ?? before.work.minutes,
    },
  };
}

const NOT_BEGUN: readonly Needs['why'][] = ['absent', 'no-access', 'wrong-job', 'helper', 'unsafe'];

/** What has to be brought, and since when it can be had. Where nobody could begin it is what was to be brought this time. */
function bringing({ part, notBefore, place }: Visit, needs: Needs): Pick<Visit, 'part' | 'notBefore'> {
  if (!needs.part && NOT_BEGUN.includes(needs.why)) return { part, notBefore };
  return {
    part: needs.part ?? null,
    notBefore: needs.from === undefined ? null : startOfDay(needs.from, place.zone),
  };
}

/** The times worth holding: nothing before the part can be had, the technician who knows the work preferred. */
async function nextTimes(tx: Tx, { settings }: Doorward, next: Visit, before: Visit): Promise<Slot[]> {
  const from = later(tx.now, next.notBefore ?? tx.now);
  // What is so far away nobody's shifts are known for.
  if (from > plusMinutes(tx.now, MOST_DAYS * 1440)) return [];
  // The visit may not be written yet: then nothing holds for it but what it needs itself.
  const terms = await termsOf(tx, next, { from });
  if (isRefused(terms)) return [];
  const rules = await rulesOf(tx, settings, next, tx.now);
  const ask = { visit: next, now: tx.now, days: DAYS, terms, rules };
  // What is left of his time here is his again.
  const routes = without(await readRoutes(tx, ask), before.appointmentId);
  const found = everySlotOn(routes, settings, ask, await travelAround(tx, routes, next.place));
  return chooseNext(
    found.filter(({ window }) => window.from >= from),
    { technicianId: before.ticket?.technicianId ?? null, most: MOST_CHOICES },
  );
}

/**
 * Writes the next visit and puts its times to the customer; null when none of them is free. The caller holds the locks
 * of all their technicians.
 */
export async function openNext(
  tx: Tx,
  house: Doorward,
  before: Visit,
  { needs, next, slots }: NextPlan,
): Promise<NextOffer | null> {
  await openFollower(
    tx,
    before,
    { ...next, skill: needs.skill, minutes: needs.minutes },
    { type: 'visit.goes-on', reason: `another visit is needed: ${sayNeeds(needs)}` },
  );
  const offer = await putNext(tx, house, next, slots);
  if (offer) tellNext(tx, next, offer, { needs, arrivedAt: before.arrivedAt, technician: before.ticket?.technician });
  return offer;
}

/** The office goes on with the work: the visit is written and its times put to the customer, who knows why. Null when none is free. */
export async function goOnWith(
  tx: Tx,
  house: Doorward,
  before: Visit,
  { next, slots }: Omit<NextPlan, 'needs'>,
  actor: string,
): Promise<NextOffer | null> {
  await openFollower(tx, before, next, { type: 'visit.goes-on', actor, reason: 'the office has opened another visit' });
  const offer = await putNext(tx, house, next, slots);
  if (offer) tellNext(tx, next, offer, null);
  return offer;
}

/** Fresh times for a next visit that was offered before; null when there are none, or it has a time by now. */
export async function offerNextAnew(tx: Tx, house: Doorward, seen: Visit): Promise<NextOffer | null> {
  const before = seen.followsId && (await visitOf(tx, seen.followsId));
  if (!before || (seen.part && !seen.notBefore)) return null;
  const slots = await nextTimes(tx, house, seen, before);
  const visit = await lockVisit(
    tx,
    seen.appointmentId,
    slots.map(({ technicianId }) => technicianId),
  );
  if (visit?.state !== 'requested') return null;
  return putNext(tx, house, visit, slots);
}

async function putNext(tx: Tx, { settings }: Doorward, next: Visit, slots: readonly Slot[]): Promise<NextOffer | null> {
  await endPromptsOf(tx, [next], 'superseded');
  const free = await stillFree(tx, settings, next, slots);
  if (!free.length) return null;
  const expiresAt = plusMinutes(tx.now, SMS_HOLD_MINUTES);
  const [promptId, ...ids] = (await newIds(tx, free.length + 1)) as [string, ...string[]];
  const holds = free.map((slot, nth) => ({ ...slot, holdId: ids[nth]!, visit: next, promptId, expiresAt }));
  const digits: Record<string, DigitMeaning> = { '0': { does: 'person' } };
  for (const [nth, { holdId }] of holds.entries()) digits[String(nth + 1)] = { does: 'take', holdId };
  tx.record({
    type: 'offer.made',
    actor: DOORWARD,
    reason: `${holds.length} times for the next visit held until the text's deadline`,
    workOrderId: next.workOrderId,
    appointmentId: next.appointmentId,
    data: { promptId, expiresAt, slots: free },
  });
  await putPrompts(tx, [{ id: promptId, visit: next, kind: 'choice', digits, expiresAt }]);
  await placeHolds(tx, holds);
  return { choices: holds.length, expiresAt };
}

async function stillFree(tx: Tx, settings: Settings, next: Visit, slots: readonly Slot[]): Promise<Slot[]> {
  await clearDeadHolds(
    tx,
    slots.map(({ technicianId }) => technicianId),
  );
  const routes = await readRoutesOf(tx, slots);
  const travel = await travelAround(tx, routes, next.place);
  const terms = await termsOf(tx, next);
  if (isRefused(terms)) return [];
  const rules = await rulesOf(tx, settings, next, tx.now);
  const free: Slot[] = [];
  for (const slot of slots) {
    const still = fitAgain(routes, { visit: next, now: tx.now, terms, rules }, slot, travel);
    if (still && !free.some((other) => collide(other, still))) free.push(still);
  }
  return free;
}

type Told = { readonly needs: Needs; readonly arrivedAt: Date | null; readonly technician: string | undefined };

function tellNext(tx: Tx, next: Visit, { expiresAt }: NextOffer, told: Told | null): void {
  tx.say({
    key: `next-visit:${next.appointmentId}`,
    kind: 'next-visit',
    phone: next.customer.phone,
    workOrderId: next.workOrderId,
    appointmentId: next.appointmentId,
    facts: told ? whyAgain(told) : {},
    urgency: expiresAt,
    usefulUntil: expiresAt,
  });
}

const whyAgain = ({ needs, arrivedAt, technician }: Told) => ({
  why: needs.why,
  part: needs.part ?? null,
  arrivedAt,
  technician: technician === undefined ? null : technicianSaid(technician),
});
