import type { Conversation } from '#store/views';
import type { Tx } from '#store/tx';

/** Alerts that are about a conversation; the others are about a day. */
const ABOUT_TEXTS = ['not-understood', 'cancel-word', 'call-back', 'phone-only'];
/** More than that is no list any more; the most urgent come first. */
const MOST = 200;

/** The conversations that wait for a person, what falls due first at the top: texts nobody has answered, calls promised. */
export async function conversations(tx: Pick<Tx, 'sql'>): Promise<Conversation[]> {
  const rows = await tx.sql<Omit<Conversation, 'since' | 'dueAt' | 'last'> & Dates>(CONVERSATIONS, [ABOUT_TEXTS, MOST]);
  return rows.map(({ since, dueAt, lastAt, lastBody, lastOurs, ...row }) => ({
    ...row,
    since: since.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    last: lastAt && lastBody !== null ? { at: lastAt.toISOString(), body: lastBody, isOurs: lastOurs === true } : null,
  }));
}

type Dates = {
  since: Date;
  dueAt: Date | null;
  lastAt: Date | null;
  lastBody: string | null;
  lastOurs: boolean | null;
};

const CONVERSATIONS = /* sql */ `
  WITH reasons AS (
    SELECT work_order_id, kind AS why, due_at, opened_at AS since FROM alert
    WHERE closed_at IS NULL AND work_order_id IS NOT NULL AND kind = ANY($1)
    UNION ALL
    SELECT work_order_id, 'call-back', deadline, made_at FROM promise WHERE state = 'open' AND kind = 'call-back'
    UNION ALL
    SELECT coalesce(i.work_order_id, newest.id), 'unanswered', NULL, i.received_at
    FROM inbound_message i LEFT JOIN LATERAL (
      SELECT id FROM (
        SELECT w.id, w.closed_at, w.opened_at FROM work_order w JOIN customer c ON c.id = w.customer_id WHERE c.phone = i.phone
        UNION ALL
        SELECT w.id, w.closed_at, w.opened_at FROM work_order w JOIN contact k ON k.work_order_id = w.id WHERE k.phone = i.phone
      ) his ORDER BY closed_at IS NOT NULL, opened_at DESC LIMIT 1
    ) newest ON true
    WHERE i.handled_at IS NULL
  ), waiting AS (
    SELECT work_order_id, array_agg(DISTINCT why ORDER BY why) AS why, min(due_at) AS due_at, min(since) AS since
    FROM reasons WHERE work_order_id IS NOT NULL GROUP BY work_order_id
  )
  SELECT w.id AS "workOrderId", w.ref, c.name AS customer, c.phone, coalesce(k.texts, true) AS texts, d.zone, q.why, q.since, q.due_at AS "dueAt",
         last.at AS "lastAt", last.body AS "lastBody", last.ours AS "lastOurs"
  FROM waiting q JOIN work_order w ON w.id = q.work_order_id JOIN customer c ON c.id = w.customer_id
  JOIN address d ON d.id = w.address_id LEFT JOIN consent k ON k.phone = c.phone
  CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT c.phone UNION ALL SELECT k.phone FROM contact k WHERE k.work_order_id = w.id) AS phones
  ) on_it
  LEFT JOIN LATERAL (
    (SELECT received_at AS at, body, false AS ours FROM inbound_message WHERE phone = ANY(on_it.phones) ORDER BY received_at DESC LIMIT 1)
    UNION ALL
    (SELECT sent_at, body, true FROM message WHERE work_order_id = w.id AND phone = ANY(on_it.phones) AND body IS NOT NULL AND sent_at IS NOT NULL
     ORDER BY sent_at DESC LIMIT 1)
    ORDER BY at DESC LIMIT 1
  ) last ON true
  ORDER BY q.due_at NULLS LAST, q.since, w.id LIMIT $2
`;
