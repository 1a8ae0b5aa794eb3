import type { PositionSource } from '#store/tables/people';
import type { Store } from '#store/store';

type Reader = Pick<Store, 'read'>;

/** What is stored around some fixes of a technician: his shifts, and his positions before, between and after them. */
export type Around = {
  readonly technicianId: string;
  readonly now: Date;
  /** Milliseconds since the epoch. */
  readonly shifts: readonly (readonly [from: number, to: number])[];
  /** In no order; the time in milliseconds since the epoch. */
  readonly known: readonly KnownPosition[];
};

export type KnownPosition = readonly [
  at: number,
  lat: number,
  lng: number,
  accuracy: number | null,
  speed: number | null,
  refused: string | null,
];

export type Asked = { readonly technicianId: string; readonly from: Date; readonly to: Date };

/** Looks up what fixes are judged by, for many technicians at once. */
export const positionsAround = (store: Reader, asked: readonly Asked[]): Promise<Around[]> =>
  store.read<Around>(AROUND, [JSON.stringify(asked)]);

/**
 * Of what was before, the last good one matters and the jumps since: enough of them that agree are the truth. Where there
 * were as many that do not agree, nobody knows where he was, and the next one counts.
 */
const AROUND = /* sql */ `
  WITH asked AS (
    SELECT * FROM jsonb_to_recordset($1) AS a("technicianId" uuid, "from" timestamptz, "to" timestamptz)
  ), clock_now AS MATERIALIZED (SELECT doorward_now() AS now)
  SELECT a."technicianId", c.now,
    (SELECT coalesce(json_agg(json_build_array(extract(epoch FROM lower(s.during))::float8 * 1000, extract(epoch FROM
        CASE WHEN t.off_since <@ s.during THEN t.off_since ELSE upper(s.during) END)::float8 * 1000)), '[]')
     FROM shift s JOIN technician t ON t.id = s.technician_id WHERE s.technician_id = a."technicianId" AND upper(s.during) > a."from" AND lower(s.during) <= a."to") AS shifts,
    (SELECT coalesce(json_agg(json_build_array(extract(epoch FROM p.at)::float8 * 1000, p.lat, p.lng, p.accuracy, p.speed, p.refused)), '[]')
     FROM (
       (SELECT * FROM position p WHERE p.technician_id = a."technicianId" AND p.at < a."from" AND p.at > a."from" - interval '12 hours'
          AND (p.refused IS NULL OR p.refused = 'teleport') ORDER BY p.at DESC LIMIT 3)
       UNION ALL
       (SELECT * FROM position p WHERE p.technician_id = a."technicianId" AND p.at >= a."from" AND p.at <= a."to")
       UNION ALL
       (SELECT * FROM position p WHERE p.technician_id = a."technicianId" AND p.at > a."to" AND p.refused IS NULL ORDER BY p.at LIMIT 1)
     ) p) AS known
  FROM asked a, clock_now c
`;

/** A position as it is written down. */
export type NewPosition = {
  readonly technicianId: string;
  readonly at: Date;
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number | null;
  readonly speed: number | null;
  readonly heading: number | null;
  readonly source: PositionSource;
  readonly mocked: boolean;
  readonly refused: string | null;
};

/**
 * Writes positions and, in the same statement, sets what follows from them due: a technician who drives and whose day
 * has not been looked at for a while is looked at, and so is the door he comes near to. True when something fell due.
 *
 * A timer that somebody is dealing with at this moment is left alone, and nothing here waits for anybody's lock.
 */
export async function storePositions(store: Reader, positions: readonly NewPosition[], now: Date): Promise<boolean> {
  const columns = COLUMNS.map((valueOf) => arrayOf(positions, valueOf));
  const [row] = await store.read<{ due: number }>(STORE, [...columns, now]);
  return row!.due > 0;
}

/** In the order in which the statement takes them. Nothing in them has to be quoted. */
const COLUMNS: readonly ((position: NewPosition) => string | number | boolean | null)[] = [
  (position) => position.technicianId,
  (position) => position.at.getTime(),
  (position) => position.lat,
  (position) => position.lng,
  (position) => position.accuracy,
  (position) => position.speed,
  (position) => position.heading,
  (position) => position.source,
  (position) => position.mocked,
  (position) => position.refused,
];

