import type { Heard } from '#test/bench/delay/ear';
import type { Side } from '#test/bench/side';

/** The most segments that were handed over in any minute. */
export function mostInAMinute(heard: readonly Heard[]): number {
  const texts = heard.toSorted((a, b) => a.at - b.at);
  let [most, first, inMinute] = [0, 0, 0];
  for (const { at, text } of texts) {
    inMinute += text.segments;
    while (texts[first]!.at <= at - 60_000) inMinute -= texts[first++]!.text.segments;
    most = Math.max(most, inMinute);
  }
  return most;
}

export type Told = {
  /** Customers who were told of their delay, and those of them who were last told a time that was not the newest then. */
  readonly told: number;
  readonly stale: number;
  readonly untold: number;
  /** Changes of an expected time that rode along in a text, or in an answer, that told a newer one. */
  readonly coalesced: number;
  readonly overRate: number;
};

/** What the customers know in the end, asked of the rows. */
export async function whatTheyKnow(side: Side, phones: readonly string[]): Promise<Told> {
  const [row] = await side.sql<Told>(
    `WITH visit AS (
       SELECT a.id, a.told_p50, (SELECT f.p50 FROM forecast f WHERE f.appointment_id = a.id AND f.as_of <= a.told_at
         ORDER BY f.as_of DESC LIMIT 1) AS newest FROM appointment a JOIN work_order w ON w.id = a.work_order_id
       JOIN customer c ON c.id = w.customer_id WHERE c.phone = ANY($1))
     SELECT (SELECT count(*)::int FROM visit WHERE told_p50 IS NOT NULL) AS told,
       (SELECT count(*)::int FROM visit WHERE abs(extract(epoch FROM told_p50 - newest)) > 600) AS stale,
       (SELECT count(*)::int FROM visit WHERE told_p50 IS NULL) AS untold,
       (SELECT count(*)::int FROM timeline WHERE type = 'message.rewritten')
         + (SELECT count(*)::int FROM timeline WHERE type = 'message.suppressed') AS coalesced,
       (SELECT count(*)::int FROM timeline WHERE type = 'message.undelivered' AND reason LIKE '%30022%') AS "overRate"`,
    [phones],
  );
  return row!;
}
