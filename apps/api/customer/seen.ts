import type { Place } from '#routes/route';
import { isOpen } from '#visits/prompt';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { firstName } from '#flows/said';
import { lastPrompt } from '#flows/steps/prompts';

/** What a visit's page tells beside the visit itself. */
export type Seen = {
  /** When the work is expected to be over, while he is there. */
  readonly ends: Date | null;
  /** When what happened to the ticket happened. */
  readonly steps: Readonly<Partial<Record<StepEvent, Date>>>;
  /** The first name of the technician who had this very promise before; null when nobody else had it. */
  readonly before: string | null;
  readonly cancelled: Change | null;
  /** The last change of the promise. */
  readonly changed: Change | null;
  /** The call that is promised and not made yet. */
  readonly call: { readonly agent: string; readonly by: Date } | null;
  /** Where he is, while he drives to this visit. */
  readonly position: (Place & { readonly at: Date }) | null;
  /** The question that is open: the digits of the page belong to it. */
  readonly prompt: { readonly id: string; readonly kind: string } | null;
};

export type Change = {
  readonly by: 'customer' | 'desk' | 'doorward';
  readonly at: Date;
  /** As a dispatcher wrote it for the customer to read; null where nobody did. */
  readonly reason: string | null;
};

const STEPS = ['ticket.accepted', 'technician.on-the-way', 'technician.arrived', 'technician.finished'] as const;
type StepEvent = (typeof STEPS)[number];

type Reader = Pick<Tx, 'sql'>;

/** Positions older than this say nothing about where he is now. */
const MOST_MINUTES = 10;

export async function seenOf(tx: Reader, visit: Visit, now: Date): Promise<Seen> {
  const { appointmentId, ticket } = visit;
  const [ends, steps, before, changed, call, position, prompt] = await Promise.all([
    ticket && visit.arrivedAt ? endOf(tx, ticket.id) : null,
    stepsOf(tx, visit),
    ticket && !visit.arrivedAt ? technicianBefore(tx, visit) : null,
    lastChange(tx, visit),
    callOf(tx, visit.workOrderId),
    ticket?.state === 'en_route' && !visit.arrivedAt ? positionOf(tx, ticket) : null,
    lastPrompt(tx, visit.customer.phone),
  ]);
  const isOurs = prompt?.appointmentId === appointmentId && isOpen(prompt, now);
  return {
    ends,
    steps,
    before,
    changed,
    cancelled: visit.state === 'cancelled' ? changed : null,
    call,
    position,
    prompt: isOurs ? { id: prompt.id, kind: prompt.kind } : null,
  };
}

const endOf = async (tx: Reader, ticketId: string): Promise<Date | null> =>
  (await tx.sql<{ ends: Date | null }>('SELECT expected_to AS ends FROM assignment WHERE id = $1', [ticketId]))[0]
    ?.ends ?? null;

async function stepsOf(tx: Reader, { workOrderId, ticket }: Visit): Promise<Seen['steps']> {
  if (!ticket) return {};
  const rows = await tx.sql<{ type: StepEvent; at: Date }>(
    'SELECT type, min(at) AS at FROM timeline WHERE work_order_id = $3 AND assignment_id = $1 AND type = ANY($2) GROUP BY type',
    [ticket.id, STEPS, workOrderId],
  );
  return Object.fromEntries(rows.map(({ type, at }) => [type, at]));
}

/** Only where the promise stayed what it was: who chose another time chose another technician with it. */
async function technicianBefore(tx: Reader, { appointmentId, revision, ticket }: Visit): Promise<string | null> {
  const [row] = await tx.sql<{ name: string }>(
    `SELECT t.name FROM appointment_revision r JOIN technician t ON t.id = r.technician_id
     WHERE r.appointment_id = $1 AND r.revision = $2 AND r.technician_id <> $3`,
    [appointmentId, revision, ticket!.technicianId],
  );
  return row ? firstName(row.name) : null;
}

const CHANGES = ['visit.confirmed', 'visit.rescheduled', 'visit.kept', 'visit.reassigned', 'visit.cancelled'];

async function lastChange(tx: Reader, { appointmentId, workOrderId }: Visit): Promise<Change | null> {
  const [row] = await tx.sql<{ actor: string; reason: string; at: Date }>(
    `SELECT actor, reason, at FROM timeline WHERE work_order_id = $3 AND appointment_id = $1 AND type = ANY($2) ORDER BY id DESC LIMIT 1`,
    [appointmentId, CHANGES, workOrderId],
  );
  if (!row) return null;
  const by = /^customer\b/.test(row.actor) ? 'customer' : /^dispatcher\b/.test(row.actor) ? 'desk' : 'doorward';
  return { by, at: row.at, reason: by === 'desk' ? row.reason : null };
}

async function callOf(tx: Reader, workOrderId: string): Promise<Seen['call']> {
  const [row] = await tx.sql<{ owner: string; by: Date }>(
    `SELECT owner, deadline AS by FROM promise
     WHERE work_order_id = $1 AND kind = 'call-back' AND state = 'open' ORDER BY deadline LIMIT 1`,
    [workOrderId],
  );
  return row ? { agent: firstName(row.owner), by: row.by } : null;
}

async function positionOf(
  tx: Reader,
  { technicianId, since }: NonNullable<Visit['ticket']>,
): Promise<Seen['position']> {
  const [row] = await tx.sql<Place & { at: Date }>(
    `SELECT lat, lng, at FROM position WHERE technician_id = $1 AND refused IS NULL
       AND at BETWEEN greatest($2, doorward_now() - make_interval(mins => $3)) AND doorward_now() ORDER BY at DESC LIMIT 1`,
    [technicianId, since, MOST_MINUTES],
  );
  return row ?? null;
}
