import { type Refused, refuse } from '#visits/refused';
import { visitOfWorkOrder } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { addContact, type NewContact } from '#flows/steps/add-contact';
import { closeAlert } from '#flows/steps/alerts';

/** So many people are told of one visit, the customer not counted. */
export const MOST_CONTACTS = 4;

/** A further phone is put on a work order that is not over: it hears all news from now on, and may ask and choose. */
export const putContact =
  (house: Doorward) =>
  (command: NewContact & { workOrderId: string; actor: string }): Promise<{ added: boolean } | Refused> =>
    house.store.commit(async (tx) => {
      const { workOrderId, actor } = command;
      const visit = await visitOfWorkOrder(tx, workOrderId);
      if (!visit) return refuse('absent', 'There is no such work order.');
      if (visit.closedAt) return refuse('closed', 'This work order is closed.');
      const [{ count }] = (await tx.sql<{ count: number }>(
        'SELECT count(*)::int AS count FROM contact WHERE work_order_id = $1',
        [workOrderId],
      )) as [{ count: number }];
      if (count >= MOST_CONTACTS)
        return refuse('infeasible', `At most ${MOST_CONTACTS} further phones are on a visit.`);
      const added = await addContact(tx, workOrderId, command, actor);
      if (added) await closeAlert(tx, 'wrong-number', workOrderId, `another number is known: ${command.phone}`, actor);
      return { added };
    });
