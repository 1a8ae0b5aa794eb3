import { plusMinutes } from '#time/minutes';
import { opensDoors } from '#conversation/reading/access';
import type { Tx } from '#store/tx';

/** What stands where words that open doors have stood. */
const ERASED = '[how to get in: erased]';

/** Erases how to get in as soon as no text of ours waits any more that quotes it. */
export const eraseSoon = (tx: Tx, workOrderId: string): void =>
  tx.wake({ key: `access.erase:${workOrderId}`, kind: 'access.erase', subject: workOrderId, dueAt: tx.now });

const AGAIN_MINUTES = 5;

/**
 * The order is closed: the words that open doors are erased wherever they stand, in its notes, in the texts that came
 * and left, in what the desk was shown and told, and on the timeline. A text of which the carrier has yet to be asked is waited for.
 */
export async function eraseAccess(tx: Tx, workOrderId: string): Promise<void> {
  const [order] = await tx.sql('SELECT 1 FROM work_order WHERE id = $1 AND closed_at IS NOT NULL FOR UPDATE', [
    workOrderId,
  ]);
  if (!order) return;
  await tx.sql(`UPDATE work_order SET access_notes = '' WHERE id = $1`, [workOrderId]);
  const inbound = await tx.sql<{ id: string }>(
    `SELECT id FROM inbound_message WHERE work_order_id = $1 AND understood -> 'opensDoors' = 'true' AND body <> $2`,
    [workOrderId, ERASED],
  );
  await eraseInbound(
    tx,
    inbound.map(({ id }) => id),
  );
  await tx.sql(
    `UPDATE timeline SET reason = $2, data = data - 'note' WHERE work_order_id = $1 AND data -> 'opensDoors' = 'true'
       AND type IN ('visit.noted', 'work-order.opened') AND reason <> $2`,
    [workOrderId, ERASED],
  );
  await eraseTexts(tx, workOrderId);
  await eraseAtDesk(tx, workOrderId);
}

/** Texts that quote it: those that have left and those that never will; one in between is erased a little later. */
async function eraseTexts(tx: Tx, workOrderId: string): Promise<void> {
  const quoting = await tx.sql<{ id: string; isUnderway: boolean }>(
    `SELECT id, state IN ('pending', 'sending', 'unknown') AS "isUnderway" FROM message
     WHERE work_order_id = $1 AND facts -> 'opensDoors' = 'true' AND body IS DISTINCT FROM $2`,
    [workOrderId, ERASED],
  );
  const ids = quoting.filter(({ isUnderway }) => !isUnderway).map(({ id }) => id);
  if (ids.length < quoting.length)
    tx.wake({
      key: `access.erase:${workOrderId}`,
      kind: 'access.erase',
      subject: workOrderId,
      dueAt: plusMinutes(tx.now, AGAIN_MINUTES),
    });
  if (!ids.length) return;
  await tx.sql(
    `UPDATE message SET body = $2, facts = facts - 'note' || CASE WHEN facts ? 'body' THEN jsonb_build_object('body', $2::text) ELSE '{}' END
     WHERE id = ANY($1)`,
    [ids, ERASED],
  );
  await tx.sql(
    `UPDATE timeline SET data = jsonb_set(data, '{body}', to_jsonb($3::text))
     WHERE work_order_id = $1 AND type = 'message.sent' AND data ->> 'messageId' = ANY($2)`,
    [workOrderId, ids, ERASED],
  );
}

/** What was put before the desk to be told or dealt with, and what it told: who and by when is kept, the words are not. */
async function eraseAtDesk(tx: Tx, workOrderId: string): Promise<void> {
  const alerts = await tx.sql<Said>('SELECT id, says AS words FROM alert WHERE work_order_id = $1', [workOrderId]);
  for (const { id, words } of alerts.filter(hasWords))
    await tx.sql('UPDATE alert SET says = $2 WHERE id = $1', [id, withoutWords(words)]);
  const told = await tx.sql<Said>(
    `SELECT id, reason AS words FROM timeline WHERE work_order_id = $1 AND type IN ('alert.opened', 'message.told')`,
    [workOrderId],
  );
  for (const { id, words } of told.filter(hasWords))
    await tx.sql('UPDATE timeline SET reason = $3 WHERE work_order_id = $1 AND id = $2', [
      workOrderId,
      id,
      withoutWords(words),
    ]);
}

type Said = { readonly id: string; readonly words: string };

const hasWords = ({ words }: Said): boolean => opensDoors(words);

/** `Lee phones Dave by 8:10am: "the code is 4471"` keeps what stands before the colon. */
function withoutWords(said: string): string {
  const [head] = said.split(/: /);
  return head === said || opensDoors(head!) ? ERASED : `${head}: ${ERASED}`;
}

/** Erases texts that came, and what the timeline says of them. */
export async function eraseInbound(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return;
  const erased = await tx.sql<{ phone: string }>(
    `UPDATE inbound_message SET body = $2, understood = understood - 'note' WHERE id = ANY($1) RETURNING phone`,
    [ids, ERASED],
  );
  // A text is first written down with the order its sender most likely means.
  await tx.sql(
    `UPDATE timeline SET reason = CASE WHEN type = 'reply.received' THEN $2 ELSE reason END, data = data - 'note'
     WHERE type IN ('reply.received', 'reply.understood') AND data ->> 'inboundId' = ANY($1)
       AND (work_order_id IS NULL OR work_order_id IN (
         SELECT w.id FROM work_order w JOIN customer c ON c.id = w.customer_id WHERE c.phone = ANY($3)
         UNION SELECT work_order_id FROM contact WHERE phone = ANY($3)))`,
    [ids, ERASED, erased.map(({ phone }) => phone)],
  );
}