/** PostgreSQL's way of writing a list; read by it in a fifth of the time that JSON takes. */
function arrayOf(positions: readonly NewPosition[], valueOf: (typeof COLUMNS)[number]): string {
  let list = '';
  for (const position of positions) list += `${list && ','}${valueOf(position) ?? 'NULL'}`;
  return `{${list}}`;
}

const STORE = /* sql */ `
  WITH moment AS (SELECT $11::timestamptz AS now),
  told AS (
    SELECT * FROM unnest($1::uuid[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::text[],
      $9::boolean[], $10::text[]) AS f(technician_id, ms, lat, lng, accuracy, speed, heading, source, mocked, refused)
  ), stored AS (
    INSERT INTO position (technician_id, at, lat, lng, accuracy, received_at, speed, heading, source, mocked, refused)
    SELECT f.technician_id, to_timestamp(f.ms / 1000), f.lat, f.lng, f.accuracy, m.now, f.speed, f.heading, f.source, f.mocked, f.refused FROM told f, moment m
    ON CONFLICT DO NOTHING
    RETURNING technician_id, lat, lng, refused
  ), driving AS (
    SELECT a.id, a.technician_id, p.eta_as_of <= m.now - interval '20 seconds' IS NOT FALSE AS "isStale",
           a.at_door_since IS NOT NULL OR bool_or(abs(f.lat - d.lat) < 0.0018 AND abs(f.lng - d.lng) * cos(radians(d.lat)) < 0.0018) AS "isNear"
    FROM stored f JOIN assignment a ON a.technician_id = f.technician_id AND a.state = 'en_route'
    JOIN appointment p ON p.id = a.appointment_id JOIN work_order w ON w.id = p.work_order_id JOIN address d ON d.id = w.address_id, moment m
    WHERE f.refused IS NULL
    GROUP BY a.id, p.eta_as_of, m.now
  ), due AS (
    SELECT 'route.look:' || technician_id AS key, 'route.look' AS kind, technician_id AS subject FROM driving WHERE "isStale"
    UNION ALL
    SELECT 'door.look:' || id, 'door.look', id FROM driving WHERE "isNear"
  ), later AS (
    SELECT t.key FROM timer t JOIN due ON due.key = t.key, moment m WHERE t.due_at > m.now ORDER BY t.key FOR UPDATE OF t SKIP LOCKED
  ), hurried AS (
    UPDATE timer t SET due_at = m.now FROM later l, moment m WHERE t.key = l.key RETURNING 1
  ), fresh AS (
    INSERT INTO timer (key, kind, subject, due_at) SELECT due.key, due.kind, due.subject, m.now FROM due, moment m ORDER BY due.key
    ON CONFLICT (key) DO NOTHING RETURNING 1
  )
  SELECT ((SELECT count(*) FROM hurried) + (SELECT count(*) FROM fresh))::int AS due
`;

/** A position as the technician himself may see it. */
export type OwnPosition = {
  readonly at: Date;
  readonly lat: number;
  readonly lng: number;
  readonly accuracy: number | null;
  readonly source: PositionSource;
  readonly refused: string | null;
};

/** More are not listed at once. */
const MOST_LISTED = 3_000;

/** What is stored of a technician's positions: the last day's, newest first, and how many there are in all. */
export async function positionsOf(
  store: Reader,
  technicianId: string,
): Promise<{ readonly stored: number; readonly positions: OwnPosition[] }> {
  const [count] = await store.read<{ stored: number }>(
    'SELECT count(*)::int AS stored FROM position WHERE technician_id = $1',
    [technicianId],
  );
  const positions = await store.read<OwnPosition>(
    `SELECT at, lat, lng, accuracy, source, refused FROM position
     WHERE technician_id = $1 AND at > doorward_now() - interval '1 day' ORDER BY at DESC LIMIT ${MOST_LISTED}`,
    [technicianId],
  );
  return { stored: count!.stored, positions };
}
