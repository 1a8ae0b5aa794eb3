import { type Refused, refuse } from '#visits/refused';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { visitOf } from '#store/visit';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { layAside } from '#flows/messages/lay-aside';
import { openTasks, refreshTask } from '#flows/messages/tasks';
import { isTold } from '#flows/messages/told';
import { keepUpdate } from '#flows/steps/update';

type Telling = { readonly alertId: string; readonly dispatcher: string };

/** A dispatcher has phoned and told what no text could: it counts as told from here on. */
export const tellByPhone =
  (house: Doorward) =>
  ({ alertId, dispatcher }: Telling): Promise<{ told: number } | Refused> =>
    house.store.commit(async (tx) => {
      const [alert] = await tx.sql<{ subject: string }>(
        `SELECT substr(key, length('phone-only:') + 1) AS subject FROM alert
         WHERE id = $1 AND kind = 'phone-only' AND closed_at IS NULL FOR UPDATE`,
        [alertId],
      );
      if (!alert) return refuse('closed', 'There is nothing left to tell here.');
      const actor = byDispatcher(dispatcher);
      const tasks = await openTasks(tx, alert.subject);
      for (const { id } of tasks) await isToldBy(tx, id, actor);
      await refreshTask(tx, alert.subject, 'told by phone');
      return { told: tasks.length };
    });

async function isToldBy(tx: Tx, id: string, actor: string): Promise<void> {
  const message = await tx.rows.getRepository<MessageRow>('message').findOneByOrFail({ id });
  const { workOrderId, appointmentId } = message;
  await tx.sql(`UPDATE message SET state = 'told', sent_at = $2 WHERE id = $1`, [id, tx.now]);
  await tx.sql(
    `UPDATE message_attempt SET state = 'reached', ended_at = $2 WHERE message_id = $1 AND way = 'person' AND state = 'under-way'`,
    [id, tx.now],
  );
  tx.record({
    type: 'message.told',
    actor,
    reason: message.body ?? message.kind,
    workOrderId,
    appointmentId,
    data: { messageId: id, kind: message.kind },
  });
  await isTold(tx, message);
  const visit = appointmentId ? await visitOf(tx, appointmentId) : null;
  if (visit?.state === 'confirmed') await keepUpdate(tx, visit, actor);
}

/** An alert was closed by hand: what was to be told is not told any more, and the timeline says who decided so and why. */
export async function leaveUntold(tx: Tx, subject: string, reason: string, actor: string): Promise<void> {
  for (const { id } of await openTasks(tx, subject)) {
    const message = await tx.rows.getRepository<MessageRow>('message').findOneByOrFail({ id });
    await layAside(tx, message, `not told: ${reason}`, { actor });
  }
}
