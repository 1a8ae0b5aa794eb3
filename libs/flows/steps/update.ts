import { ceilTo, plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { isOnSite } from '#visits/assignment';
import { UPDATE_MINUTES } from '#visits/promise';
import { isDark } from '#eta/signal';
import { knownDay, ticketsAhead } from '#store/day';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { firstName } from '#flows/said';
import { closeAlert, openAlert } from '#flows/steps/alerts';
import { leastBusy } from '#flows/steps/call-back';
import { heard } from '#flows/steps/notice-silence';
import { makePromise, settlePromises } from '#flows/steps/promises';

/** So long before the time we told the text has to leave. */
const LEAD_MINUTES = 1;

/** Since when the phone of who has this visit is dark though he is on the road; null while it is not. */
export async function darkSince(tx: Tx, { ticket }: Visit): Promise<Date | null> {
  if (!ticket) return null;
  const [first] = await ticketsAhead(tx, ticket.technicianId);
  const { fixAt } = heard(await knownDay(tx, ticket.technicianId), tx.now);
  if (!first || isOnSite(first.state)) return null;
  const state = first.state === 'en_route' ? 'driving' : 'waiting';
  return isDark({ state, fixAt }, tx.now) ? fixAt : null;
}

/**
 * Promises that somebody looks into it and that we text again by a time. While one is open for this visit no second is
 * made; it is told again.
 */
export async function promiseUpdate(tx: Tx, visit: Visit, since: Date): Promise<{ agent: string; by: Date }> {
  const [open] = await tx.sql<{ agent: string; by: Date }>(
    `SELECT owner AS agent, deadline AS by FROM promise WHERE appointment_id = $1 AND kind = 'update' AND state = 'open' LIMIT 1`,
    [visit.appointmentId],
  );
  if (open) return open;
  const { name: agent } = await leastBusy(tx, 'desk');
  const by = ceilTo(plusMinutes(tx.now, UPDATE_MINUTES), 5);
  const why = `no signal from ${firstName(visit.ticket!.technician)}'s phone since ${sayTime(since, visit.place.zone)}`;
  await makePromise(tx, {
    kind: 'update',
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    owner: agent,
    deadline: by,
    basedOn: { since },
    why,
  });
  tx.wake({
    key: `update.due:${visit.appointmentId}`,
    kind: 'update.due',
    subject: visit.appointmentId,
    dueAt: plusMinutes(by, -LEAD_MINUTES),
  });
  await openAlert(tx, {
    kind: 'update',
    subject: visit.appointmentId,
    workOrderId: visit.workOrderId,
    technicianId: visit.ticket!.technicianId,
    says: `${firstName(agent)} texts ${visit.customer.name} by ${sayTime(by, visit.place.zone)}: ${why}`,
    dueAt: by,
  });
  return { agent, by };
}

/** The customer hears again: the promise is kept. Nothing happens when there is none. */
export async function keepUpdate(tx: Tx, { appointmentId }: Visit, actor: string): Promise<void> {
  await settlePromises(tx, {
    appointmentId,
    kinds: ['update'],
    as: 'kept',
    why: 'the customer was texted again',
    actor,
  });
  await closeAlert(tx, 'update', appointmentId, 'the customer was texted again', actor);
  tx.sleep(`update.due:${appointmentId}`);
}
