import { plusMinutes } from '#time/minutes';
import { sayNeeds } from '#visits/next-visit';
import type { Tx } from '#store/tx';
import { type Visit, visitsAfter } from '#store/visit';
import { byTechnician, type Doorward } from '#flows/doorward';
import { endVisit } from '#flows/steps/after-act';
import { openAlert } from '#flows/steps/alerts';
import { offerCancel } from '#flows/steps/cancel-digits';
import { weighDependents } from '#flows/steps/dependents';
import { promiseCallBack } from '#flows/steps/call-back';
import { type NextPlan, openNext } from '#flows/steps/next-visit';
import { settlePromises } from '#flows/steps/promises';
import { TO_DECIDE } from '#flows/steps/undecided';

type Giving = {
  /** What he says himself. */
  readonly note: string | undefined;
  /** What the next visit needs, and the times found for it; null when he did not say what it needs. */
  readonly plan: NextPlan | null;
};

/**
 * The work could not be completed. The next visit is opened and put to the customer before the technician leaves; where
 * no time can be offered a person calls.
 */
export async function giveUp(tx: Tx, house: Doorward, visit: Visit, { note, plan }: Giving): Promise<void> {
  const { appointmentId, workOrderId } = visit;
  const why = (plan && sayNeeds(plan.needs)) || note || 'the work could not be completed';
  await endVisit(tx, visit, 'the visit is over');
  await tx.sql(`UPDATE appointment SET state = 'failed', ended_at = $2, version = version + 1 WHERE id = $1`, [
    appointmentId,
    tx.now,
  ]);
  tx.record({
    type: 'visit.failed',
    actor: byTechnician(visit.ticket!.technician),
    reason: [why, plan && note].filter(Boolean).join('. '),
    workOrderId,
    appointmentId,
    technicianId: visit.ticket!.technicianId,
    data: plan ? { needs: plan.needs } : {},
  });
  await settlePromises(tx, {
    appointmentId,
    kinds: ['window', 'eta', 'update'],
    as: 'replaced',
    why: 'another visit is needed',
  });
  const offered = plan ? await openNext(tx, house, visit, plan) : null;
  if (visit.isNeeded) await weighDependents(tx, plan ? plan.next.appointmentId : appointmentId);
  await openAlert(tx, {
    kind: 'could-not-complete',
    subject: appointmentId,
    workOrderId,
    technicianId: visit.ticket!.technicianId,
    says: offered
      ? `${visit.customer.name}: ${why}. ${offered.choices} times for the next visit are with the customer.`
      : `${visit.customer.name}: ${why}. ${plan ? 'Another visit is needed.' : TO_DECIDE}`,
    dueAt: offered?.expiresAt ?? null,
  });
  if (!offered) await callAbout(tx, visit, why, plan?.next.appointmentId ?? appointmentId);
}

async function callAbout(tx: Tx, visit: Visit, why: string, firstId: string): Promise<void> {
  const call = await promiseCallBack(tx, visit, { why: `another visit is needed: ${why}` });
  const later = (await visitsAfter(tx, firstId)).find(({ suspendedAt }) => suspendedAt !== null);
  const digit = later ? await offerCancel(tx, later) : null;
  tx.say({
    key: `could-not-complete:${visit.ticket!.id}`,
    kind: 'could-not-complete',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: visit.ticket!.id,
    claims: { revision: visit.revision },
    facts: { reason: why, call: { agent: call.agent, by: call.by }, digit },
    urgency: call.by,
    usefulUntil: plusMinutes(call.by, 60),
  });
}
