import { TO_TECHNICIANS } from '#conversation/kinds';
import type { StoryLine } from '#store/views';
import type { Tx } from '#store/tx';

/** As much as is read at a door. */
const MOST = 200;
const shortened = (says: string) => (says.length > MOST ? `${says.slice(0, MOST - 1)}…` : says);

type Reader = Pick<Tx, 'sql'>;

/** What an event of the timeline (`e`) says to who has a visit (`a`): once it is over, no words that open doors. */
export const SAYS_TO_WHO_COMES = /* sql */ `
  CASE WHEN a.state <> 'confirmed' AND (e.data -> 'opensDoors' = 'true' OR EXISTS (
    SELECT 1 FROM inbound_message i WHERE i.id = (e.data ->> 'inboundId')::uuid AND i.understood -> 'opensDoors' = 'true'))
  THEN 'how to get in' ELSE e.reason END`;

/**
 * What is known of the customers of some tickets, a few lines each and oldest first: earlier visits, promises that are
 * open, the last texts either way.
 */
export async function storyLines(
  tx: Reader,
  assignmentIds: readonly string[],
): Promise<Map<string, readonly StoryLine[]>> {
  if (!assignmentIds.length) return new Map();
  const rows = await tx.sql<{ assignmentId: string; about: StoryLine['about']; at: Date; says: string }>(
    `WITH mine AS (
       SELECT s.id, s.appointment_id, a.work_order_id, w.customer_id FROM assignment s
       JOIN appointment a ON a.id = s.appointment_id JOIN work_order w ON w.id = a.work_order_id WHERE s.id = ANY($1)
     )
     SELECT m.id AS "assignmentId", l.about, l.at, l.says FROM mine m JOIN appointment a ON a.id = m.appointment_id CROSS JOIN LATERAL (
       (SELECT 'visit' AS about, p.ended_at AS at,
          t.name || coalesce(', ' || k.name, '') || ': ' || coalesce(nullif(b.outcome, ''), CASE p.state WHEN 'fulfilled' THEN 'done' ELSE 'not finished' END) AS says
        FROM work_order o JOIN appointment p ON p.work_order_id = o.id JOIN work_type t ON t.code = p.work_type_code
        LEFT JOIN LATERAL (SELECT technician_id, outcome FROM assignment b WHERE b.appointment_id = p.id
          AND b.state IN ('completed', 'cannot_complete') ORDER BY b.since DESC LIMIT 1) b ON true
        LEFT JOIN technician k ON k.id = b.technician_id
        WHERE o.customer_id = m.customer_id AND p.ended_at IS NOT NULL AND p.id <> m.appointment_id AND p.state IN ('fulfilled', 'failed')
        ORDER BY p.ended_at DESC LIMIT 2)
       UNION ALL
       (SELECT 'promise', r.deadline, CASE r.kind WHEN 'call-back' THEN 'A call back by ' || r.owner ELSE 'News by text' END
        FROM promise r WHERE r.work_order_id = m.work_order_id AND r.state = 'open' AND r.kind IN ('call-back', 'update')
        ORDER BY r.deadline LIMIT 1)
       UNION ALL
       (SELECT 'they', e.at, ${SAYS_TO_WHO_COMES} FROM timeline e WHERE e.work_order_id = m.work_order_id AND e.type = 'reply.received'
        ORDER BY e.id DESC LIMIT 1)
       UNION ALL
       (SELECT 'we', g.sent_at, CASE WHEN a.state <> 'confirmed' AND g.facts -> 'opensDoors' = 'true' THEN 'how to get in'
          ELSE regexp_replace(g.body, '\\S*\\{token:[0-9a-f-]{36}\\}', '(link)', 'g') END FROM message g
        WHERE g.work_order_id = m.work_order_id AND g.sent_at IS NOT NULL AND g.body IS NOT NULL
          AND g.kind <> ALL($2) ORDER BY g.sent_at DESC LIMIT 1)
     ) l ORDER BY m.id, l.at`,
    [assignmentIds, TO_TECHNICIANS],
  );
  const lines = new Map<string, StoryLine[]>();
  for (const { assignmentId, at, about, says } of rows)
    lines.set(assignmentId, [
      ...(lines.get(assignmentId) ?? []),
      { about, at: at.toISOString(), says: shortened(says) },
    ]);
  return lines;
}
