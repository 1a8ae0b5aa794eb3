import { promiseCallBack } from '#flows/steps/call-back';
import { type Heard, quoted, reply } from '#flows/reactions/answer';

/** What was done did not last, or a person is asked for: the story is open again, and somebody calls who knows it. */
export async function openAgain(heard: Heard): Promise<true> {
  const { tx, visit, actor } = heard;
  const { workOrderId, appointmentId, closedAt, ticket } = visit!;
  if (closedAt) {
    await tx.sql('UPDATE work_order SET closed_at = NULL WHERE id = $1', [workOrderId]);
    tx.record({
      type: 'work-order.reopened',
      actor,
      reason: quoted(heard),
      workOrderId,
      appointmentId,
      technicianId: ticket?.technicianId ?? null,
    });
  }
  const call = await promiseCallBack(tx, visit!, { why: `after the visit: ${quoted(heard)}` });
  return reply(heard, 'call-back', { agent: call.agent, by: call.by });
}
