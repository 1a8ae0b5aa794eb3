import { plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';

/** Rows forgotten in one commit. */
const MOST = 20_000;
const KEPT_MINUTES = 7 * 1440;

/** Deletes what phones were to be woken for a week after it was of use: it names streets. True when there may be more of it. */
export async function forgetPushes(tx: Tx): Promise<boolean> {
  const gone = await tx.sql(
    `DELETE FROM push WHERE ctid = ANY(ARRAY(SELECT ctid FROM push WHERE useful_until < $1 LIMIT ${MOST})) RETURNING 1`,
    [plusMinutes(tx.now, -KEPT_MINUTES)],
  );
  return gone.length > 0;
}
