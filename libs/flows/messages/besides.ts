import type { Tx } from '#store/tx';
import type { MessageRow } from '#store/tables/ledger';
import type { Besides } from '#flows/messages/context';

/** Whether a text that has left, or is on its way, has said this to the same phone beside its own news: then no other one has to. */
export async function isSaidBeside(
  tx: Pick<Tx, 'sql'>,
  { id, phone, workOrderId }: MessageRow,
  what: Besides,
  since: Date,
): Promise<boolean> {
  const [said] = await tx.sql(
    `SELECT 1 FROM message WHERE phone = $1 AND work_order_id = $2 AND claims -> 'besides' ? $3 AND created_at >= $4 AND id <> $5
       AND state NOT IN ('suppressed', 'expired', 'undelivered') LIMIT 1`,
    [phone, workOrderId, what, since, id],
  );
  return said !== undefined;
}

/** Whether this very message has said so before: written again for another way it says it again. */
export const hasSaid = ({ claims }: Pick<MessageRow, 'claims'>, what: Besides): boolean =>
  Array.isArray(claims.besides) && claims.besides.includes(what);
