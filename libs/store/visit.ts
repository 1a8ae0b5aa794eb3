import type { Language } from '#time/language';
import type { Window } from '#time/window';
import type { AppointmentState } from '#visits/appointment';
import { type AssignmentState, LIVE } from '#visits/assignment';
import type { First, Needs } from '#visits/dependency';
import type { Eta } from '#eta/arrivals';
import type { Quantiles } from '#eta/spread';
import { ChangedHands } from '#store/changed-hands';
import type { Tx } from '#store/tx';

/** One visit with everything a decision about it needs: whose, where, what, the promise, and who keeps it. */
export type Visit = {
  readonly appointmentId: string;
  readonly workOrderId: string;
  readonly ref: string;
  readonly notes: string;
  readonly closedAt: Date | null;
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly phone: string;
    /** What he is spoken to in. */
    readonly language: Language;
  };
  readonly place: {
    readonly street: string;
    readonly city: string;
    readonly lat: number;
    readonly lng: number;
    readonly zone: string;
    /** The state it is in (`FL`); null where nobody has said. */
    readonly region: string | null;
    readonly territoryId: string;
  };
  readonly work: {
    readonly code: string;
    readonly name: string;
    /** What it is called in Spanish; null where nobody has said. */
    readonly nameEs: string | null;
    /** All of them are needed: the kind of work's own, and what this visit needs beyond it. */
    readonly skills: readonly string[];
    readonly minutes: number;
    readonly windowMinutes: number;
  };
  readonly state: AppointmentState;
  readonly revision: number;
  readonly version: number;
  /** Null while nothing has been promised yet. */
  readonly window: Window | null;
  readonly eta: Eta | null;
  readonly told: (Quantiles & { readonly at: Date }) | null;
  readonly atRiskAt: Date | null;
  readonly missedAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly endedAt: Date | null;
  /** What has to be done before it; null when nothing has. */
  readonly needs: NeedsFirst | null;
  /** Whether another visit rests on it. */
  readonly isNeeded: boolean;
  /** The visit that could not be completed and is gone on with in this one. */
  readonly followsId: string | null;
  /** What has to be brought, and since when that can be had. */
  readonly part: string | null;
  readonly notBefore: Date | null;
  /** Since when its promise stands still: what it rested on is gone. */
  readonly suspendedAt: Date | null;
  /** Another department's stop on it; null when there is none. */
  readonly block: Blocked | null;
  readonly ticket: Ticket | null;
};

/** The visit that has to be done first, and what is asked of the two. */
export type NeedsFirst = Needs &
  First & {
    readonly firstId: string;
    readonly work: string;
    readonly workEs: string | null;
    readonly window: Window | null;
  };

type Blocked = {
  readonly id: string;
  readonly owner: string;
  readonly reason: string;
  readonly customerText: string;
  readonly action: { readonly words: string; readonly url: string } | null;
  readonly expiresAt: Date;
  readonly atExpiry: 'lapse' | 'escalate';
  /** Since when a person has to decide; null while it has not expired. */
  readonly escalatedAt: Date | null;
};

/** The live assignment, or the one that ended the visit. */
export type Ticket = {
  readonly id: string;
  readonly technicianId: string;
  readonly technician: string;
  readonly technicianPhone: string;
  readonly state: AssignmentState;
  readonly since: Date;
  readonly planned: Window;
  readonly announced: Date | null;
  readonly outcome: string | null;
  readonly createdAt: Date;
  readonly version: number;
  /** When his phone last gave a position that can be trusted, while he drives to this visit; null otherwise. */
  readonly seenAt: Date | null;
};

