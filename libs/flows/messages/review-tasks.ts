import { mannerOf } from '#conversation/kinds';
import type { MessageRow } from '#store/tables/ledger';
import { hideTokens } from '#flows/links';
import type { Context } from '#flows/messages/context';
import { layAside } from '#flows/messages/lay-aside';
import { render } from '#flows/messages/render';
import { refreshTask, subjectOf } from '#flows/messages/tasks';

/**
 * There is something new about a visit: what a person was asked to tell of it at the same phone is written again from
 * what is true now. What is not true any more he need not tell.
 */
export async function reviewTasks({ linkId, ...context }: Context & { linkId: string | null }): Promise<void> {
  const { tx, house, message, now } = context;
  if (!message.appointmentId || mannerOf(message.kind, false).nature === 'technician') return;
  const tasks = await tx.rows.getRepository<MessageRow>('message').find({
    where: { phone: message.phone, appointmentId: message.appointmentId, state: 'with-person' },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  for (const task of tasks) {
    const rendered = await render({ ...context, message: task });
    if ('suppress' in rendered) await layAside(tx, task, rendered.suppress);
    else
      await tx.sql('UPDATE message SET body = $2, claims = claims || $3 WHERE id = $1', [
        task.id,
        hideTokens(house, rendered.body, linkId ? [linkId] : []),
        rendered.tells ? { tells: rendered.tells, toldAt: now } : {},
      ]);
  }
  if (tasks.length) await refreshTask(tx, subjectOf(message), 'what was to be told is not so any more');
}
