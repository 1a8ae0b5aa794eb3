import { later, MINUTE } from '#time/minutes';
import { dayAt, daySpan } from '#time/zone';
import type { Window } from '#time/window';
import { isLive, isOnSite } from '#visits/assignment';
import { isRefused } from '#visits/refused';
import type { BrokenDay, DayVisit } from '#routes/mend/day';
import { type Place, type Route, type TravelMinutes, without } from '#routes/route';
import type { Terms } from '#routes/slot-search';
import { routesOf } from '#store/route';
import type { Trouble } from '#store/tables/dispatch';
import type { Tx } from '#store/tx';
import { type Visit, visitsOf } from '#store/visit';
import { openTravel } from '#flows/steps/drives';
import { termsOf } from '#flows/steps/terms';

type Reader = Pick<Tx, 'sql'>;

/** Somebody who cannot go on with his day: from when on, or only that he is late. */
export type Troubled = {
  readonly technicianId: string;
  readonly territoryId: string;
  readonly zone: string;
  readonly trouble: Trouble;
  readonly fromAt: Date;
};

/** The day as it is to be mended, with every visit in it as it was read. */
export type ReadDay = { readonly day: BrokenDay; readonly visits: ReadonlyMap<string, Visit> };

/** From now to the end of the local day: what a mending is about. */
export const restOfToday = (now: Date, zone: string): Window => ({
  from: now,
  to: daySpan(dayAt(now, zone), zone).to,
});

/**
 * What he cannot do as promised. Who is late only: the visits at risk that he has not set out for. Who cannot work: all
 * that would end after that, but for the one he is at.
 */
export function cannotKeep({ technicianId, trouble, fromAt }: Troubled, now: Date, visit: Visit): boolean {
  const { state, window, ticket, zone } = { ...visit, zone: visit.place.zone };
  if (state !== 'confirmed' || !window || ticket?.technicianId !== technicianId) return false;
  if (!isLive(ticket.state) || isOnSite(ticket.state)) return false;
  if (ticket.planned.from >= restOfToday(now, zone).to) return false;
  if (trouble === 'late') return visit.atRiskAt !== null && ticket.state !== 'en_route';
  return later(ticket.planned.to, visit.eta?.p50 ?? ticket.planned.to) > fromAt;
}

/** Reads the rest of today of everybody in the territory. */
export async function readBrokenDay(tx: Reader, troubled: Troubled, now: Date): Promise<ReadDay> {
  const span = restOfToday(now, troubled.zone);
  const technicians = await tx.sql<{ id: string }>(
    'SELECT id FROM technician WHERE territory_id = $1 AND active ORDER BY id',
    [troubled.territoryId],
  );
  const ids = technicians.map(({ id }) => id);
  const tickets = await tx.sql<TicketRow>(TICKETS, [ids, span.from, span.to]);
  const visits = await visitsOf(tx, [...new Set(tickets.map(({ appointmentId }) => appointmentId))]);
  const orphans = visits.filter((visit) => cannotKeep(troubled, now, visit));
  const orphanIds = orphans.map(({ appointmentId }) => appointmentId);
  const mayMove = new Set(tickets.filter(({ mayMove }) => mayMove).map(({ appointmentId }) => appointmentId));
  const isOther = ({ appointmentId, ticket, window }: Visit) =>
    mayMove.has(appointmentId) && ticket!.technicianId !== troubled.technicianId && window !== null && window.to > now;
  const others = visits.filter(isOther);
  const routes = orphanIds.reduce((left, id) => without(left, id), withoutHim(await routesOf(tx, ids, span), troubled));
  const withTerms: DayVisit[] = [];
  for (const visit of orphans) {
    const terms = await termsOf(tx, visit);
    withTerms.push(asDayVisit(visit, isRefused(terms) ? IMPOSSIBLE : terms));
  }
  return {
    day: {
      routes,
      orphans: withTerms,
      others: others.map((visit) => asDayVisit(visit)),
      travel: await travelOf(tx, routes, orphans),
      now,
    },
    visits: new Map(visits.map((visit) => [visit.appointmentId, visit])),
  };
}

/** Whoever cannot work has no shift from then on. */
export const withoutHim = (routes: readonly Route[], { technicianId, trouble, fromAt }: Troubled): Route[] =>
  trouble === 'late'
    ? [...routes]
    : routes.flatMap((route) => {
        if (route.technician.id !== technicianId || route.shift.to <= fromAt) return [route];
        return route.shift.from < fromAt ? [{ ...route, shift: { from: route.shift.from, to: fromAt } }] : [];
      });

/** What nobody meets: the visit before it has no time yet. */
const IMPOSSIBLE: Terms = { technicianId: 'nobody' };

const asDayVisit = ({ appointmentId, ticket, work, place, window }: Visit, terms?: Terms): DayVisit => ({
  id: appointmentId,
  technicianId: ticket!.technicianId,
  work: { skills: work.skills, minutes: work.minutes, place },
  window: window!,
  terms,
});

type TicketRow = { appointmentId: string; mayMove: boolean };

/**
 * Today's tickets. Handed on for somebody else's sake is only what nobody has set out for, what no other visit hangs on
 * or waits for, and what its customer is not being asked about.
 */
const TICKETS = /* sql */ `
  SELECT a.appointment_id AS "appointmentId",
    a.state IN ('created', 'delivered', 'acknowledged') AND p.needs_first_id IS NULL AND p.not_before IS NULL AND p.suspended_at IS NULL
      AND p.at_risk_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM appointment n WHERE n.needs_first_id = p.id AND n.state IN ('requested', 'confirmed'))
      AND NOT EXISTS (SELECT 1 FROM prompt q WHERE q.appointment_id = p.id AND q.kind = 'choice' AND q.state = 'open') AS "mayMove"
  FROM assignment a JOIN appointment p ON p.id = a.appointment_id
  WHERE a.technician_id = ANY($1) AND p.state = 'confirmed' AND a.planned_from < $3
    AND a.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
    AND (a.planned_to > $2 OR a.expected_to > $2 OR p.window_to > $2)
`;

/**
 * Drives along the routes and around the orphans as the roads know them; what lies between other visits is estimated,
 * and looked at again when the plan is applied. Every pair is worked out once for each half hour.
 */
async function travelOf(tx: Reader, routes: readonly Route[], orphans: readonly Visit[]): Promise<TravelMinutes> {
  const around = await openTravel(tx);
  const byOrphan = new Map<string, TravelMinutes>();
  for (const { place } of orphans) byOrphan.set(keyOf(place), await around(routes, place));
  const [first] = byOrphan.values();
  const known = new Map<Place, Map<Place, Map<number, number>>>();
  return (from, to, departure) => {
    const hour = departure === undefined ? -1 : Math.floor(departure / HALF_HOUR);
    const ways = known.get(from) ?? keep(known, from, new Map<Place, Map<number, number>>());
    const hours = ways.get(to) ?? keep(ways, to, new Map<number, number>());
    const minutes = hours.get(hour);
    if (minutes !== undefined) return minutes;
    const travel = byOrphan.get(keyOf(from)) ?? byOrphan.get(keyOf(to)) ?? first!;
    return keep(hours, hour, travel(from, to, departure));
  };
}

/** Paces change with the hour, and some zones are half an hour off. */
const HALF_HOUR = 30 * MINUTE;

function keep<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value);
  return value;
}

const keyOf = ({ lat, lng }: Place) => `${lat} ${lng}`;
