import { later, minutesBetween, plusMinutes } from '#time/minutes';
import { keeps } from '#visits/appointment';
import type { Act } from '#visits/assignment';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { byTechnician, DOORWARD } from '#flows/doorward';
import { overtakeTasks } from '#flows/messages/tasks';
import { closeAlert } from '#flows/steps/alerts';
import { endStops } from '#flows/steps/end-stops';
import { openGap } from '#flows/steps/gap';
import { releaseHolds } from '#flows/steps/holds';
import { logArrival, logDeparture } from '#flows/steps/log-drive';
import { settlePromises } from '#flows/steps/promises';
import { endPromptsAbout } from '#flows/steps/prompts';
import { weighDependents } from '#flows/steps/dependents';
import { dropLadder } from '#flows/steps/ticket';
import { endOfUse } from '#flows/steps/useful';
import { endWaiting } from '#flows/steps/waiting';

/** A survey comes this long after the work is done. */
const SURVEY_MINUTES = 30;

/** What is told of later than this is no news for a customer any more. */
const NEWS_MINUTES = { 'on-the-way': 15, finished: 120 } as const;

/** What else is true from the moment of the act (`at`, which may lie before the commit). */
export const AFTER: Partial<Record<Act, (tx: Tx, visit: Visit, at: Date) => Promise<void>>> = {
  accept: afterAccepting,
  'on-my-way': afterSettingOut,
  arrive: afterArriving,
  done: afterFinishing,
};

async function afterAccepting(tx: Tx, visit: Visit): Promise<void> {
  dropLadder(tx, visit.ticket!.id);
  await tx.sql('UPDATE assignment SET alarmed_at = NULL WHERE id = $1', [visit.ticket!.id]);
  await closeAlert(tx, 'not-acknowledged', visit.appointmentId, 'the ticket was accepted');
  const [lost] = await tx.sql<{ name: string }>(
    `SELECT t.name FROM assignment a JOIN technician t ON t.id = a.technician_id
     WHERE a.appointment_id = $1 AND a.state IN ('expired', 'declined') AND a.technician_id <> $2
       AND a.created_at >= (SELECT at FROM appointment_revision WHERE appointment_id = $1 AND revision = $3)
     ORDER BY a.created_at DESC LIMIT 1`,
    [visit.appointmentId, visit.ticket!.technicianId, visit.revision],
  );
  // After a hand-over the customer learns of the new technician instead of hearing "accepted" from a stranger; a
  // technician the customer chose himself a minute ago needs no second confirmation.
  const kind = lost ? 'new-technician' : 'accepted';
  if (!lost && (visit.revision > 1 || visit.followsId)) return;
  if (await wasTold(tx, visit)) return;
  tellCustomer(
    tx,
    visit,
    kind,
    `${kind}:${visit.ticket!.id}`,
    { technicianId: visit.ticket!.technicianId },
    lost ? { before: lost.name } : {},
  );
}

/** Whether the last thing the customer was told of who comes is true again: what was undone meanwhile is no news. */
async function wasTold(tx: Tx, { appointmentId, workOrderId, revision, ticket }: Visit): Promise<boolean> {
  const [last] = await tx.sql<{ technicianId: string }>(
    `SELECT claims ->> 'technicianId' AS "technicianId" FROM message
     WHERE work_order_id = $3 AND appointment_id = $1 AND kind IN ('accepted', 'new-technician') AND claims -> 'revision' = to_jsonb($2::int)
       AND state NOT IN ('suppressed', 'expired')
     ORDER BY id DESC LIMIT 1`,
    [appointmentId, revision, workOrderId],
  );
  return last?.technicianId === ticket!.technicianId;
}

async function afterSettingOut(tx: Tx, visit: Visit, at: Date): Promise<void> {
  await logDeparture(tx, visit, at);
  if (minutesBetween(at, tx.now) > NEWS_MINUTES['on-the-way']) return;
  tellCustomer(tx, visit, 'on-the-way', `on-the-way:${visit.ticket!.id}`, { technicianId: visit.ticket!.technicianId });
}

