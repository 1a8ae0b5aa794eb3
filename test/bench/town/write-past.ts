import type pg from 'pg';

/**
 * What was said and done about every booked visit until now, so that the tables are as full as a working day finds
 * them: eight events and two delivered texts each.
 */
export async function writePast(db: pg.Client, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO timeline (at, type, actor, reason, work_order_id, appointment_id, assignment_id, technician_id, data, reacted_at)
     SELECT $1, e.type, 'doorward', e.type, a.work_order_id, a.id, s.id, s.technician_id, '{}', $1
     FROM appointment a JOIN assignment s ON s.appointment_id = a.id,
       unnest(ARRAY['work-order.opened', 'visit.confirmed', 'promise.made', 'ticket.created', 'ticket.delivered',
         'ticket.accepted', 'message.sent', 'message.delivered']) WITH ORDINALITY AS e(type, nth)
     ORDER BY a.id, e.nth`,
    [at],
  );
  await db.query(
    `INSERT INTO message (key, kind, phone, work_order_id, appointment_id, assignment_id, facts, claims, urgency, send_after,
       useful_until, state, body, segments, attempts, carrier_sid, created_at, sent_at)
     SELECT k.kind || ':' || a.id, k.kind, c.phone, w.id, a.id, s.id, '{}', '{"revision": 1}', a.window_to, $1,
       a.window_to, 'delivered', 'A text of the evening before.', 1, 1, 'SM' || md5(k.kind || a.id), $1, $1
     FROM appointment a JOIN work_order w ON w.id = a.work_order_id JOIN customer c ON c.id = w.customer_id
     JOIN assignment s ON s.appointment_id = a.id, unnest(ARRAY['booked', 'accepted']) AS k(kind)`,
    [at],
  );
}
