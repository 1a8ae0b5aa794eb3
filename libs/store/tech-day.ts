import { clockFace } from '#store/board';
import { SAYS_TO_WHO_COMES, storyLines } from '#store/tech-story';
import { newestCursor } from '#store/timeline';
import { sayDate, sayTime, sayWindow } from '#time/say';
import type { LostTicket, NextVisitView, TechDay, TechTicket } from '#store/views';
import type { Tx } from '#store/tx';

type Reader = Pick<Tx, 'sql'>;

/** A technician's day as his phone shows it: what is ahead, what is done, what was taken from him. Null for a stranger. */
export async function techDay(
  tx: Reader,
  technicianId: string,
  company: { readonly company: string; readonly desk: string },
): Promise<TechDay | null> {
  // The cursor is taken first: what changes while the rest is read will be told again.
  const cursor = await newestCursor(tx);
  const [technician] = await tx.sql<{ id: string; name: string; zone: string }>(
    'SELECT t.id, t.name, r.zone FROM technician t JOIN territory r ON r.id = t.territory_id WHERE t.id = $1',
    [technicianId],
  );
  if (!technician) return null;
  const [shift] = await tx.sql<{ from: Date; to: Date; off: boolean }>(
    `SELECT lower(s.during) AS "from", upper(s.during) AS "to", coalesce(t.off_since >= lower(s.during), false) AS off
     FROM shift s JOIN technician t ON t.id = s.technician_id WHERE s.technician_id = $1 AND upper(s.during) > doorward_now()
     ORDER BY s.during LIMIT 1`,
    [technicianId],
  );
  return {
    cursor,
    clock: await clockFace(tx),
    ...company,
    zone: technician.zone,
    technician: { id: technician.id, name: technician.name },
    shift: shift ? { from: shift.from.toISOString(), to: shift.to.toISOString() } : null,
    off: shift?.off ?? false,
    skills: await skillsAround(tx, technicianId),
    tickets: await ticketsOf(tx, technicianId),
    lost: await lostBy(tx, technicianId),
  };
}