const VISIT = /* sql */ `
  SELECT a.id AS "appointmentId", w.id AS "workOrderId", w.ref, w.notes, w.closed_at AS "closedAt",
         c.id AS "customerId", c.name AS "customerName", c.phone AS "customerPhone", c.language,
         d.street, d.city, d.lat, d.lng, d.zone, d.region, d.territory_id AS "territoryId",
         t.code AS "workCode", t.name AS "workName", t.name_es AS "workNameEs", array_remove(ARRAY[t.skill, a.extra_skill], NULL) AS skills, coalesce(a.minutes, t.minutes) AS minutes, t.window_minutes AS "windowMinutes",
         a.state, a.revision, a.version, a.window_from AS "windowFrom", a.window_to AS "windowTo",
         a.eta_p10 AS "etaP10", a.eta_p50 AS "etaP50", a.eta_p90 AS "etaP90", a.eta_as_of AS "etaAsOf",
         a.eta_basis AS "etaBasis", a.stops_before AS "stopsBefore",
         a.told_p10 AS "toldP10", a.told_p50 AS "toldP50", a.told_p90 AS "toldP90", a.told_at AS "toldAt",
         a.at_risk_at AS "atRiskAt", a.missed_at AS "missedAt", a.arrived_at AS "arrivedAt", a.ended_at AS "endedAt",
         a.follows_id AS "followsId", a.part, a.not_before AS "notBefore",
         s.id AS "ticketId", s.technician_id AS "technicianId", p.name AS technician, p.phone AS "technicianPhone",
         s.state AS "ticketState", s.since, s.planned_from AS "plannedFrom", s.planned_to AS "plannedTo", s.announced,
         s.outcome, s.created_at AS "ticketAt", s.version AS "ticketVersion",
         CASE WHEN s.state = 'en_route' THEN (
           SELECT at FROM position o WHERE o.technician_id = s.technician_id AND o.refused IS NULL AND o.at BETWEEN s.since AND doorward_now()
           ORDER BY at DESC LIMIT 1) END AS "seenAt",
         a.suspended_at AS "suspendedAt", a.needs_first_id AS "firstId", a.gap_minutes AS "gapMinutes", a.same_technician AS "sameTechnician",
         f.state AS "firstState", f.window_from AS "firstFrom", f.window_to AS "firstTo", ft.name AS "firstWork", ft.name_es AS "firstWorkEs",
         CASE WHEN f.state = 'fulfilled' THEN f.ended_at
           ELSE coalesce(fs.planned_to, f.window_to + ft.minutes * interval '1 minute') END AS "firstEnds",
         fs.technician_id AS "firstTechnicianId",
         EXISTS (SELECT 1 FROM appointment n WHERE n.needs_first_id = a.id) AS "isNeeded",
         b.id AS "blockId", b.owner AS "blockOwner", b.reason AS "blockReason", b.customer_text AS "blockText", b.action_words AS "actionWords",
         b.action_url AS "actionUrl", b.expires_at AS "blockExpiresAt", b.at_expiry AS "atExpiry", b.escalated_at AS "escalatedAt"
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
  LEFT JOIN LATERAL (
    SELECT * FROM assignment s WHERE s.appointment_id = f.id AND s.state NOT IN ('declined', 'expired', 'withdrawn')
    ORDER BY s.created_at DESC, s.id DESC LIMIT 1
  ) fs ON true
  LEFT JOIN block b ON b.appointment_id = a.id AND b.ended_at IS NULL
`;

/**
 * Orders a work order's visits (`a`) so that the one that matters now comes first: what is still to come before what is
 * over, what another one waits for before that one, then by time.
 */
export const NEXT_FIRST = /* sql */ `
  a.state IN ('requested', 'confirmed') DESC,
  EXISTS (SELECT 1 FROM appointment f WHERE f.id = a.needs_first_id AND f.state IN ('requested', 'confirmed')),
  CASE WHEN a.state IN ('requested', 'confirmed') THEN a.window_from END NULLS FIRST, a.ended_at DESC NULLS LAST, a.id DESC`;

type Reader = Pick<Tx, 'sql'>;

/** The visit of this appointment as it stands; null when there is none. */
export const visitOf = async (tx: Reader, appointmentId: string): Promise<Visit | null> =>
  (await tx.sql<FlatVisit>(`${VISIT} WHERE a.id = $1`, [appointmentId])).map(toVisit)[0] ?? null;

/** Those of these appointments that there are, in the order of their ids. */
export const visitsOf = async (tx: Reader, appointmentIds: readonly string[]): Promise<Visit[]> =>
  (await tx.sql<FlatVisit>(`${VISIT} WHERE a.id = ANY($1) ORDER BY a.id`, [appointmentIds])).map(toVisit);

