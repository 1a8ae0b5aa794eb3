import { earlier, minutesBetween, plusMinutes } from '#time/minutes';
import { isOnSite } from '#visits/assignment';
import { arrivals, type Day, expectedWord, type Forecast, nextLook } from '#eta/arrivals';
import { nextNotice, type Silence } from '#eta/signal';
import { type AheadRow, type KnownDay, knownDay, ticketsAhead } from '#store/day';
import { wantLegs } from '#store/legs';
import type { Tx } from '#store/tx';
import { type Visit, visitsOf } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { drivesBetween, ESTIMATES } from '#flows/steps/drives';
import { heard, noticeSilence } from '#flows/steps/notice-silence';
import { nextTelling, weighArrival } from '#flows/steps/weigh-arrival';
import { SAME_MINUTES, writeForecasts } from '#flows/steps/write-forecasts';
import { legsOf, restOfDay, startOf, withoutLeft } from '#flows/steps/rest-of-day';

/** What lies further ahead does not hang on today: until then the promised window says it all. */
const AHEAD_MINUTES = 36 * 60;
const isBegun = ({ state }: AheadRow) => isOnSite(state) || state === 'en_route';

/** Who waits for the roads to answer waits no longer than this. */
const ROADS_MINUTES = 0.1;

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
  await writeForecasts(tx, technicianId, rows, forecasts);
  for (const visit of before) await weighArrival(tx, visit, forecasts[rowOf(visit)]!);
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

const moved = (visit: Visit, forecast: Forecast) =>
  !forecast.arrival
    ? visit.eta !== null
    : !visit.eta || Math.abs(minutesBetween(visit.eta.p50, forecast.arrival.p50)) >= SAME_MINUTES;
