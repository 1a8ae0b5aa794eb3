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
      // Two that come at once are counted one after the other.
      await tx.sql('SELECT 1 FROM work_order WHERE id = $1 FOR UPDATE', [workOrderId]);
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

/**
 * Where the customer of a work order, or a contact of it, is written to when no text reaches him; null takes the address
 * away. A customer has one for all his orders.
 */
export const putEmail =
  (house: Doorward) =>
  (command: {
    readonly workOrderId: string;
    readonly phone: string;
    readonly email: string | null;
    readonly actor: string;
  }): Promise<{ email: string | null } | Refused> =>
    house.store.commit(async (tx) => {
      const { workOrderId, phone, email, actor } = command;
      const [order] = await tx.sql('SELECT 1 FROM work_order WHERE id = $1', [workOrderId]);
      if (!order) return refuse('absent', 'There is no such work order.');
      const [who] = await tx.sql<{ name: string }>(
        `WITH his AS (
           UPDATE customer c SET email = $3 FROM work_order w WHERE w.id = $1 AND c.id = w.customer_id AND c.phone = $2 RETURNING c.name
         ), theirs AS (
           UPDATE contact SET email = $3 WHERE work_order_id = $1 AND phone = $2 RETURNING name
         ) SELECT name FROM his UNION ALL SELECT name FROM theirs`,
        [workOrderId, phone, email],
      );
      if (!who) return refuse('absent', `${phone} is not on this visit.`);
      tx.record({
        type: 'contact.email',
        actor,
        reason: email ? `${who.name} is written to at ${email}` : `${who.name} is not written to by e-mail any more`,
        workOrderId,
        data: { phone },
      });
      return { email };
    });