/** The visit of a work order that comes next, or the one that was last when all are over. */
export const visitOfWorkOrder = async (tx: Reader, workOrderId: string): Promise<Visit | null> =>
  (await visitsOfWorkOrder(tx, workOrderId))[0] ?? null;

/** All visits of a work order, the one that matters now first. */
export const visitsOfWorkOrder = async (tx: Reader, workOrderId: string): Promise<Visit[]> =>
  (await tx.sql<FlatVisit>(`${VISIT} WHERE w.id = $1 ORDER BY ${NEXT_FIRST}`, [workOrderId])).map(toVisit);

/** Those that rest on this visit, in the order of their ids. */
export const visitsAfter = async (tx: Reader, appointmentId: string): Promise<Visit[]> =>
  (await tx.sql<FlatVisit>(`${VISIT} WHERE a.needs_first_id = $1 ORDER BY a.id`, [appointmentId])).map(toVisit);

/** The visit of this ticket. */
export const visitOfTicket = async (tx: Reader, assignmentId: string): Promise<Visit | null> =>
  (
    await tx.sql<FlatVisit>(`${VISIT} WHERE a.id = (SELECT appointment_id FROM assignment WHERE id = $1)`, [
      assignmentId,
    ])
  ).map(toVisit)[0] ?? null;

/**
 * Locks everything a change of this visit may touch, and reads the visit behind the locks. `also` names further
 * technicians whose time will be claimed; `known` is the visit as just read, to spare reading it once more. Null when
 * there is no such appointment.
 */
export async function lockVisit(
  tx: Tx,
  appointmentId: string,
  also: readonly string[] = [],
  known?: Visit,
): Promise<Visit | null> {
  const seen = known ?? (await visitOf(tx, appointmentId));
  return seen ? ((await lockVisits(tx, [seen], also))[0] ?? null) : null;
}

/**
 * The same for several visits as just read; gives them in the same order. Everybody locks in one order (technicians,
 * then appointments, both by id), so that two commits never wait for each other in a circle. The visits they rest on and
 * those that rest on them are locked with them: two commits that move one of each would not see that they no longer fit.
 */
export async function lockVisits(tx: Tx, seen: readonly Visit[], also: readonly string[]): Promise<Visit[]> {
  if (!seen.length) return [];
  const ids = seen.map(({ appointmentId }) => appointmentId);
  const beside = await neighboursOf(tx, seen);
  const technicians = new Set([...also, ...techniciansOf(seen), ...techniciansOf(beside)]);
  await lockTechnicians(tx, [...technicians]);
  const locked = new Set([...ids, ...beside.map(({ appointmentId }) => appointmentId)]);
  await tx.sql('SELECT 1 FROM appointment WHERE id = ANY($1) ORDER BY id FOR UPDATE', [[...locked]]);
  const visits = await readAgain(tx, ids);
  const besideNow = await neighboursOf(tx, visits);
  // Somebody else may have given one of them to another technician while we waited for the locks, or have let it rest on
  // another visit. To lock those now, after what we have, could be out of order: the commit begins anew.
  if (
    besideNow.every(({ appointmentId }) => locked.has(appointmentId)) &&
    [...techniciansOf(visits), ...techniciansOf(besideNow)].every((id) => technicians.has(id))
  )
    return visits;
  throw new ChangedHands();
}

type Neighbour = Pick<Visit, 'appointmentId'> & { readonly ticket: Pick<Ticket, 'technicianId'> | null };

const techniciansOf = (visits: readonly Pick<Neighbour, 'ticket'>[]): string[] =>
  visits.flatMap(({ ticket }) => ticket?.technicianId ?? []);

/** What these visits rest on and what rests on them, with who has it now. Most visits have none, and cost no look. */
async function neighboursOf(tx: Reader, visits: readonly Visit[]): Promise<Neighbour[]> {
  const firsts = visits.flatMap(({ needs }) => needs?.firstId ?? []);
  const needed = visits.filter(({ isNeeded }) => isNeeded).map(({ appointmentId }) => appointmentId);
  if (!firsts.length && !needed.length) return [];
  const rows = await tx.sql<{ appointmentId: string; technicianId: string | null }>(
    `SELECT n.id AS "appointmentId", s.technician_id AS "technicianId"
     FROM (SELECT unnest($1::uuid[]) AS id UNION SELECT id FROM appointment WHERE needs_first_id = ANY($2)) n
     LEFT JOIN assignment s ON s.appointment_id = n.id AND s.state = ANY($3)`,
    [firsts, needed, LIVE],
  );
  return rows.map(({ appointmentId, technicianId }) => ({
    appointmentId,
    ticket: technicianId ? { technicianId } : null,
  }));
}

