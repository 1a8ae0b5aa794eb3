import type { Window } from '#time/window';
import { visitCode } from '#visits/reference';
import type { BoardAlert, BoardTechnician, BoardVisit, ClockFace } from '#store/views';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

const VISITS = /* sql */ `
  SELECT a.id AS "appointmentId", w.id AS "workOrderId", w.ref, c.name AS customer, d.street, d.lat, d.lng, t.name AS work, d.zone,
         a.state, a.revision, a.version,
         CASE WHEN a.window_from IS NULL THEN NULL ELSE json_build_object('from', a.window_from, 'to', a.window_to) END AS window,
         CASE WHEN a.eta_p50 IS NULL OR a.arrived_at IS NOT NULL THEN NULL ELSE json_build_object('p10', a.eta_p10, 'p50', a.eta_p50, 'p90', a.eta_p90,
           'asOf', a.eta_as_of, 'basis', a.eta_basis) END AS eta,
         CASE WHEN a.told_p50 IS NULL THEN NULL ELSE json_build_object('p10', a.told_p10, 'p50', a.told_p50, 'p90', a.told_p90,
           'at', a.told_at) END AS told,
         a.at_risk_at IS NOT NULL AND a.state = 'confirmed' AS "atRisk", a.missed_at IS NOT NULL AS missed,
         CASE WHEN s.id IS NULL THEN NULL ELSE json_build_object('id', s.id, 'technicianId', s.technician_id, 'technician', p.name,
           'state', s.state, 'planned', json_build_object('from', s.planned_from, 'to', s.planned_to),
           'expected', CASE WHEN s.expected_from IS NULL THEN NULL ELSE json_build_object('from', coalesce(a.arrived_at, s.expected_from),
             'to', coalesce(a.ended_at, s.expected_to)) END,
           'alarmed', s.alarmed_at IS NOT NULL) END AS ticket,
         CASE WHEN f.state <> 'fulfilled' THEN ft.name END AS after,
         a.suspended_at IS NOT NULL AND a.state = 'confirmed' AS suspended,
         CASE WHEN b.id IS NULL THEN NULL ELSE json_build_object('owner', b.owner, 'reason', b.reason, 'expiresAt', b.expires_at,
           'atExpiry', b.at_expiry, 'escalatedAt', b.escalated_at) END AS block,
         EXISTS (SELECT 1 FROM prompt q WHERE q.appointment_id = a.id AND q.state = 'open') AS asked,
         EXISTS (SELECT 1 FROM inbound_message i WHERE i.handled_at IS NULL
           AND (i.phone = c.phone OR i.phone IN (SELECT k.phone FROM contact k WHERE k.work_order_id = w.id))) AS unanswered
  FROM appointment a
  JOIN work_order w ON w.id = a.work_order_id
  JOIN customer c ON c.id = w.customer_id
  JOIN address d ON d.id = w.address_id
  JOIN work_type t ON t.code = a.work_type_code
  LEFT JOIN LATERAL (
    SELECT * FROM assignment s WHERE s.appointment_id = a.id AND s.state NOT IN ('declined', 'expired', 'withdrawn')
    ORDER BY s.created_at DESC, s.id DESC LIMIT 1
  ) s ON true
  LEFT JOIN technician p ON p.id = s.technician_id
  LEFT JOIN appointment f ON f.id = a.needs_first_id
  LEFT JOIN work_type ft ON ft.code = f.work_type_code
  LEFT JOIN block b ON b.appointment_id = a.id AND b.ended_at IS NULL
`;

/** The visits promised or expected within a span. */
export const boardVisitsIn = async (tx: Reader, { from, to }: Window): Promise<BoardVisit[]> =>
  withCodes(
    await tx.sql(
      `${VISITS} WHERE (a.window_from < $2 AND a.window_to > $1) OR (s.expected_from < $2 AND s.expected_to > $1)
       ORDER BY a.window_from, a.id`,
      [from, to],
    ),
  );

export const boardVisitsOf = async (tx: Reader, appointmentIds: readonly string[]): Promise<BoardVisit[]> =>
  appointmentIds.length
    ? withCodes(await tx.sql(`${VISITS} WHERE a.id = ANY($1) ORDER BY a.id`, [appointmentIds]))
    : [];

const withCodes = (rows: unknown): BoardVisit[] =>
  tidy<Omit<BoardVisit, 'code'>[]>(rows).map((visit) => ({ ...visit, code: visitCode(visit.ref) }));

/** All alerts that are open, those with the nearest deadline first. */
export const boardAlerts = async (tx: Reader): Promise<BoardAlert[]> =>
  tidy(
    await tx.sql(
      `SELECT id, kind, work_order_id AS "workOrderId", technician_id AS "technicianId", says, due_at AS "dueAt", opened_at AS "openedAt",
              CASE WHEN snoozed_until > doorward_now() THEN json_build_object('by', snoozed_by, 'until', snoozed_until) END AS snoozed
       FROM alert WHERE closed_at IS NULL ORDER BY due_at NULLS LAST, opened_at, id`,
    ),
  );

export async function boardTechnicians(tx: Reader, { from, to }: Window): Promise<BoardTechnician[]> {
  const rows = await tx.sql<BoardTechnician>(
    `SELECT t.id, t.name, t.skills, r.name AS territory, r.zone, coalesce(json_agg(json_build_object('from', lower(s.during), 'to', upper(s.during))
              ORDER BY s.during) FILTER (WHERE s.id IS NOT NULL), '[]') AS shifts,
            coalesce(json_agg(json_build_object('from', s.break_from, 'to', s.break_from + s.break_minutes * interval '1 minute')
              ORDER BY s.during) FILTER (WHERE s.break_from IS NOT NULL AND s.break_minutes > 0), '[]') AS breaks
     FROM technician t JOIN territory r ON r.id = t.territory_id
     LEFT JOIN shift s ON s.technician_id = t.id AND s.during && tstzrange($1, $2)
     WHERE t.active GROUP BY t.id, r.name, r.zone ORDER BY r.name, t.name, t.id`,
    [from, to],
  );
  return tidy(rows);
}

export async function clockFace(tx: Reader): Promise<ClockFace> {
  const [row] = await tx.sql<{ shows: Date; rate: number }>(
    'SELECT doorward_now() AS shows, coalesce((SELECT rate FROM clock), 1) AS rate',
  );
  return { shows: row!.shows.toISOString(), rate: row!.rate };
}

/** Instants inside JSON that PostgreSQL built carry its own notation; everything on the wire is ISO in UTC. */
function tidy<T>(rows: unknown): T {
  return JSON.parse(JSON.stringify(rows), (key, value: unknown) =>
    typeof value === 'string' && INSTANTS.has(key) ? new Date(value).toISOString() : value,
  ) as T;
}

const INSTANTS = new Set(['from', 'to', 'p10', 'p50', 'p90', 'asOf', 'at', 'expiresAt', 'escalatedAt', 'until']);
