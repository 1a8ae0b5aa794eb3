import { earlier, minutesBetween, plusMinutes } from '#time/minutes';
import { sayRange, sayTime } from '#time/say';
import { isOnSite } from '#visits/assignment';
import { arrivals, type Day, expectedWord, type Forecast, nextLook } from '#eta/arrivals';
import { judge, knowsOfDelay, mayBeTold, news } from '#eta/judgement';
import { nextNotice, type Silence } from '#eta/signal';
import { type AheadRow, type KnownDay, knownDay, ticketsAhead } from '#store/day';
import { wantLegs } from '#store/legs';
import type { Tx } from '#store/tx';
import { type Visit, visitsOf } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { closeAlert, openAlert, retellAlert } from '#flows/steps/alerts';
import { drivesBetween, ESTIMATES } from '#flows/steps/drives';
import { heard, noticeSilence } from '#flows/steps/notice-silence';
import { legsOf, restOfDay, startOf, withoutLeft } from '#flows/steps/rest-of-day';

/** An arrival that moves by less than this is the same arrival. */
const SAME_MINUTES = 1;
/** What lies further ahead does not hang on today: until then the promised window says it all. */
const AHEAD_MINUTES = 36 * 60;
const isBegun = ({ state }: AheadRow) => isOnSite(state) || state === 'en_route';

/** Who waits for the roads to answer waits no longer than this. */
const ROADS_MINUTES = 0.1;
/** An unmoved one is written down again after this, so that one can see later what we believed all along. */
const KEPT_MINUTES = 10;

/**
 * Works out anew when the technician arrives at everything he still has ahead, in the commit that changed his day, and
 * opens or clears the risks that follow from it. The caller holds the technician's lock.
 *
 * Driving times no road has been asked about yet are estimated; a worker asks the roads and has the day reckoned again.
 * A look that only a new position called for (`patient`) waits for that answer: what moves is the van, not the estimate.
 */
export async function reckon(tx: Tx, technicianId: string, isPatient = false): Promise<void> {
  const all = await ticketsAhead(tx, technicianId);
  const tickets = all.filter((row) => row.plannedFrom <= plusMinutes(tx.now, AHEAD_MINUTES) || isBegun(row));
  const beyond = all.find((row) => !tickets.includes(row));
  const comesNear = beyond && plusMinutes(beyond.plannedFrom, -AHEAD_MINUTES);
  const timer = `route.look:${technicianId}`;
  const known = await knownDay(tx, technicianId);
  const { left, rows } = withoutLeft(tickets, known);
  if (left.length) await endHere(tx, left);
  if (!rows.length) {
    if (comesNear) tx.wake({ key: timer, kind: 'route.look', subject: technicianId, dueAt: comesNear });
    else tx.sleep(timer);
    return noticeSilence(tx, technicianId, known, null);
  }
  const drives = known.hasRoads ? await drivesBetween(tx, legsOf(rows, startOf(known))) : ESTIMATES;
  const isAsked = await wantLegs(tx, drives.unknown, technicianId);
  if (isAsked && isPatient)
    return tx.wake({
      key: timer,
      kind: 'route.look',
      subject: technicianId,
      dueAt: plusMinutes(tx.now, ROADS_MINUTES),
    });
  const day = restOfDay(rows, known, drives, tx.now);
  const forecasts = arrivals(day, tx.now);
  const before = await visitsOf(
    tx,
    rows.map((row) => row.appointmentId),
  );
  const rowOf = (visit: Visit) => rows.findIndex((row) => row.appointmentId === visit.appointmentId);
  await write(tx, technicianId, rows, forecasts);
  for (const visit of before) await weigh(tx, visit, forecasts[rowOf(visit)]!);
  if (before.some((visit) => moved(visit, forecasts[rowOf(visit)]!)))
    tx.record({
      type: 'eta.moved',
      actor: DOORWARD,
      reason: 'the day was reckoned anew',
      technicianId,
      data: { appointmentIds: rows.map((r) => r.appointmentId) },
    });
  const silence = silenceOf(rows[0]!, day, known, tx.now);
  await noticeSilence(tx, technicianId, known, { silence, row: rows[0]! });
  const tellings = before.map((visit) => nextTelling(visit, forecasts[rowOf(visit)]!));
  const look = [nextLook(day.stops, tx.now), nextNotice(silence, tx.now), comesNear ?? null, ...tellings].filter(
    (t) => t !== null,
  );
  tx.wake({ key: timer, kind: 'route.look', subject: technicianId, dueAt: look.reduce(earlier) });
}

/** Where he has left without saying so nothing is expected any more, and what is ahead does not wait for it. */
const endHere = (tx: Tx, left: readonly AheadRow[]) =>
  tx.sql('UPDATE assignment SET expected_to = $2 WHERE id = ANY($1) AND expected_to > $2', [
    left.map(({ assignmentId }) => assignmentId),
    tx.now,
  ]);

/** What is known of him in case he says nothing. */
function silenceOf(row: AheadRow, { stops }: Day, known: KnownDay, now: Date): Silence {
  const state = isOnSite(row.state) ? 'at work' : row.state === 'en_route' ? 'driving' : 'waiting';
  return {
    state,
    since: row.since,
    expected: row.announced ?? expectedWord(stops[0]!),
    ...heard(known, now),
  };
}

async function write(
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

/** Opens a risk, tells of news about a risk already told, or clears one nobody was told of. */
async function weigh(tx: Tx, visit: Visit, forecast: Forecast): Promise<void> {
  const { window, told, appointmentId, workOrderId } = visit;
  if (!window || visit.state !== 'confirmed' || !forecast.arrival) return;
  // What is not confirmed, or held by another department, is not late: the customer has heard that it may not happen.
  if (visit.suspendedAt || visit.block) return;
  const about = { actor: DOORWARD, workOrderId, appointmentId, technicianId: visit.ticket!.technicianId };
  const eta = forecast.arrival;
  // Somebody who has been told that he is on his way is told the new time; other times are no help any more.
  const verdict = told && visit.ticket!.state === 'en_route' ? news(told, eta) : judge(window, told, eta);
  const said = sayTime(eta.p50, visit.place.zone);
  const risk = {
    kind: 'at-risk',
    subject: appointmentId,
    says: `${visit.customer.name}: expected about ${said} (${sayRange({ from: eta.p10, to: eta.p90 }, visit.place.zone)}), promised until ${sayTime(window.to, visit.place.zone)}`,
  } as const;
  if (verdict === 'late' && !visit.atRiskAt) {
    await tx.sql('UPDATE appointment SET at_risk_at = $2 WHERE id = $1', [appointmentId, tx.now]);
    tx.record({
      ...about,
      type: 'visit.at-risk',
      reason: `expected ${said}, after the window (${eta.basis})`,
      data: { p50: eta.p50 },
    });
    await openAlert(tx, {
      ...risk,
      workOrderId,
      technicianId: visit.ticket!.technicianId,
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
  if (verdict === 'slipped' || verdict === 'better') {
    if (visit.atRiskAt) await retellAlert(tx, risk);
    await tellNews(tx, visit, eta.p50, verdict, said);
  }
}

/** When news that rests after the last text may leave. */
const nextTelling = ({ told, state, suspendedAt, block }: Visit, { arrival }: Forecast): Date | null =>
  told && arrival && state === 'confirmed' && !suspendedAt && !block ? mayBeTold(told, arrival) : null;

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