async function afterArriving(tx: Tx, visit: Visit, at: Date): Promise<void> {
  const { appointmentId, workOrderId } = visit;
  const inTime = keeps(visit.window!, at);
  await logArrival(tx, visit, at);
  await tx.sql('UPDATE appointment SET arrived_at = $2, at_risk_at = NULL, version = version + 1 WHERE id = $1', [
    appointmentId,
    at,
  ]);
  await settlePromises(tx, {
    appointmentId,
    kinds: ['window'],
    as: inTime ? 'kept' : 'broken',
    why: inTime ? 'arrived in the window' : 'arrived after the window',
  });
  const toldBy = visit.told?.p90 ?? null;
  await settlePromises(tx, {
    appointmentId,
    kinds: ['eta', 'update'],
    as: !toldBy || at <= toldBy ? 'kept' : 'broken',
    why: 'the technician has arrived',
  });
  await endStops(tx, visit, 'the technician has arrived', byTechnician(visit.ticket!.technician));
  // The question whether to wait has answered itself.
  await endPromptsAbout(tx, appointmentId, 'superseded');
  await releaseHolds(tx, appointmentId);
  tx.sleep(`window.end:${appointmentId}`);
  tx.sleep(`eta.due:${appointmentId}`);
  await closeAlert(tx, 'at-risk', appointmentId, 'the technician has arrived');
  await overtakeTasks(tx, visit, 'the technician has arrived');
  if (!inTime && !visit.missedAt) {
    await tx.sql('UPDATE appointment SET missed_at = $2 WHERE id = $1', [appointmentId, visit.window!.to]);
    tx.record({
      type: 'visit.missed',
      actor: DOORWARD,
      reason: 'arrived after the window',
      workOrderId,
      appointmentId,
    });
  }
}

async function afterFinishing(tx: Tx, visit: Visit, at: Date): Promise<void> {
  const { appointmentId, workOrderId } = visit;
  await endVisit(tx, visit, 'the work is done');
  await tx.sql(`UPDATE appointment SET state = 'fulfilled', ended_at = $2, version = version + 1 WHERE id = $1`, [
    appointmentId,
    at,
  ]);
  tx.record({
    type: 'visit.fulfilled',
    actor: byTechnician(visit.ticket!.technician),
    reason: 'the work is done',
    workOrderId,
    appointmentId,
    technicianId: visit.ticket!.technicianId,
  });
  if (visit.isNeeded) await weighDependents(tx, appointmentId);
  if (minutesBetween(at, tx.now) <= NEWS_MINUTES.finished)
    tellCustomer(tx, visit, 'finished', `finished:${visit.ticket!.id}`, {});
  tx.wake({
    key: `survey.ask:${appointmentId}`,
    kind: 'survey.ask',
    subject: appointmentId,
    dueAt: plusMinutes(tx.now, SURVEY_MINUTES),
  });
}

/** He leaves: what was left of his time here is his again, and nothing is asked, awaited or stopped about the visit any more. */
export async function endVisit(tx: Tx, visit: Visit, why: string): Promise<void> {
  await tx.sql('DELETE FROM occupancy WHERE assignment_id = $1', [visit.ticket!.id]);
  await openGap(tx, visit, visit.ticket!);
  await endWaiting(tx, visit, why);
  await endStops(tx, visit, why, byTechnician(visit.ticket!.technician));
  await endPromptsAbout(tx, visit.appointmentId, 'superseded');
}

function tellCustomer(
  tx: Tx,
  visit: Visit,
  kind: string,
  key: string,
  claims: Record<string, unknown>,
  facts: Record<string, unknown> = {},
): void {
  tx.say({
    key,
    kind,
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: visit.ticket!.id,
    claims: { revision: visit.revision, ...claims },
    facts,
    urgency: visit.window!.to,
    usefulUntil: later(endOfUse(visit), plusMinutes(tx.now, 60)),
  });
}
