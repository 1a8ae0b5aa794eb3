import type { Forecast } from '#eta/arrivals';
import type { AheadRow } from '#store/day';
import type { Tx } from '#store/tx';

/** An arrival that moves by less than this is the same arrival. */
export const SAME_MINUTES = 1;
/** An unmoved one is written down again after this, so that one can see later what we believed all along. */
const KEPT_MINUTES = 10;

/** Writes what is expected now: on the visits, on the tickets, and in the record of what was believed all along. */
export async function writeForecasts(
  tx: Tx,
  technicianId: string,
  rows: readonly AheadRow[],
  forecasts: readonly Forecast[],
): Promise<void> {
  const facts = rows.map((row, i) => {
    const { arrival, plain, ends } = forecasts[i]!;
    return {
      appointmentId: row.appointmentId,
      assignmentId: row.assignmentId,
      ...arrival,
      isDriving: row.state === 'en_route',
      plain10: plain?.p10,
      plain50: plain?.p50,
      plain90: plain?.p90,
      expectedFrom: arrival?.p50 ?? row.since,
      expectedTo: ends.p50,
    };
  });
  await tx.sql(
    `WITH f AS (SELECT * FROM jsonb_to_recordset($1) AS f("appointmentId" uuid, p10 timestamptz, p50 timestamptz,
       p90 timestamptz, "asOf" timestamptz, basis text, "stopsBefore" integer, "isDriving" boolean,
       plain10 timestamptz, plain50 timestamptz, plain90 timestamptz)),
     kept AS (
       INSERT INTO forecast (appointment_id, as_of, technician_id, p10, p50, p90, basis, is_driving, plain_p10, plain_p50, plain_p90)
       SELECT "appointmentId", "asOf", $2, p10, p50, p90, basis, "isDriving", plain10, plain50, plain90 FROM f
       LEFT JOIN LATERAL (
         SELECT k.as_of, k.p50 AS stood FROM forecast k WHERE k.appointment_id = f."appointmentId" ORDER BY as_of DESC LIMIT 1
       ) newest ON true
       WHERE p50 IS NOT NULL AND (newest.as_of IS NULL OR newest.as_of <= f."asOf" - make_interval(mins => $3)
         OR abs(extract(epoch FROM stood - f.p50)) >= $4 * 60)
       ON CONFLICT (appointment_id, as_of) DO UPDATE SET technician_id = excluded.technician_id, p10 = excluded.p10,
         p50 = excluded.p50, p90 = excluded.p90, basis = excluded.basis, is_driving = excluded.is_driving,
         plain_p10 = excluded.plain_p10, plain_p50 = excluded.plain_p50, plain_p90 = excluded.plain_p90)
     UPDATE appointment a SET eta_p10 = f.p10, eta_p50 = f.p50, eta_p90 = f.p90, eta_as_of = f."asOf", eta_basis = f.basis,
       stops_before = f."stopsBefore"
     FROM f WHERE a.id = f."appointmentId"`,
    [JSON.stringify(facts), technicianId, KEPT_MINUTES, SAME_MINUTES],
  );
  await tx.sql(
    `WITH f AS (SELECT * FROM jsonb_to_recordset($1) AS f("assignmentId" uuid, "expectedFrom" timestamptz, "expectedTo" timestamptz))
     UPDATE assignment a SET expected_from = f."expectedFrom", expected_to = f."expectedTo" FROM f WHERE a.id = f."assignmentId"`,
    [JSON.stringify(facts)],
  );
}