async function ticketsOf(tx: Reader, technicianId: string): Promise<TechTicket[]> {
  const rows = await tx.sql<
    Omit<TechTicket, 'window' | 'planned' | 'expected' | 'caution' | 'before' | 'next' | 'story'> &
      Cautions &
      FlatBefore &
      Record<'wf' | 'wt' | 'pf' | 'pt', Date> & { xf: Date | null; xt: Date | null }
  >(
    `SELECT s.id AS "assignmentId", s.version, s.state, w.ref, t.name AS work, coalesce(a.minutes, t.minutes) AS minutes, c.name AS customer, d.street, d.city,
            d.lat, d.lng, d.zone,
            trim(E'\\n ' FROM CASE WHEN a.state = 'confirmed' THEN w.access_notes ELSE '' END || E'\\n' || w.notes) AS notes, a.window_from AS wf, a.window_to AS wt, s.planned_from AS pf, s.planned_to AS pt,
            s.expected_from AS xf, s.expected_to AS xt, s.outcome, a.part,
            earlier.technician AS "beforeBy", earlier.at AS "beforeAt", coalesce(earlier.outcome, '') AS "beforeOutcome",
            a.suspended_at AS "suspendedAt", lower(ft.name) AS "firstWork", f.state AS "firstState", f.window_from AS "firstFrom",
            f.window_to AS "firstTo", b.owner AS "blockOwner", b.reason AS "blockReason", b.expires_at AS "blockUntil", b.escalated_at AS "escalatedAt",
            coalesce((SELECT array_agg(e.type || ': ' || e.reason ORDER BY e.id) FROM (
              SELECT id, type, ${SAYS_TO_WHO_COMES} AS reason FROM timeline e WHERE e.work_order_id = w.id
                AND e.type IN ('visit.confirmed', 'visit.rescheduled', 'visit.kept', 'visit.noted', 'reply.received', 'promise.broken', 'ticket.declined', 'ticket.expired', 'visit.failed')
              ORDER BY id DESC LIMIT 5) e), '{}') AS history
     FROM assignment s
     JOIN appointment a ON a.id = s.appointment_id JOIN work_order w ON w.id = a.work_order_id
     JOIN customer c ON c.id = w.customer_id JOIN address d ON d.id = w.address_id JOIN work_type t ON t.code = a.work_type_code
     LEFT JOIN appointment f ON f.id = a.needs_first_id LEFT JOIN work_type ft ON ft.code = f.work_type_code
     LEFT JOIN block b ON b.appointment_id = a.id AND b.ended_at IS NULL
     LEFT JOIN LATERAL (
       SELECT p.name AS technician, b.since AS at, b.outcome FROM assignment b JOIN technician p ON p.id = b.technician_id
       WHERE b.appointment_id = a.follows_id AND b.state = 'cannot_complete' ORDER BY b.since DESC LIMIT 1) earlier ON true
     WHERE s.technician_id = $1 AND a.window_from IS NOT NULL
       AND (s.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
         OR (s.state IN ('completed', 'cannot_complete') AND s.since > doorward_now() - interval '16 hours'))
     ORDER BY s.state IN ('completed', 'cannot_complete'), s.state IN ('on_site', 'working', 'paused') DESC,
              s.state = 'en_route' DESC, s.planned_from, s.id`,
    [technicianId],
  );
  const given = rows.filter(({ state }) => state === 'cannot_complete').map(({ assignmentId }) => assignmentId);
  const next = given.length ? await nextVisitsOf(tx, given) : new Map<string, NextVisitView>();
  const story = await storyLines(
    tx,
    rows.map(({ assignmentId }) => assignmentId),
  );
  return rows.map(({ wf, wt, pf, pt, xf, xt, beforeBy, beforeAt, beforeOutcome, ...row }) => ({
    ...withCaution(row),
    before: beforeBy && beforeAt ? { technician: beforeBy, at: beforeAt.toISOString(), outcome: beforeOutcome } : null,
    next: next.get(row.assignmentId) ?? null,
    story: story.get(row.assignmentId) ?? [],
    window: { from: wf.toISOString(), to: wt.toISOString() },
    planned: { from: pf.toISOString(), to: pt.toISOString() },
    expected: xf && xt ? { from: xf.toISOString(), to: xt.toISOString() } : null,
  }));
}

type Cautions = {
  suspendedAt: Date | null;
  firstWork: string | null;
  firstState: string | null;
  firstFrom: Date | null;
  firstTo: Date | null;
  blockOwner: string | null;
  blockReason: string | null;
  blockUntil: Date | null;
  escalatedAt: Date | null;
};

/** What he has to know before he goes, the gravest first. */
function withCaution<Row extends Cautions & { zone: string; state: string }>(row: Row) {
  const {
    suspendedAt,
    firstWork,
    firstState,
    firstFrom,
    firstTo,
    blockOwner,
    blockReason,
    blockUntil,
    escalatedAt,
    ...ticket
  } = row;
  const { zone } = row;
  const isAhead = !['completed', 'cannot_complete'].includes(row.state);
  const first =
    firstFrom && firstTo ? `, ${sayDate(firstFrom, zone)} ${sayWindow({ from: firstFrom, to: firstTo }, zone)}` : '';
  const cautions = [
    blockOwner && escalatedAt && `On hold by ${blockOwner} (${blockReason}): the desk decides. Call before you go.`,
    blockOwner &&
      !escalatedAt &&
      `On hold by ${blockOwner} until ${sayDate(blockUntil!, zone)} ${sayTime(blockUntil!, zone)}: ${blockReason}.`,
    suspendedAt && `Not confirmed: it rests on the ${firstWork}. Call before you go.`,
    firstWork && firstState !== 'fulfilled' && `Confirmed after the ${firstWork}${first}.`,
  ];
  return { ...ticket, caution: (isAhead && cautions.find((said) => said)) || null };
}

