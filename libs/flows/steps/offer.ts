import { plusMinutes } from '#time/minutes';
import { isRefused, type Refused } from '#visits/refused';
import type { DigitMeaning } from '#visits/prompt';
import { SMS_HOLD_MINUTES } from '#visits/hold';
import type { Slot } from '#routes/slot-search';
import { newIds } from '#store/new-ids';
import type { Tx } from '#store/tx';
import { lockVisits, type Visit } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { openBudget } from '#flows/steps/hold-budget';
import { clearDeadHolds, placeHolds, releaseHoldsOf } from '#flows/steps/holds';
import { type Asked, endPromptsOf, putPrompts } from '#flows/steps/prompts';
import { whileWaiting } from '#flows/steps/useful';
import type { Neighbours } from '#flows/steps/terms';
import { type Offering, stillFree, type TimeLimits, timesFor } from '#flows/steps/times-to-offer';

export type Offer = { readonly visit: Visit; readonly promptId: string; readonly choices: number };

type Limits = TimeLimits & {
  /** Who is asked; everybody on the visit where nobody has asked us. */
  readonly to?: Asked;
};

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
