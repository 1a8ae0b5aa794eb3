import { minutesBetween } from '#time/minutes';
import { type Ahead, arrivals, type Forecast, nextLook } from '#eta/arrivals';
import { judge, knowsOfDelay } from '#eta/judgement';
import type { Place } from '#routes/route';
import { type AheadRow, lastPlace, ticketsAhead } from '#store/route';
import type { Tx } from '#store/tx';
import { type Visit, visitsOf } from '#store/visit';
import { estimatedMinutes } from '#travel/estimate';
import { DOORWARD } from '#flows/doorward';
import { closeAlert, openAlert } from '#flows/steps/alerts';
import { sayRange, sayTime } from '#time/say';

/** An arrival that moves by less than this is the same arrival. */
const SAME_MINUTES = 1;

/**
 * Works out anew when the technician arrives at everything he still has ahead, in the commit that changed his day, and
 * opens or clears the risks that follow from it. The caller holds the technician's lock.
 */
export async function reckon(tx: Tx, technicianId: string): Promise<void> {
  const rows = await ticketsAhead(tx, technicianId);
  const timer = `route.look:${technicianId}`;
  if (!rows.length) return tx.sleep(timer);
  const stops = aheadFrom(rows, await lastPlace(tx, technicianId));
  const forecasts = arrivals(stops, tx.now);
  const before = await visitsOf(
    tx,
    rows.map((row) => row.appointmentId),
  );
  await write(tx, rows, forecasts);
  for (const visit of before) {
    const row = rows.findIndex((r) => r.appointmentId === visit.appointmentId);
    await weigh(tx, visit, forecasts[row]!);
  }
  if (before.some((visit) => moved(visit, forecasts[rows.findIndex((r) => r.appointmentId === visit.appointmentId)]!)))
    tx.record({
      type: 'eta.moved',
      actor: DOORWARD,
      reason: 'the day was reckoned anew',
      technicianId,
      data: { appointmentIds: rows.map((r) => r.appointmentId) },
    });
  const due = nextLook(stops, tx.now);
  if (due) tx.wake({ key: timer, kind: 'route.look', subject: technicianId, dueAt: due });
}

function aheadFrom(rows: readonly AheadRow[], start: Place): Ahead[] {
  let from = start;
  return rows.map((row) => {
    const place = { lat: row.lat, lng: row.lng };
    const ahead: Ahead = {
      id: row.assignmentId,
      state: row.state,
      since: row.since,
      plannedFrom: row.plannedFrom,
      workMinutes: row.workMinutes,
      travelMinutes: estimatedMinutes(from, place),
      announced: row.announced,
    };
    from = place;
    return ahead;
  });
}

async function write(tx: Tx, rows: readonly AheadRow[], forecasts: readonly Forecast[]): Promise<void> {
  const facts = rows.map((row, i) => ({
    appointmentId: row.appointmentId,
    assignmentId: row.assignmentId,
    ...forecasts[i]!.arrival,
    expectedFrom: forecasts[i]!.arrival?.p50 ?? row.since,
    expectedTo: forecasts[i]!.ends.p50,
  }));
  await tx.sql(
    `WITH f AS (SELECT * FROM jsonb_to_recordset($1) AS f("appointmentId" uuid, p10 timestamptz, p50 timestamptz,
       p90 timestamptz, "asOf" timestamptz, basis text, "stopsBefore" integer))
     UPDATE appointment a SET eta_p10 = f.p10, eta_p50 = f.p50, eta_p90 = f.p90, eta_as_of = f."asOf", eta_basis = f.basis,
       stops_before = f."stopsBefore"
     FROM f WHERE a.id = f."appointmentId"`,
    [JSON.stringify(facts)],
  );
  await tx.sql(
    `WITH f AS (SELECT * FROM jsonb_to_recordset($1) AS f("assignmentId" uuid, "expectedFrom" timestamptz, "expectedTo" timestamptz))
     UPDATE assignment a SET expected_from = f."expectedFrom", expected_to = f."expectedTo" FROM f WHERE a.id = f."assignmentId"`,
    [JSON.stringify(facts)],
  );
}

/** Opens a risk, tells of news about a risk already told, or clears one nobody was told of. */
async function weigh(tx: Tx, visit: Visit, forecast: Forecast): Promise<void> {
  const { window, told, appointmentId, workOrderId } = visit;
  if (!window || visit.state !== 'confirmed' || !forecast.arrival) return;
  const about = { actor: DOORWARD, workOrderId, appointmentId, technicianId: visit.ticket!.technicianId };
  const eta = forecast.arrival;
  const judged = judge(window, told, eta);
  // Somebody who has been told that he is on his way is told the new time; other times are no help any more.
  const verdict = judged === 'late' && told && visit.ticket!.state === 'en_route' ? 'slipped' : judged;
  const said = sayTime(eta.p50, visit.place.zone);
  if (verdict === 'late' && !visit.atRiskAt) {
    await tx.sql('UPDATE appointment SET at_risk_at = $2 WHERE id = $1', [appointmentId, tx.now]);
    tx.record({
      ...about,
      type: 'visit.at-risk',
      reason: `expected ${said}, after the window (${eta.basis})`,
      data: { p50: eta.p50 },
    });
    await openAlert(tx, {
      kind: 'at-risk',
      subject: appointmentId,
      workOrderId,
      technicianId: visit.ticket!.technicianId,
      says: `${visit.customer.name}: expected about ${said} (${sayRange({ from: eta.p10, to: eta.p90 }, visit.place.zone)}), promised until ${sayTime(window.to, visit.place.zone)}`,
      dueAt: window.to,
    });
  }
  if (verdict !== 'late' && visit.atRiskAt && !knowsOfDelay(window, told)) {
    await tx.sql('UPDATE appointment SET at_risk_at = NULL WHERE id = $1', [appointmentId]);
    tx.record({
      ...about,
      type: 'visit.safe',
      reason: `expected ${said} again, within the window`,
      data: { p50: eta.p50 },
    });
    await closeAlert(tx, 'at-risk', appointmentId, 'the visit is back within its window');
  }
  if (verdict === 'slipped' || verdict === 'better') await tellNews(tx, visit, eta.p50, verdict, said);
}

/** One text for each told arrival that no longer holds; while it waits to be sent, further moves ride along in it. */
async function tellNews(tx: Tx, visit: Visit, p50: Date, verdict: 'slipped' | 'better', said: string): Promise<void> {
  const key = `news:${visit.appointmentId}:${visit.told!.at.toISOString()}`;
  const [waiting] = await tx.sql('SELECT 1 FROM message WHERE key = $1', [key]);
  if (waiting) return;
  const { appointmentId, workOrderId } = visit;
  tx.record({
    type: verdict === 'slipped' ? 'visit.slipped' : 'visit.better',
    actor: DOORWARD,
    reason: `now expected ${said}, told ${sayTime(visit.told!.p50, visit.place.zone)}`,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket!.technicianId,
    data: { p50 },
  });
  tx.say({
    key,
    kind: 'news',
    phone: visit.customer.phone,
    workOrderId,
    appointmentId,
    claims: { revision: visit.revision },
    facts: { before: { p10: visit.told!.p10, p50: visit.told!.p50, p90: visit.told!.p90 } },
    urgency: visit.window!.to,
    usefulUntil: p50,
  });
}

const moved = (visit: Visit, forecast: Forecast) =>
  !forecast.arrival
    ? visit.eta !== null
    : !visit.eta || Math.abs(minutesBetween(visit.eta.p50, forecast.arrival.p50)) >= SAME_MINUTES;
