import type { Tx } from '#store/tx';

/** Rows forgotten in one commit. */
const MOST = 20_000;

/**
 * Deletes the driving times nobody will ask for again: those from where a van once was (its place is rounded, so its name
 * ends in zeros) after a day, all others after ninety. True when there may be more of them.
 */
export async function forgetLegs(tx: Tx): Promise<boolean> {
  const gone = await tx.sql(
    `DELETE FROM leg WHERE ctid = ANY(ARRAY(
       SELECT ctid FROM leg WHERE as_of < clock_timestamp() - interval '90 days'
         OR (as_of < clock_timestamp() - interval '1 day' AND from_place LIKE '%00,%00') LIMIT ${MOST})) RETURNING 1`,
  );
  return gone.length > 0;
}
