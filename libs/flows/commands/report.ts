import { earlier, floorTo, later, plusMinutes } from '#time/minutes';
import { type Act, ACTS, type AssignmentState, isLive, isOnSite, move, SAID } from '#visits/assignment';
import type { EventType } from '#visits/event';
import { type Needs, sayNeeds } from '#visits/next-visit';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOfTicket } from '#store/visit';
import { byTechnician, type Doorward } from '#flows/doorward';
import { AFTER } from '#flows/steps/after-act';
import { giveUp } from '#flows/steps/give-up';
import { type NextPlan, planNext } from '#flows/steps/next-visit';
import { reckon } from '#flows/steps/reckon';
import { takeNext } from '#flows/steps/take-next';
import { endTicket } from '#flows/steps/ticket';

/** What a technician reports about one of his tickets. */
export type Report = {
  readonly assignmentId: string;
  readonly technicianId: string;
  readonly act: Act | 'late' | 'seen' | 'take-next';
  /** For `late`: by how many more minutes. */
  readonly minutes?: number;
  /** For `done` and `cannot-complete`: what was done, or why not. */
  readonly note?: string;
  /** For `decline`. */
  readonly reason?: string;
  /** For `cannot-complete`: what the next visit needs. Without it a person finds out. */
  readonly needs?: Needs;
  /** For `take-next`: which of the times for the next visit the customer has chosen at the door. */
  readonly holdId?: string;
  /** When it was so, where that was before it reached us: a tap made without signal. */
  readonly at?: Date;
};

export type Reported = { readonly state: AssignmentState; readonly version: number };

/** Takes a technician's word: his state moves, his day is reckoned anew, and the customer is told what concerns him. */
export const report =
  (house: Doorward) =>
  (command: Report): Promise<Reported | Refused> =>
    house.store.commit((tx) => reportIn(tx, house, command));

/** Who says so, where it is not the technician himself, and why. */
export type Witness = { readonly actor: string; readonly reason: string };

/** The same within a commit that has more to do. */
export async function reportIn(
  tx: Tx,
  house: Doorward,
  command: Report,
  witness?: Witness,
): Promise<Reported | Refused> {
  if (command.act === 'take-next') return takeNextOf(tx, house, command);
  const seen = await visitOfTicket(tx, command.assignmentId);
  const isKnown = !command.needs?.skill || (await isSkill(tx, command.needs.skill));
  if (!isKnown) return refuse('absent', `Nobody has a skill called ${command.needs?.skill}.`);
  // Searched before the locks are taken: everybody locks all technicians he needs at once.
  const plan = seen && command.act === 'cannot-complete' ? await planNext(tx, house, seen, command.needs) : null;
  const technicians = [command.technicianId, ...(plan?.slots ?? []).map(({ technicianId }) => technicianId)];
  const visit = seen && (await lockVisit(tx, seen.appointmentId, technicians, seen));
  const ticket = visit && (await ticketOf(tx, command.assignmentId));
  if (!visit || !ticket || ticket.technicianId !== command.technicianId)
    return refuse('absent', 'That ticket is not yours.');
  if (command.act === 'seen') return seeEnd(tx, visit, ticket);
  if (visit.ticket?.id !== ticket.id)
    return refuse('closed', `This ticket is ${SAID[ticket.state]}; nothing more can be reported on it.`);
  // Nothing about a ticket was so before the last thing that is known of it.
  const at = command.at ? earlier(later(command.at, ticket.since), tx.now) : tx.now;
  const refused =
    command.act === 'late'
      ? await announce(tx, visit, command, at)
      : await act(tx, house, visit, { ...command, act: command.act, plan, at }, witness);
  if (refused) return refused;
  await reckon(tx, command.technicianId);
  return (await ticketOf(tx, command.assignmentId))!;
}

type Ticketed = {
  technicianId: string;
  technician: string;
  state: AssignmentState;
  since: Date;
  version: number;
  id: string;
};

const ticketOf = async (tx: Tx, id: string): Promise<Ticketed | null> =>
  (
    await tx.sql<Ticketed>(
      `SELECT a.id, a.technician_id AS "technicianId", t.name AS technician, a.state, a.since, a.version
       FROM assignment a JOIN technician t ON t.id = a.technician_id WHERE a.id = $1`,
      [id],
    )
  )[0] ?? null;

/** The customer has chosen at the door: the same as if he had sent the digit. Whoever is first settles it. */
async function takeNextOf(tx: Tx, house: Doorward, command: Report): Promise<Reported | Refused> {
  const ticket = await ticketOf(tx, command.assignmentId);
  if (!ticket || ticket.technicianId !== command.technicianId) return refuse('absent', 'That ticket is not yours.');
  const taken = await takeNext(tx, {
    assignmentId: ticket.id,
    holdId: command.holdId ?? '',
    actor: byTechnician(ticket.technician),
  });
  if (isRefused(taken)) return taken;
  // Who agrees to come himself has accepted by that.
  if (taken.ticket?.technicianId === command.technicianId)
    await reportIn(tx, house, { assignmentId: taken.ticket.id, technicianId: command.technicianId, act: 'accept' });
  return { state: ticket.state, version: ticket.version };
}

