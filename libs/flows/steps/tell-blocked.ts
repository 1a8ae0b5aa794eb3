import { later } from '#time/minutes';
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
  tx.say({
    key: `${kind}:${key}`,
    kind,
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    claims: { revision: visit.revision, mustKnowBy },
    facts,
    urgency: visit.window!.from,
    usefulUntil: later(endOfUse(visit), tx.now),
  });
}
