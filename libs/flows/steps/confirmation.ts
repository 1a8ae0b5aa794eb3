import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { technicianSaid } from '#flows/said';
import { tellOthers } from '#flows/steps/parties';
import { endOfUse } from '#flows/steps/useful';

/** Who gets the confirmation where it answers somebody, and what else is said to him in it. */
export type Said = { readonly phone?: string; readonly also?: readonly Also[] };

/** What a confirmation says besides: what was passed on, and who calls. */
export type Also =
  | { readonly says: 'noted' }
  | { readonly says: 'calls'; readonly agent: { name: string; role: 'desk' | 'supervisor' }; readonly by: Date };

/**
 * The one text that confirms a promise, whichever way it was chosen: a first one, the next visit of what could not be
 * completed (where others rest on it, the one that tells of them as well), or another time than `before` had. Where it
 * answers one of several people on the visit, the others hear what he chose.
 */
export async function sayConfirmed(
  tx: Tx,
  before: Visit,
  promised: Visit,
  { isReply, phone = before.customer.phone, also }: Said & { readonly isReply: boolean },
): Promise<void> {
  const { appointmentId, workOrderId, revision } = promised;
  const kind = kindOf(before);
  const key = `${kind}:${appointmentId}:${revision}`;
  const rest = { claims: { revision }, urgency: promised.window!.to, usefulUntil: endOfUse(promised) };
  tx.say({
    ...rest,
    key,
    kind,
    phone,
    workOrderId,
    appointmentId,
    facts: {
      before: {
        technician: before.ticket && technicianSaid(before.ticket.technician),
        expected: before.told?.p50 ?? before.eta?.p50 ?? before.window?.from ?? null,
      },
      ...(also?.length && { also }),
    },
    isReply,
  });
  if (isReply) await tellOthers(tx, promised, phone, { ...rest, key, kind: 'other-chose' });
}

const kindOf = ({ state, followsId, isNeeded }: Visit) => {
  if (state !== 'requested') return 'changed';
  return followsId && !isNeeded ? 'next-booked' : 'booked';
};
