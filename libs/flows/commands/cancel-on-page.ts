import { isHouseNumber } from '#visits/house-number';
import { type Refused, refuse } from '#visits/refused';
import { lockVisit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { cancelVisit } from '#flows/steps/confirm';
import { mayBeTexted } from '#flows/steps/consent';
import { tellOthersCancelled } from '#flows/steps/tell-cancelled';
import { endOfUse } from '#flows/steps/useful';

type Cancel = {
  readonly appointmentId: string;
  readonly actor: string;
  /** Whose page it is, where that is a contact's. */
  readonly phone?: string;
  /** A link may be passed on by mistake: whoever cancels says where the visit is. */
  readonly houseNumber: string;
  /** Of the promise that was seen. */
  readonly revision: number;
};

/**
 * The customer cancels on his page. Refused as `forbidden` when the house number is not that of the address, as `stale`
 * when the visit has been moved since he looked. What is cancelled already stays so.
 */
export const cancelOnPage =
  (house: Doorward) =>
  (command: Cancel): Promise<{ cancelled: true } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, command.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      if (!isHouseNumber(visit.place.street, command.houseNumber))
        return refuse('forbidden', 'That is not the house number of this visit.');
      if (visit.state === 'cancelled') return { cancelled: true as const };
      if (visit.state !== 'confirmed' || visit.arrivedAt) return refuse('closed', 'This visit cannot be cancelled.');
      if (visit.revision !== command.revision) return refuse('stale', 'This visit was changed meanwhile.');
      await cancelVisit(tx, visit, command.actor, 'cancelled on the visit page');
      const { phone = visit.customer.phone } = command;
      await tellOthersCancelled(tx, [visit], phone);
      // He has it before his eyes; who wants no texts gets none.
      if (!(await mayBeTexted(tx, phone))) return { cancelled: true as const };
      tx.say({
        key: `cancelled-on-page:${visit.appointmentId}`,
        kind: 'visit-cancelled',
        phone,
        workOrderId: visit.workOrderId,
        appointmentId: visit.appointmentId,
        isReply: true,
        usefulUntil: endOfUse(visit),
      });
      return { cancelled: true as const };
    });
