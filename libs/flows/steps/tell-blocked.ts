import { later } from '#time/minutes';
import { whenAwake } from '#conversation/quiet';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { endOfUse } from '#flows/steps/useful';

/**
 * A text about another department's stop. At night it waits for the morning, unless there will be no morning before
 * `mustKnowBy`.
 */
export function tellBlocked(
  tx: Tx,
  visit: Visit,
  kind: 'blocked' | 'block-lifted' | 'block-lapsed' | 'block-escalated',
  { key, mustKnowBy, facts = {} }: { key: string; mustKnowBy: Date; facts?: Record<string, unknown> },
): void {
  const awake = whenAwake(tx.now, visit.place.zone);
  tx.say({
    key: `${kind}:${key}`,
    kind,
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    claims: { revision: visit.revision },
    facts,
    sendAfter: awake < mustKnowBy ? awake : tx.now,
    urgency: visit.window!.from,
    usefulUntil: later(endOfUse(visit), tx.now),
  });
}