async function readAgain(tx: Tx, ids: readonly string[]): Promise<Visit[]> {
  // One visit is the common case, and the plan for it is kept.
  const found = ids.length === 1 ? [await visitOf(tx, ids[0]!)] : await visitsOf(tx, ids);
  return ids.flatMap((id) => found.find((visit) => visit?.appointmentId === id) ?? []);
}

/** Locks technicians' days, in one order, so that two commits never wait for each other in a circle. */
export async function lockTechnicians(tx: Tx, technicianIds: readonly string[]): Promise<void> {
  if (!technicianIds.length) return;
  await tx.sql('SELECT 1 FROM technician WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [technicianIds]);
}

type FlatVisit = Record<string, never> & {
  appointmentId: string;
  windowFrom: Date | null;
  ticketId: string | null;
  etaP50: Date | null;
  toldP50: Date | null;
};

function toVisit(flat: FlatVisit): Visit {
  const row = flat as Record<string, any>;
  return {
    appointmentId: row.appointmentId,
    workOrderId: row.workOrderId,
    ref: row.ref,
    notes: row.notes,
    closedAt: row.closedAt,
    customer: { id: row.customerId, name: row.customerName, phone: row.customerPhone, language: row.language },
    place: {
      street: row.street,
      city: row.city,
      lat: row.lat,
      lng: row.lng,
      zone: row.zone,
      region: row.region,
      territoryId: row.territoryId,
    },
    work: {
      code: row.workCode,
      name: row.workName,
      nameEs: row.workNameEs,
      skills: row.skills,
      minutes: row.minutes,
      windowMinutes: row.windowMinutes,
    },
    state: row.state,
    revision: row.revision,
    version: row.version,
    window: row.windowFrom && { from: row.windowFrom, to: row.windowTo },
    eta: row.etaP50 && {
      p10: row.etaP10,
      p50: row.etaP50,
      p90: row.etaP90,
      asOf: row.etaAsOf,
      basis: row.etaBasis,
      stopsBefore: row.stopsBefore ?? 0,
    },
    told: row.toldP50 && { p10: row.toldP10, p50: row.toldP50, p90: row.toldP90, at: row.toldAt },
    atRiskAt: row.atRiskAt,
    missedAt: row.missedAt,
    arrivedAt: row.arrivedAt,
    endedAt: row.endedAt,
    needs: row.firstId && {
      firstId: row.firstId,
      work: row.firstWork,
      workEs: row.firstWorkEs,
      state: row.firstState,
      window: row.firstFrom && { from: row.firstFrom, to: row.firstTo },
      ends: row.firstEnds,
      technicianId: row.firstTechnicianId,
      gapMinutes: row.gapMinutes,
      sameTechnician: row.sameTechnician,
    },
    isNeeded: row.isNeeded,
    followsId: row.followsId,
    part: row.part,
    notBefore: row.notBefore,
    suspendedAt: row.suspendedAt,
    block: row.blockId && {
      id: row.blockId,
      owner: row.blockOwner,
      reason: row.blockReason,
      customerText: row.blockText,
      action: row.actionUrl && { words: row.actionWords, url: row.actionUrl },
      expiresAt: row.blockExpiresAt,
      atExpiry: row.atExpiry,
      escalatedAt: row.escalatedAt,
    },
    ticket: row.ticketId && {
      id: row.ticketId,
      technicianId: row.technicianId,
      technician: row.technician,
      technicianPhone: row.technicianPhone,
      state: row.ticketState,
      since: row.since,
      planned: { from: row.plannedFrom, to: row.plannedTo },
      announced: row.announced,
      outcome: row.outcome,
      createdAt: row.ticketAt,
      version: row.ticketVersion,
      seenAt: row.seenAt,
    },
  };
}