const isSkill = async (tx: Tx, skill: string) =>
  (await tx.sql('SELECT 1 FROM technician WHERE active AND $1 = ANY(skills) LIMIT 1', [skill])).length > 0;

/** He has seen that the ticket is no longer his. */
async function seeEnd(tx: Tx, visit: Visit, ticket: Ticketed): Promise<Reported | Refused> {
  if (isLive(ticket.state)) return refuse('illegal-move', 'This ticket is still yours.');
  const [first] = await tx.sql(
    'UPDATE assignment SET ended_seen_at = $2 WHERE id = $1 AND ended_seen_at IS NULL RETURNING 1',
    [ticket.id, tx.now],
  );
  tx.sleep(`ticket.withdrawn:${ticket.id}`);
  if (first)
    tx.record({
      ...about(visit, ticket.id),
      technicianId: ticket.technicianId,
      type: 'ticket.withdrawal-seen',
      actor: byTechnician(ticket.technician),
      reason: 'the withdrawal was acknowledged',
    });
  return { state: ticket.state, version: ticket.version };
}

/** `+30`: he will be that much later than he is expected to be, at the end of this job or in getting to it. */
async function announce(tx: Tx, visit: Visit, { minutes = 0 }: Report, at: Date): Promise<Refused | null> {
  const ticket = visit.ticket!;
  if (!isLive(ticket.state)) return refuse('closed', 'This ticket is over.');
  const [row] = await tx.sql<{ from: Date | null; to: Date | null }>(
    'SELECT expected_from AS "from", expected_to AS "to" FROM assignment WHERE id = $1',
    [ticket.id],
  );
  const expected = isOnSite(ticket.state) ? (row?.to ?? ticket.planned.to) : (row?.from ?? ticket.planned.from);
  // He names round minutes and means a round time, though none sooner than so many minutes from now.
  const round = floorTo(plusMinutes(later(expected, at), minutes + 2.5), 5);
  const announced = later(round, plusMinutes(at, minutes));
  await tx.sql('UPDATE assignment SET announced = $2, version = version + 1 WHERE id = $1', [ticket.id, announced]);
  record(tx, visit, 'technician.delayed', `+${minutes} min`, { minutes, announced, ...toldLater(tx, at) });
  return null;
}

/** The time of a tap stands beside the time at which we heard of it, where they are not the same. */
const toldLater = (tx: Tx, at: Date) => (at < tx.now ? { tappedAt: at } : {});

type Acting = Report & { readonly act: Act; readonly plan: NextPlan | null; readonly at: Date };

async function act(
  tx: Tx,
  house: Doorward,
  visit: Visit,
  command: Acting,
  witness: Witness | undefined,
): Promise<Refused | null> {
  const what = command.act;
  const ticket = visit.ticket!;
  const next = move(ticket.state, what);
  // A phone that shows the ticket twice has not done anything wrong.
  if (what === 'receive' && isRefused(next)) return null;
  // Nor has he who says that he is there after his phone's positions have said so.
  if (what === 'arrive' && ticket.state === ACTS.arrive) return null;
  if (isRefused(next)) return next;
  if (what === 'decline') {
    await endTicket(tx, visit, ticket, {
      as: 'declined',
      actor: byTechnician(ticket.technician),
      reason: command.reason || 'the technician declined',
    });
    return null;
  }
  const said = [command.plan && sayNeeds(command.plan.needs), command.note].filter(Boolean).join('. ');
  await tx.sql(
    `UPDATE assignment SET state = $2, since = $3, announced = NULL, outcome = coalesce($4, outcome), version = version + 1
     WHERE id = $1`,
    [ticket.id, next, command.at, said || null],
  );
  record(tx, visit, EVENTS[what], said || SAID[ACTS[what]], toldLater(tx, command.at), witness);
  if (what === 'cannot-complete') await giveUp(tx, house, visit, { note: command.note, plan: command.plan });
  await AFTER[what]?.(tx, visit, command.at);
  return null;
}

const EVENTS: Record<Act, EventType> = {
  receive: 'ticket.delivered',
  accept: 'ticket.accepted',
  decline: 'ticket.declined',
  'on-my-way': 'technician.on-the-way',
  arrive: 'technician.arrived',
  start: 'technician.started',
  pause: 'technician.paused',
  done: 'technician.finished',
  'cannot-complete': 'technician.could-not-complete',
};

const about = (visit: Visit, assignmentId: string) => ({
  workOrderId: visit.workOrderId,
  appointmentId: visit.appointmentId,
  assignmentId,
});

const record = (
  tx: Tx,
  visit: Visit,
  type: EventType,
  reason: string,
  data: Record<string, unknown>,
  witness: Witness = { actor: byTechnician(visit.ticket!.technician), reason },
) =>
  tx.record({
    ...about(visit, visit.ticket!.id),
    technicianId: visit.ticket!.technicianId,
    type,
    ...witness,
    data,
  });
