import { plusMinutes } from '#time/minutes';
import { LIST_DAYS } from '#store/setup-views';
import type { Tx } from '#store/tx';

const DAY_MINUTES = 1440;
/** Each may be of 5 MB, and what became of its rows as much again. */
const MOST = 50;

/**
 * Erases lists that were brought longer ago than `LIST_DAYS`, with all that was said of their rows; who brought how much
 * of what stays on the timeline. True when there may be more.
 */
export async function forgetLists(tx: Tx): Promise<boolean> {
  const erased = await tx.sql(
    `DELETE FROM csv_import WHERE id IN (SELECT id FROM csv_import WHERE made_at < $1 ORDER BY made_at LIMIT ${MOST}) RETURNING 1`,
    [plusMinutes(tx.now, -LIST_DAYS * DAY_MINUTES)],
  );
  return erased.length === MOST;
}
