import { type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { lockVisit, visitOfWorkOrder } from '#store/visit';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { closeReopened } from '#flows/steps/close';
import { closeAlert } from '#flows/steps/alerts';
import { promiseCallBack } from '#flows/steps/call-back';
import { contactAt, heardBy } from '#flows/steps/parties';

type Asking = {
  readonly appointmentId: string;
  readonly actor: string;
  /** Whose page it is, where that is a contact's: then he is called. */
  readonly phone?: string;
};

/** The customer, or a contact, asks on his page to be called. */
export const askForCall = (house: Doorward) => (command: Asking) =>
  house.store.commit(async (tx) => {
    const locked = await lockVisit(tx, command.appointmentId);
    if (!locked) return refuse('absent', 'There is no such visit.');
    const { workOrderId, customer } = locked;
    const { phone = customer.phone } = command;
    const contact = await contactAt(tx, workOrderId, phone);
    const visit = heardBy(locked, contact);
    const why = contact ? `asked on the visit page; the number is ${phone}` : 'asked on the visit page';
    const call = await promiseCallBack(tx, visit, { why });
    tx.say({
      key: `call-back:${call.promiseId}${contact ? `>${phone}` : ''}`,
      kind: 'call-back',
      phone,
      workOrderId: visit.workOrderId,
      appointmentId: visit.appointmentId,
      facts: { agent: call.agent, by: call.by },
      isReply: true,
      usefulUntil: call.by,
    });
    return call;
  });

/** Whether the desk is asked to call him although no time is promised to him any more. */
const waitsForCall = async (tx: Tx, workOrderId: string): Promise<boolean> =>
  (await tx.sql(`SELECT 1 FROM alert WHERE key = 'call-back:' || $1 AND closed_at IS NULL`, [workOrderId])).length > 0;

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
      if (!kept.length && !(await waitsForCall(tx, command.workOrderId)))
        return refuse('closed', 'No call-back is open for this customer.');
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
