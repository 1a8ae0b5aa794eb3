import { hourOfWeek } from '#time/zone';
import { type Came, learnCalibration } from '#eta/calibration';
import { type DrivenLeg, learnDrives } from '#eta/drives';
import { learnDurations, type Worked } from '#eta/durations';
import { type CameFor, earliness, RINGS_AT_ONCE } from '#eta/waiting';
import type { Tx } from '#store/tx';
import { DOORWARD } from '#flows/doorward';

/** What is older says little of today's people, vans and roads. */
const DAYS = 180;
/** So long before an arrival (minutes) the prediction that stood then is held against it: all along, lest luck chooses. */
const MARKS = Array.from({ length: 36 }, (_, i) => 3 + 10 * i);
const CALIBRATION_DAYS = 45;
/** Who sets out so early that a drive of this many times its predicted minutes would still be early may have waited. */
const MAY_WAIT = 1.3;

/** Learns anew, from everything done lately, how long visits and drives take and how wide the ranges have to be. */
export async function learn(tx: Tx): Promise<void> {
  await learnWaiting(tx);
  const visits = await learnFromVisits(tx);
  const drives = await learnFromDrives(tx);
  const predictions = await learnFromPredictions(tx);
  tx.record({
    type: 'arrivals.learned',
    actor: DOORWARD,
    reason: `from ${visits} visits, ${drives} drives and ${predictions} predictions`,
    data: { visits, drives, predictions },
  });
}

async function learnFromVisits(tx: Tx): Promise<number> {
  const worked = await tx.sql<Worked>(
    `SELECT a.technician_id AS technician, k.code AS "workType", coalesce(p.minutes, k.minutes)::float8 AS "plannedMinutes",
            (extract(epoch FROM p.ended_at - s.began) / 60)::float8 AS minutes,
            (extract(epoch FROM $1::timestamptz - p.ended_at) / 86400)::float8 AS "daysAgo"
     FROM assignment a JOIN appointment p ON p.id = a.appointment_id
     JOIN work_type k ON k.code = p.work_type_code JOIN technician t ON t.id = a.technician_id
     CROSS JOIN LATERAL (
       SELECT CASE WHEN t.learned_early > $3 THEN p.arrived_at ELSE greatest(p.arrived_at, p.window_from) END AS began) s
     WHERE a.state = 'completed' AND p.ended_at > s.began
       AND p.ended_at > $1::timestamptz - make_interval(days => $2)`,
    [tx.now, DAYS, RINGS_AT_ONCE],
  );
  const { types, technicians } = learnDurations(worked);
  await tx.sql(
    `UPDATE work_type k SET learned_ratio = l.ratio, learned_spread = l.spread, learned_shape = l.shape, learned_from = l."from"
     FROM jsonb_to_recordset($1) AS l(code text, ratio double precision, spread double precision, shape double precision[],
       "from" integer) WHERE k.code = l.code`,
    [JSON.stringify([...types].map(([code, learned]) => ({ code, ...learned })))],
  );
  await tx.sql('DELETE FROM learned_duration');
  const pairs = [...technicians].flatMap(([technician, his]) =>
    [...his].map(([code, learned]) => ({ technician, code, ...learned })),
  );
  await tx.sql(
    `INSERT INTO learned_duration (technician_id, work_type_code, ratio, spread, learned_from)
     SELECT technician, code, ratio, spread, "from"
     FROM jsonb_to_recordset($1) AS l(technician uuid, code text, ratio double precision, spread double precision, "from" integer)`,
    [JSON.stringify(pairs)],
  );
  return worked.length;
}

/** Who waits for the window and who rings at once. */
async function learnWaiting(tx: Tx): Promise<void> {
  const came = await tx.sql<{ technicianId: string; from: Date; to: Date; arrived: Date }>(
    `SELECT a.technician_id AS "technicianId", p.window_from AS "from", p.window_to AS "to", p.arrived_at AS arrived
     FROM assignment a JOIN appointment p ON p.id = a.appointment_id
     WHERE a.state = 'completed' AND p.arrived_at > $1::timestamptz - make_interval(days => $2)`,
    [tx.now, DAYS],
  );
  const byTechnician = new Map<string, CameFor[]>();
  for (const { technicianId, from, to, arrived } of came)
    byTechnician.set(technicianId, [...(byTechnician.get(technicianId) ?? []), { window: { from, to }, arrived }]);
  await tx.sql(
    `UPDATE technician t SET learned_early = l.early FROM jsonb_to_recordset($1) AS l(id uuid, early double precision) WHERE t.id = l.id`,
    [
      JSON.stringify(
        [...byTechnician].map(([id, his]) => ({
          id,
          early: earliness(his),
        })),
      ),
    ],
  );
}

