import { plusMinutes } from '#time/minutes';
import { REST_MINUTES } from '#eta/judgement';
import type { Tx } from '#store/tx';
import { lockTechnicians, lockVisit, visitOf } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { creditFor } from '#flows/steps/credit';
import { settlePromises } from '#flows/steps/promises';
import { reckon } from '#flows/steps/reckon';
import type { Due } from '#flows/timers/due';

/** A position, an answer of the roads, or nothing at all since: the day is reckoned anew, and silence itself is news. */
export async function lookAgain(tx: Tx, { subject }: Due): Promise<void> {
  await lockTechnicians(tx, [subject]);
  await reckon(tx, subject, true);
}

/** The window is over: a promise not kept by now is broken, and that is a fact of its own. */
export async function endWindow(tx: Tx, { subject }: Due, { settings }: Doorward): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (!visit || visit.state !== 'confirmed' || visit.arrivedAt || !visit.window || visit.window.to > tx.now) return;
  await tx.sql('UPDATE appointment SET missed_at = coalesce(missed_at, $2) WHERE id = $1', [subject, visit.window.to]);
  tx.record({
    type: 'visit.missed',
    actor: DOORWARD,
    reason: visit.told
      ? 'the window ended; the customer knows the new time'
      : 'the window ended before anybody was there',
    workOrderId: visit.workOrderId,
    appointmentId: subject,
    technicianId: visit.ticket?.technicianId ?? null,
  });
  await settlePromises(tx, {
    appointmentId: subject,
    kinds: ['window'],
    as: 'broken',
    why: 'nobody was there by the end of the window',
  });
  if (visit.ticket) await reckon(tx, visit.ticket.technicianId);
  await creditFor(tx, settings.MISSED_WINDOW_CREDIT, visit, visit.window);
}

/** The latest arrival we told is here and he is not. Who heard from us a few minutes ago is told of it a little later. */
export async function etaDue(tx: Tx, { subject }: Due): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (
    !visit ||
    visit.state !== 'confirmed' ||
    visit.arrivedAt ||
    !visit.told ||
    !visit.ticket ||
    visit.suspendedAt ||
    visit.block ||
    visit.told.p90 > tx.now
  )
    return;
  await settlePromises(tx, {
    appointmentId: subject,
    kinds: ['eta'],
    as: 'broken',
    why: 'not there by the latest time we told',
  });
  await reckon(tx, visit.ticket.technicianId);
  const after = (await visitOf(tx, subject))!;
  if (!after.eta) return;
  const rested = plusMinutes(visit.told.at, REST_MINUTES);
  if (tx.now < rested) return tx.wake({ key: `eta.due:${subject}`, kind: 'eta.due', subject, dueAt: rested });
  // However little the estimate has moved, the time we named is over: that is news by itself.
  tx.say({
    key: `news:${subject}:${visit.told.at.toISOString()}`,
    kind: 'news',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: subject,
    claims: { revision: visit.revision },
    facts: { before: { p10: visit.told.p10, p50: visit.told.p50, p90: visit.told.p90 } },
    urgency: visit.window!.to,
    usefulUntil: plusMinutes(after.eta.p90, 30),
  });
}
