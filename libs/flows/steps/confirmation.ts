import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { technicianSaid } from '#flows/said';
import { endOfUse } from '#flows/steps/useful';

/**
 * The one text that confirms a promise, whichever way it was chosen: a first one, the next visit of what could not be
 * completed (where others rest on it, the one that tells of them as well), or another time than `before` had.
 */
export function sayConfirmed(tx: Tx, before: Visit, promised: Visit, isReply: boolean): void {
  const { appointmentId, workOrderId, revision } = promised;
  const kind = kindOf(before);
  tx.say({
    key: `${kind}:${appointmentId}:${revision}`,
    kind,
    phone: before.customer.phone,
    workOrderId,
    appointmentId,
    claims: { revision },
    facts: {
      before: {
        technician: before.ticket && technicianSaid(before.ticket.technician),
        expected: before.told?.p50 ?? before.eta?.p50 ?? before.window?.from ?? null,
      },
    },
    isReply,
    urgency: promised.window!.to,
    usefulUntil: endOfUse(promised),
  });
}

const kindOf = ({ state, followsId, isNeeded }: Visit) => {
  if (state !== 'requested') return 'changed';
  return followsId && !isNeeded ? 'next-booked' : 'booked';
};
