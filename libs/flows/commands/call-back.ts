import { plusMinutes } from '#time/minutes';
import { type Refused, refuse } from '#visits/refused';
import { lockVisit, visitOfWorkOrder } from '#store/visit';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { closeReopened } from '#flows/steps/close';
import { closeAlert } from '#flows/steps/alerts';
import { promiseCallBack } from '#flows/steps/call-back';

/** The customer asks on his page to be called. */
export const askForCall = (house: Doorward) => (command: { appointmentId: string; actor: string }) =>
  house.store.commit(async (tx) => {
    const visit = await lockVisit(tx, command.appointmentId);
    if (!visit) return refuse('absent', 'There is no such visit.');
    const call = await promiseCallBack(tx, visit, { why: 'asked on the visit page' });
    tx.say({
      key: `call-back:${call.promiseId}`,
      kind: 'call-back',
      phone: visit.customer.phone,
      workOrderId: visit.workOrderId,
      appointmentId: visit.appointmentId,
      facts: { agent: call.agent, by: call.by },
      isReply: true,
      usefulUntil: plusMinutes(call.by, 0),
    });
    return call;
  });

/** A dispatcher has called: the promise is kept. */
export const keepCallBack =
  (house: Doorward) =>
  (command: { workOrderId: string; dispatcher: string; note: string }): Promise<{ kept: number } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOfWorkOrder(tx, command.workOrderId);
      if (!visit) return refuse('absent', 'There is no such work order.');
      const kept = await tx.sql<{ id: string }>(
        `UPDATE promise SET state = 'kept', settled_at = $2, settled_why = $3
       WHERE work_order_id = $1 AND kind = 'call-back' AND state = 'open' RETURNING id`,
        [command.workOrderId, tx.now, command.note || 'called'],
      );
      if (!kept.length) return refuse('closed', 'No call-back is open for this customer.');
      const actor = byDispatcher(command.dispatcher);
      for (const { id } of kept) {
        tx.sleep(`call-back.remind:${id}`);
        tx.sleep(`call-back.due:${id}`);
        tx.record({
          type: 'promise.kept',
          actor,
          reason: command.note || 'called',
          workOrderId: command.workOrderId,
          appointmentId: visit.appointmentId,
          data: { promiseId: id, kind: 'call-back' },
        });
      }
      await closeAlert(tx, 'call-back', command.workOrderId, 'the customer was called', actor);
      await closeReopened(tx, command.workOrderId, actor);
      return { kept: kept.length };
    });
