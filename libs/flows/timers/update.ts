import { plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';
import { lockVisit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { closeAlert } from '#flows/steps/alerts';
import { keepUpdate } from '#flows/steps/update';
import type { Due } from '#flows/timers/due';

/** The time by which we said we would text again is here, and nobody has: what is known now is told. */
export async function giveUpdate(tx: Tx, { subject }: Due): Promise<void> {
  const visit = await lockVisit(tx, subject);
  const [open] = await tx.sql(
    `SELECT 1 FROM promise WHERE appointment_id = $1 AND kind = 'update' AND state = 'open'`,
    [subject],
  );
  if (!visit || !open || visit.state !== 'confirmed' || visit.arrivedAt)
    return closeAlert(tx, 'update', subject, 'there is nothing to tell any more');
  tx.say({
    key: `update:${subject}:${tx.now.toISOString()}`,
    kind: 'how-late',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: subject,
    claims: { revision: visit.revision },
    urgency: tx.now,
    usefulUntil: plusMinutes(tx.now, 30),
  });
  await keepUpdate(tx, visit, DOORWARD);
}
