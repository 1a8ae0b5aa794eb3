import { plusMinutes } from '#time/minutes';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { lockVisit, lockVisits, type Visit, visitOf, visitsOfWorkOrder } from '#store/visit';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { closeAlert } from '#flows/steps/alerts';
import { isCallOpen } from '#flows/steps/call-back';
import { closeWorkOrder } from '#flows/steps/close';
import { cancelVisit } from '#flows/steps/confirm';
import { goOnWith, planAgain } from '#flows/steps/next-visit';
import { undecidedVisit } from '#flows/steps/undecided';

type Deciding = { readonly workOrderId: string; readonly dispatcher: string };

/**
 * The office decides that the work goes on: another visit is opened after the one that could not be completed, for the
 * same work, and times for it are put to the customer, or the link where none is free. Refused while a visit is to come.
 */
export const openAnotherVisit =
  (house: Doorward) =>
  ({ workOrderId, dispatcher }: Deciding): Promise<{ appointmentId: string; choices: number } | Refused> =>
    house.store.commit(async (tx) => {
      const lastId = await undecidedVisit(tx, workOrderId);
      const seen = lastId && (await visitOf(tx, lastId));
      if (!seen) return refuse('closed', NOTHING_TO_GO_ON_WITH);
      // Searched before the locks are taken: everybody locks all technicians he needs at once.
      const plan = await planAgain(tx, house, seen);
      const technicians = plan.slots.map(({ technicianId }) => technicianId);
      const before = (await lockVisit(tx, seen.appointmentId, technicians, seen))!;
      if ((await undecidedVisit(tx, workOrderId)) !== before.appointmentId)
        return refuse('closed', NOTHING_TO_GO_ON_WITH);
      const offer = await goOnWith(tx, house, before, plan, byDispatcher(dispatcher));
      if (!offer) sendLink(tx, plan.next);
      const reason = offer
        ? `${offer.choices} times for the next visit are with the customer`
        : 'the customer has the link';
      await closeAlert(tx, 'could-not-complete', before.appointmentId, reason, byDispatcher(dispatcher));
      return { appointmentId: plan.next.appointmentId, choices: offer?.choices ?? 0 };
    });

const NOTHING_TO_GO_ON_WITH = 'This order has a visit to come, is closed, or its last visit was completed.';
const LINK_HOURS = 12;

const sendLink = (tx: Tx, { appointmentId, workOrderId, customer }: Visit): void =>
  tx.say({
    key: `booking-link:${appointmentId}`,
    kind: 'booking-link',
    phone: customer.phone,
    workOrderId,
    appointmentId,
    usefulUntil: plusMinutes(tx.now, LINK_HOURS * 60),
  });

/**
 * The office closes an order: nothing more will be done. Visits without a time are called off; refused while one is
 * promised, or a call. How to get in is erased, as after every order.
 */
export const closeOrder =
  (house: Doorward) =>
  ({ workOrderId, dispatcher, reason }: Deciding & { readonly reason: string }): Promise<{ closed: true } | Refused> =>
    house.store.commit(async (tx) => {
      const seen = await visitsOfWorkOrder(tx, workOrderId);
      if (!seen.length) return refuse('absent', 'There is no such work order.');
      const visits = await lockVisits(tx, seen, []);
      const refused = await whyNot(tx, visits);
      if (isRefused(refused)) return refused;
      const actor = byDispatcher(dispatcher);
      const open = visits.filter(({ state }) => state === 'requested');
      // The last first: none is then suspended for want of another.
      for (const visit of [...open].reverse()) await cancelVisit(tx, visit, actor, reason);
      await closeWorkOrder(tx, workOrderId, reason, actor);
      for (const { appointmentId, state } of visits)
        if (state === 'failed') await closeAlert(tx, 'could-not-complete', appointmentId, reason, actor);
      return { closed: true as const };
    });

async function whyNot(tx: Tx, visits: readonly Visit[]): Promise<Refused | null> {
  if (visits[0]!.closedAt) return refuse('closed', 'This order is closed already.');
  if (visits.some(({ state }) => state === 'confirmed'))
    return refuse('infeasible', 'A visit is promised to the customer: it has to be cancelled first.');
  return (await isCallOpen(tx, visits[0]!.workOrderId))
    ? refuse('infeasible', 'The customer waits for the call he was promised: note first that it was made.')
    : null;
}