type FlatBefore = { beforeBy: string | null; beforeAt: Date | null; beforeOutcome: string };

type FlatNext = {
  assignmentId: string;
  state: string;
  from: Date | null;
  to: Date | null;
  technician: string | null;
  choices: { holdId: string; from: string; to: string; technician: string }[];
  heldUntil: Date | null;
};

/** What follows the tickets that could not be completed, by ticket: the times held for the customer, or the one chosen. */
async function nextVisitsOf(tx: Reader, assignmentIds: readonly string[]): Promise<Map<string, NextVisitView>> {
  const rows = await tx.sql<FlatNext>(
    `SELECT DISTINCT ON (s.id) s.id AS "assignmentId", n.state, n.window_from AS "from", n.window_to AS "to",
            p.name AS technician, coalesce(held.choices, '[]') AS choices, held.until AS "heldUntil"
     FROM assignment s JOIN appointment n ON n.follows_id = s.appointment_id
     LEFT JOIN assignment t ON t.appointment_id = n.id AND t.state NOT IN ('declined', 'expired', 'withdrawn')
     LEFT JOIN technician p ON p.id = t.technician_id
     LEFT JOIN LATERAL (
       SELECT json_agg(json_build_object('holdId', h.id, 'from', h.window_from, 'to', h.window_to, 'technician', k.name)
                ORDER BY h.window_from) AS choices, min(h.expires_at) AS until
       FROM hold h JOIN technician k ON k.id = h.technician_id
       WHERE h.appointment_id = n.id AND h.prompt_id IS NOT NULL AND h.state = 'active' AND h.expires_at > doorward_now()
     ) held ON true
     WHERE s.id = ANY($1) ORDER BY s.id, n.id DESC, t.created_at DESC`,
    [assignmentIds],
  );
  return new Map(rows.map((row) => [row.assignmentId, toNext(row)]));
}

function toNext({ state, from, to, technician, choices, heldUntil }: FlatNext): NextVisitView {
  const isAgreed = state !== 'requested' && state !== 'cancelled' && from && to && technician;
  return {
    choices: choices.map((held) => ({
      holdId: held.holdId,
      window: { from: new Date(held.from).toISOString(), to: new Date(held.to).toISOString() },
      technician: held.technician,
    })),
    heldUntil: heldUntil?.toISOString() ?? null,
    agreed: isAgreed ? { window: { from: from.toISOString(), to: to.toISOString() }, technician } : null,
  };
}

const skillsAround = async (tx: Reader, technicianId: string): Promise<string[]> =>
  (
    await tx.sql<{ skill: string }>(
      `SELECT DISTINCT unnest(o.skills) AS skill FROM technician t JOIN technician o ON o.territory_id = t.territory_id AND o.active
       WHERE t.id = $1 ORDER BY skill`,
      [technicianId],
    )
  ).map(({ skill }) => skill);

async function lostBy(tx: Reader, technicianId: string): Promise<LostTicket[]> {
  const rows = await tx.sql<Omit<LostTicket, 'at'> & { at: Date }>(
    `SELECT s.id AS "assignmentId", w.ref, d.street, s.since AS at, coalesce((SELECT e.reason FROM timeline e
              WHERE e.work_order_id = w.id AND e.assignment_id = s.id AND e.type IN ('ticket.withdrawn', 'ticket.expired') ORDER BY e.id DESC LIMIT 1), '') AS why
     FROM assignment s JOIN appointment a ON a.id = s.appointment_id JOIN work_order w ON w.id = a.work_order_id
     JOIN address d ON d.id = w.address_id
     WHERE s.technician_id = $1 AND s.state IN ('withdrawn', 'expired') AND s.ended_seen_at IS NULL
       AND s.since > doorward_now() - interval '16 hours' ORDER BY s.since, s.id`,
    [technicianId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
