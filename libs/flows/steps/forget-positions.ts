import { plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';

/** Rows forgotten in one commit: a night's work must not hold up the morning's. */
const MOST = 20_000;
const MOST_OF_ONE = 2_000;
const PROOF_DAYS = 400;
const DAY_MINUTES = 1440;

/**
 * Deletes positions older than `days`, and what was predicted and driven longer ago than 400 days. True when there may
 * be more of it.
 */
export async function forgetPositions(tx: Tx, days: number): Promise<boolean> {
  // Technician by technician along the key: the table itself is large and has no index by time alone.
  const positions = await tx.sql(
    `DELETE FROM position USING (
       SELECT o.technician_id, o.at FROM technician t CROSS JOIN LATERAL (
         SELECT technician_id, at FROM position p WHERE p.technician_id = t.id AND p.at < $1 ORDER BY p.at LIMIT ${MOST_OF_ONE}
       ) o LIMIT ${MOST}
     ) old WHERE position.technician_id = old.technician_id AND position.at = old.at RETURNING 1`,
    [plusMinutes(tx.now, -days * DAY_MINUTES)],
  );
  const long = plusMinutes(tx.now, -PROOF_DAYS * DAY_MINUTES);
  const forecasts = await tx.sql(
    `DELETE FROM forecast WHERE ctid = ANY(ARRAY(SELECT ctid FROM forecast WHERE as_of < $1 LIMIT ${MOST})) RETURNING 1`,
    [long],
  );
  const drives = await tx.sql(
    `DELETE FROM drive WHERE ctid = ANY(ARRAY(SELECT ctid FROM drive WHERE set_out_at < $1 LIMIT ${MOST})) RETURNING 1`,
    [long],
  );
  return positions.length > 0 || forecasts.length > 0 || drives.length > 0;
}