type DroveRow = Omit<DrivenLeg, 'hourOfWeek'> & {
  readonly territoryId: string;
  readonly zone: string;
  readonly at: Date;
};

async function learnFromDrives(tx: Tx): Promise<number> {
  const drove = await tx.sql<DroveRow>(
    `SELECT d.territory_id AS "territoryId", r.zone, d.minutes AS "predictedMinutes", d.set_out_at AS at,
            (extract(epoch FROM d.arrived_at - d.set_out_at) / 60)::float8 AS minutes,
            (extract(epoch FROM $1::timestamptz - d.set_out_at) / 86400)::float8 AS "daysAgo",
            (SELECT (extract(epoch FROM d.set_out_at - max(p.ended_at)) / 60)::float8
             FROM assignment a JOIN appointment p ON p.id = a.appointment_id
             WHERE a.technician_id = d.technician_id AND a.state IN ('completed', 'cannot_complete')
               AND p.ended_at BETWEEN d.set_out_at - interval '4 hours' AND d.set_out_at) AS "turnMinutes"
     FROM drive d JOIN territory r ON r.id = d.territory_id
     JOIN assignment own ON own.id = d.assignment_id JOIN appointment visit ON visit.id = own.appointment_id
     WHERE d.arrived_at > d.set_out_at AND d.set_out_at > $1::timestamptz - make_interval(days => $2)
       -- One that may have ended in waiting for the window says only what a drive is less than.
       AND d.set_out_at + make_interval(secs => 60 * $3::float8 * d.minutes) >= visit.window_from`,
    [tx.now, DAYS, MAY_WAIT],
  );
  for (const territoryId of new Set(drove.map((d) => d.territoryId))) {
    const his = drove.filter((d) => d.territoryId === territoryId);
    const learned = learnDrives(his.map((d) => ({ ...d, hourOfWeek: hourOfWeek(d.at, d.zone) })));
    await tx.sql(
      `UPDATE territory SET learned_door_minutes = $2, learned_drive_spread = $3, learned_paces = $4, learned_turns = $5, learned_from = $6
       WHERE id = $1`,
      [territoryId, learned.doorMinutes, learned.spread, learned.paces, learned.turns, learned.from],
    );
  }
  return drove.length;
}

async function learnFromPredictions(tx: Tx): Promise<number> {
  const rows = await tx.sql<Came['plain'] & Omit<Came, 'plain'>>(
    `SELECT DISTINCT p.id AS visit, f.as_of AS "asOf", f.is_driving AS "isDriving", f.basis, p.arrived_at AS arrived,
            coalesce(f.plain_p10, f.p10) AS p10, coalesce(f.plain_p50, f.p50) AS p50, coalesce(f.plain_p90, f.p90) AS p90
     FROM appointment p CROSS JOIN unnest($2::integer[]) AS mark
     JOIN LATERAL (
       SELECT * FROM forecast WHERE appointment_id = p.id AND as_of <= p.arrived_at - make_interval(mins => mark)
       ORDER BY as_of DESC LIMIT 1) f ON true
     WHERE p.arrived_at > $1::timestamptz - make_interval(days => $3)`,
    [tx.now, MARKS, CALIBRATION_DAYS],
  );
  const calibration = learnCalibration(
    rows.map(({ p10, p50, p90, ...came }) => ({ ...came, plain: { p10, p50, p90 } })),
  );
  await tx.sql('DELETE FROM learned_spread');
  await tx.sql(
    `INSERT INTO learned_spread (kind, middle, early, late, learned_from)
     SELECT kind, middle, early, late, "from"
     FROM jsonb_to_recordset($1) AS l(kind text, middle double precision, early double precision, late double precision, "from" integer)`,
    [JSON.stringify([...calibration].map(([kind, fit]) => ({ kind, ...fit })))],
  );
  return rows.length;
}
