import { earlier, later, minutesBetween, plusMinutes } from '#time/minutes';
import { sayWindow } from '#time/say';
import { whenAwake } from '#conversation/quiet';
import { isOpen } from '#visits/prompt';
import { isRefused, type Refused, refuse } from '#visits/refused';
import { dayPlanOf, type ProposedVisit } from '#store/day-plans';
import { newIds } from '#store/new-ids';
import type { Tx } from '#store/tx';
import { lockVisit } from '#store/visit';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { mayBeTexted } from '#flows/steps/consent';
import { openBudget } from '#flows/steps/hold-budget';
import { clearDeadHolds, placeHolds } from '#flows/steps/holds';
import { lastPrompt, putPrompt } from '#flows/steps/prompts';
import { slotStillFree } from '#flows/steps/slots';
import { termsOf } from '#flows/steps/terms';

export type OfferPlanned = {
  readonly planId: string;
  /** Those of the plan that are offered; without them all are. */
  readonly appointmentIds?: readonly string[] | undefined;
  readonly dispatcher: string;
};

export type OfferedPlan = {
  readonly offered: readonly { readonly appointmentId: string; readonly until: Date }[];
  readonly rejected: readonly { readonly appointmentId: string; readonly why: string }[];
};

/** A customer has so long to take a time of a plan; it is news to him, and he may be at work. */
const OFFER_MINUTES = 120;
/** With less than this left there is no use in asking. */
const LEAST_MINUTES = 15;

/**
 * Puts the times of a plan to the customers: each time is held and texted with its deadline, each in a commit of its own,
 * so that one that is gone by now stops no other. Nothing is booked before the customer says so.
 */
export const offerPlanned =
  (house: Doorward) =>
  async ({ planId, appointmentIds, dispatcher }: OfferPlanned): Promise<OfferedPlan | Refused> => {
    const plan = await dayPlanOf({ sql: house.store.read }, planId);
    if (!plan) return refuse('absent', 'There is no such plan.');
    if (!plan.proposal) return refuse('closed', `This plan is ${plan.state}: there is nothing to offer.`);
    const planned = new Map(plan.proposal.visits.map((visit) => [visit.appointmentId, visit]));
    const offered: { appointmentId: string; until: Date }[] = [];
    const rejected: { appointmentId: string; why: string }[] = [];
    for (const appointmentId of appointmentIds ?? planned.keys()) {
      const proposed = planned.get(appointmentId);
      const answer = proposed
        ? await house.store.commit((tx) => offerOne(tx, house, proposed, dispatcher))
        : refuse('absent', 'This visit has no time in the plan.');
      if (isRefused(answer)) rejected.push({ appointmentId, why: answer.refused });
      else offered.push({ appointmentId, until: answer.until });
    }
    return { offered, rejected };
  };

async function offerOne(
  tx: Tx,
  { settings }: Doorward,
  proposed: ProposedVisit,
  dispatcher: string,
): Promise<{ until: Date } | Refused> {
  const { appointmentId, technicianId, technician, customer } = proposed;
  const visit = await lockVisit(tx, appointmentId, [technicianId]);
  if (!visit) return refuse('absent', 'There is no such visit any more.');
  if (visit.state !== 'requested') return refuse('closed', `${customer}'s visit is ${visit.state} by now.`);
  const why = await cannotBeAsked(tx, appointmentId, visit.customer);
  if (why !== null) return refuse('taken', why);
  const { zone } = visit.place;
  const heard = whenAwake(tx.now, visit.place, settings.SPEAKING_HOURS);
  const expiresAt = earlier(plusMinutes(heard, OFFER_MINUTES), proposed.window.from);
  if (minutesBetween(heard, expiresAt) < LEAST_MINUTES)
    return refuse('expired', `It is too late to ask ${customer} about ${sayWindow(proposed.window, zone)}.`);
  await clearDeadHolds(tx, [technicianId]);
  const terms = await termsOf(tx, visit);
  if (isRefused(terms)) return terms;
  // No sooner than planned: what is planned before it may be offered later.
  const from = terms.from ? later(terms.from, proposed.stay.from) : proposed.stay.from;
  const slot = await slotStillFree(tx, visit, proposed, { ...terms, from });
  if (!slot) return refuse('taken', `${technician} cannot be there ${sayWindow(proposed.window, zone)} any more.`);
  const budget = await openBudget(tx, [visit.place.territoryId]);
  if (!(await budget.grant(visit.place.territoryId, slot.stay)))
    return refuse('taken', 'As much of that day is held for customers as may be: offer it when some have answered.');
  const [holdId] = (await newIds(tx, 1)) as [string];
  const promptId = await putPrompt(tx, visit, {
    kind: 'choice',
    digits: { '0': { does: 'person' }, '1': { does: 'take', holdId } },
    expiresAt,
  });
  await placeHolds(tx, [{ ...slot, visit, holdId, promptId, expiresAt }]);
  tx.record({
    type: 'offer.made',
    actor: byDispatcher(dispatcher),
    reason: `a time of the day's plan, held until the text's deadline`,
    workOrderId: visit.workOrderId,
    appointmentId,
    technicianId,
    data: { promptId, expiresAt, slots: [slot] },
  });
  tx.say({
    key: `planned-offer:${promptId}`,
    kind: 'planned-offer',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId,
    urgency: proposed.window.from,
    usefulUntil: plusMinutes(expiresAt, -LEAST_MINUTES / 3),
  });
  return { until: expiresAt };
}

/** Why a customer is not texted a time now; null when he is. */
async function cannotBeAsked(
  tx: Tx,
  appointmentId: string,
  { name, phone }: { readonly name: string; readonly phone: string },
): Promise<string | null> {
  if (!(await mayBeTexted(tx, phone))) return `${name} wants no texts: call ${phone}.`;
  const [held] = await tx.sql(`SELECT 1 FROM hold WHERE appointment_id = $1 AND state = 'active' AND expires_at > $2`, [
    appointmentId,
    tx.now,
  ]);
  if (held) return `${name} is deciding about a time that is held already.`;
  const prompt = await lastPrompt(tx, phone);
  return prompt && isOpen(prompt, tx.now) ? `${name} has another question of ours to answer first.` : null;
}
