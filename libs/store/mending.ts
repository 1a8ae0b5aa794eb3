import { SILENT_SECONDS } from '#store/silent';
import type { MendingView } from '#store/views';
import type { Tx } from '#store/tx';

/** The state of a plan (`m`): where the process that thinks has not been heard of for long, it has failed. */
export const MENDING_STATE = /* sql */ `
  CASE WHEN m.state = 'thinking' AND m.alive_at < clock_timestamp() - interval '${SILENT_SECONDS} seconds' THEN 'failed' ELSE m.state END`;

const MENDING = /* sql */ `
  SELECT m.id, m.technician_id AS "technicianId", t.name AS technician, r.zone, m.trouble, m.asked_by AS "askedBy", m.ended_by AS "endedBy", m.from_at AS "fromAt", m.progress,
         ${MENDING_STATE} AS state,
         (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', w.id, 'kind', w.kind, 'appointmentId', w.appointment_id, 'workOrderId', p.work_order_id, 'customer', c.name,
            'window', jsonb_build_object('from', p.window_from, 'to', p.window_to),
            'from', f.name, 'to', o.name,
            'stay', CASE WHEN w.stay_from IS NULL THEN NULL ELSE jsonb_build_object('from', w.stay_from, 'to', w.stay_to) END,
            'detourMinutes', w.detour_minutes, 'orphanId', w.orphan_id, 'choices', w.choices,
            'outcome', w.outcome, 'says', w.says) ORDER BY w.nth), '[]')
          FROM mending_row w
          JOIN appointment p ON p.id = w.appointment_id JOIN work_order k ON k.id = p.work_order_id JOIN customer c ON c.id = k.customer_id
          JOIN technician f ON f.id = w.from_technician_id LEFT JOIN technician o ON o.id = w.to_technician_id
          WHERE w.mending_id = m.id) AS rows
  FROM mending m JOIN technician t ON t.id = m.technician_id JOIN territory r ON r.id = t.territory_id
  WHERE m.id = $1
`;

/** A plan as the board shows it; null when there is none. */
export async function mendingOf(tx: Pick<Tx, 'sql'>, id: string): Promise<MendingView | null> {
  const [row] = await tx.sql<object>(MENDING, [id]);
  // Instants inside JSON that PostgreSQL built carry its own notation.
  return row
    ? (JSON.parse(JSON.stringify(row), (key, value: unknown) =>
        typeof value === 'string' && (key === 'from' || key === 'to') && /^\d{4}-\d\d-\d\dT/.test(value)
          ? new Date(value).toISOString()
          : value,
      ) as MendingView)
    : null;
}
