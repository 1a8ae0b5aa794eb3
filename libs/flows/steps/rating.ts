import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { openAlert } from '#flows/steps/alerts';
import { isCallOpen } from '#flows/steps/call-back';
import { closeWorkOrder } from '#flows/steps/close';

/** So few stars are looked at by a person. */
const POOR = 2;

/** Writes down how the customer found the visit, 1 to 5; with that its story is over, unless he waits for a call. */
export async function takeRating(tx: Tx, visit: Visit, stars: number, actor: string): Promise<void> {
  const { workOrderId, appointmentId } = visit;
  tx.record({
    type: 'visit.rated',
    actor,
    reason: `${stars} of 5`,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
    data: { stars },
  });
  if (stars <= POOR)
    await openAlert(tx, {
      kind: 'low-rating',
      subject: workOrderId,
      workOrderId,
      says: `${visit.customer.name} rated the visit ${stars} of 5`,
    });
  if (!(await isCallOpen(tx, workOrderId))) await closeWorkOrder(tx, workOrderId, 'the customer has answered', actor);
}
