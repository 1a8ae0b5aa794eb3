import type { Window } from '#time/window';
import { HORIZONS, type Standing, type VisitRecord } from '#eta/visit-record';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

/** The days of one territory, as its own clocks count them. */
export type TerritorySpan = Window & { readonly territoryId: string };

export const territories = (tx: Reader): Promise<{ id: string; name: string; zone: string }[]> =>
  tx.sql('SELECT id, name, zone FROM territory ORDER BY name, id');

/**
 * The visits whose last promised window begins within these spans, with every promise, told arrival, text and prediction
 * about them; `most` at most, and one more where there are more. A text that did not arrive told nobody anything.
 */
const RECORDS = /* sql */ `
  WITH span AS (SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS s(territory_id, opens, ends))
  SELECT a.id AS "appointmentId", w.id AS "workOrderId", w.ref, c.name AS customer, d.zone, a.state,
         a.arrived_at AS "arrivedAt", a.ended_at AS "endedAt", t.code AS "workCode", t.name AS work,
         p.id AS "technicianId", p.name AS technician, r.windows, e.told, m.texts, m."lateTexts", m.offers, f.standing
  FROM appointment a
  JOIN work_order w ON w.id = a.work_order_id
  JOIN address d ON d.id = w.address_id
  JOIN span ON span.territory_id = d.territory_id AND a.window_from >= span.opens AND a.window_from < span.ends
  JOIN customer c ON c.id = w.customer_id
  JOIN work_type t ON t.code = a.work_type_code
  JOIN LATERAL (
    SELECT json_agg(json_build_array(${ms('r.window_from')}, ${ms('r.window_to')}, ${ms('r.at')}, r.actor LIKE 'customer %')
             ORDER BY r.revision) AS windows,
           (array_agg(r.technician_id ORDER BY r.revision DESC))[1] AS technician_id, max(r.at) AS at
    FROM appointment_revision r WHERE r.appointment_id = a.id
  ) r ON r.windows IS NOT NULL
  LEFT JOIN LATERAL (
    SELECT s.technician_id FROM assignment s
    WHERE s.appointment_id = a.id AND s.state NOT IN ('declined', 'expired', 'withdrawn')
    ORDER BY s.created_at DESC, s.id DESC LIMIT 1
  ) s ON true
  JOIN technician p ON p.id = coalesce(s.technician_id, r.technician_id)
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS texts,
           json_agg(${ms('m.sent_at')} ORDER BY m.sent_at) FILTER (WHERE m.kind = 'late') AS "lateTexts",
           json_agg(${ms('m.sent_at')} ORDER BY m.sent_at) FILTER (WHERE m.kind = 'fresh-choices' AND NOT m.is_reply)
             AS offers
    FROM message m
    WHERE m.work_order_id = w.id AND m.appointment_id = a.id AND m.phone = c.phone AND m.state IN ('sent', 'delivered')
  ) m
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_array(${ms("(e.based_on ->> 'p10')::timestamptz")}, ${ms("(e.based_on ->> 'p50')::timestamptz")},
             ${ms("(e.based_on ->> 'p90')::timestamptz")}, ${ms('e.made_at')}) ORDER BY e.made_at, e.id) AS told
    FROM promise e
    WHERE e.work_order_id = w.id AND e.appointment_id = a.id AND e.kind = 'eta'
      AND coalesce((e.based_on ->> 'heard')::boolean, true)
      AND NOT EXISTS (SELECT 1 FROM message u WHERE u.work_order_id = w.id AND u.appointment_id = a.id
        AND u.state = 'undelivered' AND u.sent_at = e.made_at)
  ) e
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_array(h.minutes, f.technician_id, ${ms('f.p10')}, ${ms('f.p50')}, ${ms('f.p90')}))
             AS standing
    FROM unnest($4::int[]) AS h(minutes)
    CROSS JOIN LATERAL (
      SELECT * FROM forecast f
      WHERE f.appointment_id = a.id AND f.as_of >= r.at AND f.as_of <= a.arrived_at - make_interval(mins => h.minutes)
      ORDER BY f.as_of DESC LIMIT 1
    ) f
  ) f
  WHERE a.window_from >= $5 AND a.window_from < $6
  ORDER BY a.window_from, a.id LIMIT $7
`;

/** Milliseconds since the epoch: what JSON and a Date both understand without reading a text. */
function ms(column: string): string {
  return `date_part('epoch', ${column}) * 1000`;
}

type Flat = Omit<VisitRecord, 'windows' | 'told' | 'lateTexts' | 'offers' | 'standing'> & {
  readonly windows: readonly (readonly [from: number, to: number, at: number, byCustomer: boolean])[];
  readonly told: readonly (readonly [p10: number, p50: number, p90: number, at: number])[] | null;
  readonly lateTexts: readonly number[] | null;
  readonly offers: readonly number[] | null;
  readonly standing:
    readonly (readonly [Standing['minutes'], technicianId: string, p10: number, p50: number, p90: number])[] | null;
};

export async function visitRecords(tx: Reader, spans: readonly TerritorySpan[], most: number): Promise<VisitRecord[]> {
  if (!spans.length) return [];
  const times = (pick: (span: TerritorySpan) => Date) => spans.map(pick);
  const rows = await tx.sql<Flat>(RECORDS, [
    spans.map(({ territoryId }) => territoryId),
    times(({ from }) => from),
    times(({ to }) => to),
    HORIZONS,
    new Date(Math.min(...times(({ from }) => from).map(Number))),
    new Date(Math.max(...times(({ to }) => to).map(Number))),
    most + 1,
  ]);
  return rows.map(toRecord);
}

/** Thousandths of a second come out of the multiplication a hair off. */
const date = (at: number) => new Date(Math.round(at));

const toRecord = (row: Flat): VisitRecord => ({
  ...row,
  windows: row.windows.map(([from, to, at, byCustomer]) => ({
    window: { from: date(from), to: date(to) },
    at: date(at),
    byCustomer,
  })),
  told: (row.told ?? []).map(([p10, p50, p90, at]) => ({
    p10: date(p10),
    p50: date(p50),
    p90: date(p90),
    at: date(at),
  })),
  lateTexts: (row.lateTexts ?? []).map(date),
  offers: (row.offers ?? []).map(date),
  standing: (row.standing ?? []).map(([minutes, technicianId, p10, p50, p90]) => ({
    minutes,
    technicianId,
    p10: date(p10),
    p50: date(p50),
    p90: date(p90),
  })),
});
