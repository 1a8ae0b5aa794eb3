import type { Tx } from '#store/tx';

/** Rows forgotten in one commit. */
const MOST = 20_000;
const KEPT_DAYS = 7;

/**
 * Deletes the answers that programs might have asked for again, a week after they were given (names stand in them), and
 * the sessions that are over. Both run on real time. True when there may be more of it.
 */
export async function forgetAnswers(tx: Tx): Promise<boolean> {
  const answers = await tx.sql(
    `DELETE FROM idempotent_answer WHERE ctid = ANY(ARRAY(
       SELECT ctid FROM idempotent_answer WHERE at < clock_timestamp() - make_interval(days => $1) LIMIT ${MOST})) RETURNING 1`,
    [KEPT_DAYS],
  );
  await tx.sql('DELETE FROM session WHERE expires_at < clock_timestamp()');
  return answers.length > 0;
}
