import { isRefused, type Refused, refuse } from '#visits/refused';
import { sayTime, sayWindow } from '#time/say';
import { isWithin, windowAt } from '#routes/spots';
import type { Slot } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf, visitsOf } from '#store/visit';
import { mayBeGiven } from '#flows/commands/reassign';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { type Changed, changeHands, nextVersion, noteChange, reckonAll } from '#flows/steps/by-hand';
import { slotByHand } from '#flows/steps/candidates';
import { mayBeTexted } from '#flows/steps/consent';
import { clearDeadHolds } from '#flows/steps/holds';
import { offerWanted, tellOffer } from '#flows/steps/offer';
import { planAnew } from '#flows/steps/plan-anew';
import { rulesOf } from '#flows/steps/rules';
import { whyNotAt, whyNotOffered } from '#flows/steps/spots';

/** A visit put to a technician at a time, by the hand of a dispatcher. */
export type Place = {
  readonly appointmentId: string;
  readonly technicianId: string;
  /** When the stay is to begin, give or take five minutes. */
  readonly at: Date;
  /** The version the dispatcher saw. */
  readonly version: number;
  readonly dispatcher: string;
};

/**
 * Plans a visit for a moment within its promised window, with the technician who has it or with another one. Refused
 * outside the window: a promise is never moved without the customer, see `offerPlace`.
 */
export const place =
  (house: Doorward) =>
  (command: Place): Promise<Changed | Refused> =>
    house.store.commit(async (tx) => {
      const { technicianId, at, dispatcher } = command;
      const visit = await lockVisit(tx, command.appointmentId, [technicianId]);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const refused = await mayBeGiven(tx, visit, command.version);
      if (refused) return refused;
      const { zone } = visit.place;
      if (!isWithin(at, visit.window!))
        return refuse(
          'infeasible',
          `${sayTime(at, zone)} is outside the ${sayWindow(visit.window!, zone)} that ${visit.customer.name} was promised: offer it instead.`,
        );
      await clearDeadHolds(tx, [technicianId]);
      const slot = await slotByHand(tx, visit, { technicianId, at });
      if (!slot) return refuse('infeasible', await whyNotAt(tx, house.settings, visit, technicianId, at));
      if (visit.ticket?.technicianId === technicianId) return replan(tx, visit, slot, dispatcher);
      const reason = visit.ticket ? `given on by ${dispatcher}` : `given by ${dispatcher}: nobody had it`;
      return changeHands(tx, visit.ticket ? 'reassigned' : 'assigned', [{ visit, slot, reason }], dispatcher);
    });

/** The same technician at another moment of the window: nothing that anybody was promised changes. */
async function replan(tx: Tx, visit: Visit, slot: Slot, dispatcher: string): Promise<Changed> {
  const { appointmentId, workOrderId } = visit;
  const { id: ticketId, technicianId, technician, state, planned } = visit.ticket!;
  const { zone } = visit.place;
  await planAnew(tx, visit, slot.stay);
  tx.record({
    type: 'visit.replanned',
    actor: byDispatcher(dispatcher),
    reason: `from ${sayTime(planned.from, zone)} to ${sayTime(slot.stay.from, zone)} by ${dispatcher}, within the promise`,
    workOrderId,
    appointmentId,
    technicianId,
    data: { before: planned, after: slot.stay },
  });
  const before = { ticketId, technicianId, technician, state, plannedFrom: planned.from.toISOString() };
  const version = await nextVersion(tx, visit);
  const undo = await noteChange(tx, 'replanned', [{ appointmentId, version, ticketId, before }], dispatcher);
  await reckonAll(tx, [technicianId]);
  return { visits: await visitsOf(tx, [appointmentId]), undo };
}

/**
 * Puts a time outside the promise to the customer, held for him: the visit moves when he says so, and not before. A
 * person answers for it, so nobody asks how likely it is to be late; everything else holds as for any promise.
 */
export const offerPlace =
  (house: Doorward) =>
  (command: Place): Promise<{ readonly offered: true } | Refused> =>
    house.store.commit(async (tx) => {
      const seen = await visitOf(tx, command.appointmentId);
      if (!seen) return refuse('absent', 'There is no such visit.');
      const { technicianId, at } = command;
      const offer = await offerWanted(tx, seen, technicianId, (visit) => wanted(tx, house, visit, command));
      if (isRefused(offer)) return offer;
      tx.record({
        type: 'visit.noted',
        actor: byDispatcher(command.dispatcher),
        reason: `wants to move it to ${sayTime(at, seen.place.zone)}: the customer is asked`,
        workOrderId: seen.workOrderId,
        appointmentId: seen.appointmentId,
        technicianId,
      });
      tellOffer(tx, offer);
      return { offered: true as const };
    });

/** The time behind the locks, or why it cannot be had. */
async function wanted(tx: Tx, house: Doorward, visit: Visit, command: Place): Promise<Slot | Refused> {
  const { technicianId, at, version } = command;
  const refused = await mayBeGiven(tx, visit, version);
  if (refused) return refused;
  const { customer, window } = visit;
  if (isWithin(at, window!))
    return refuse('illegal-move', `${customer.name} was promised that time already: move the visit instead.`);
  if (!(await mayBeTexted(tx, customer.phone)))
    return refuse('forbidden', `${customer.name} wants no texts: call ${customer.phone}.`);
  const there = windowAt(at, window!);
  const rules = await rulesOf(tx, house.settings, visit, tx.now);
  const why = whyNotOffered(there, visit, tx.now, { settings: house.settings, rules });
  if (why !== null) return refuse('infeasible', `${customer.name} cannot be offered that: ${why}`);
  const slot = await slotByHand(tx, visit, { technicianId, at, window: there });
  return slot ?? refuse('infeasible', await whyNotAt(tx, house.settings, visit, technicianId, at));
}
