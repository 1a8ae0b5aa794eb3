import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { lockVisits, type Visit, visitsOf } from '#store/visit';
import { mayBeGiven } from '#flows/commands/reassign';
import type { Doorward } from '#flows/doorward';
import { type Changed, changeHands, hisOf, type Move } from '#flows/steps/by-hand';
import { slotByHand, whyNot } from '#flows/steps/candidates';
import { clearDeadHolds } from '#flows/steps/holds';

/** A visit as the dispatcher saw it. */
export type Seen = { readonly appointmentId: string; readonly version: number };
export type Swap = { readonly visits: readonly [Seen, Seen]; readonly dispatcher: string };

/**
 * Two visits of two technicians change hands, each within its promised window, in one commit. Refused with the name of
 * the one that does not fit.
 */
export const swap =
  (house: Doorward) =>
  ({ visits: [first, second], dispatcher }: Swap): Promise<Changed | Refused> =>
    house.store.commit(async (tx) => {
      const seen = await visitsOf(tx, [first.appointmentId, second.appointmentId]);
      if (seen.length !== 2) return refuse('absent', 'There are not two such visits.');
      const locked = await lockVisits(tx, seen, []);
      const visitOf = ({ appointmentId }: Seen) => locked.find((visit) => visit.appointmentId === appointmentId)!;
      const [one, other] = [visitOf(first), visitOf(second)];
      const refused =
        (await mayBeGiven(tx, one, first.version)) ??
        (await mayBeGiven(tx, other, second.version)) ??
        ofTwo(one, other);
      if (refused) return refused;
      await clearDeadHolds(tx, [...hisOf(one), ...hisOf(other)]);
      const there = await handed(tx, one, other);
      if (isRefused(there)) return there;
      const back = await handed(tx, other, one);
      if (isRefused(back)) return back;
      return changeHands(tx, 'swapped', [there, back], dispatcher);
    });

function ofTwo(one: Visit, other: Visit): Refused | null {
  const nobodys = [one, other].find(({ ticket }) => !ticket);
  if (nobodys) return refuse('illegal-move', `Nobody has ${nobodys.customer.name}: give it to somebody instead.`);
  if (one.ticket!.technicianId === other.ticket!.technicianId)
    return refuse('illegal-move', `${one.ticket!.technician} has both visits.`);
  return null;
}

/** The visit in the hands of the other one's technician, who gives that one away. */
async function handed(tx: Tx, visit: Visit, other: Visit): Promise<Move | Refused> {
  const { technicianId } = other.ticket!;
  const slot = await slotByHand(tx, visit, { technicianId, besides: other.appointmentId });
  if (!slot) return refuse('infeasible', await whyNot(tx, visit, technicianId, [other.appointmentId]));
  return { visit, slot, reason: `swapped with ${other.customer.name}` };
}
