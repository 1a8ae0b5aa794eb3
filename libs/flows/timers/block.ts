import { later, plusMinutes } from '#time/minutes';
import { sayTime } from '#time/say';
import { CALL_BACK_MINUTES } from '#visits/promise';
import { whenAwake } from '#conversation/quiet';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';
import { endBlock } from '#flows/steps/block';
import { promiseCallBack } from '#flows/steps/call-back';
import { reckon } from '#flows/steps/reckon';
import { tellBlocked } from '#flows/steps/tell-blocked';
import type { Due } from '#flows/timers/due';

/** Undecided so long before the window, the visit goes ahead: somebody has to set out. */
const DECIDED_MINUTES = 60;

/** A department's stop has reached its end: the visit goes ahead, or a person decides while the slot is still kept. */
export async function endOfBlock(tx: Tx, { subject }: Due, house: Doorward): Promise<void> {
  const [row] = await tx.sql<{ appointmentId: string }>(
    'SELECT appointment_id AS "appointmentId" FROM block WHERE id = $1',
    [subject],
  );
  const visit = row && (await lockVisit(tx, row.appointmentId));
  if (!visit || visit.block?.id !== subject) return;
  if (visit.state !== 'confirmed' || visit.arrivedAt)
    return endBlock(tx, visit, 'cancelled', 'there is nothing left to hold', DOORWARD);
  // Who has set out despite it is not called back: there is nothing left to decide.
  const isDecided = visit.block.escalatedAt !== null || visit.ticket?.state === 'en_route';
  if (visit.block.atExpiry === 'escalate' && !isDecided) return escalate(tx, visit, house);
  await endBlock(
    tx,
    visit,
    'lapsed',
    visit.block.escalatedAt ? 'nobody decided in time' : 'its time is over',
    DOORWARD,
  );
  tellBlocked(tx, visit, 'block-lapsed', { key: subject, mustKnowBy: visit.window!.from, facts: { blockId: subject } });
  if (visit.ticket) await reckon(tx, visit.ticket.technicianId);
}

async function escalate(tx: Tx, visit: Visit, { settings }: Doorward): Promise<void> {
  const { block, appointmentId, workOrderId, customer, place, window } = visit;
  const awake = whenAwake(tx.now, place, settings.SPEAKING_HOURS);
  const call = await promiseCallBack(tx, visit, {
    why: `the hold by ${block!.owner} ran out: ${block!.reason}`,
    by: plusMinutes(awake < window!.from ? awake : tx.now, CALL_BACK_MINUTES),
  });
  await tx.sql('UPDATE block SET escalated_at = $2 WHERE id = $1', [block!.id, tx.now]);
  await tx.sql('UPDATE appointment SET version = version + 1 WHERE id = $1', [appointmentId]);
  tx.record({
    type: 'block.escalated',
    actor: DOORWARD,
    reason: `${block!.owner} (${block!.reason}): a person decides by ${sayTime(call.by, place.zone)}`,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket?.technicianId ?? null,
    data: { blockId: block!.id },
  });
  await openAlert(tx, {
    kind: 'blocked',
    subject: appointmentId,
    workOrderId,
    technicianId: visit.ticket?.technicianId ?? null,
    says: `Decide: the hold by ${block!.owner} on ${customer.name} ran out (${block!.reason}). The slot is still kept.`,
    dueAt: call.by,
  });
  tx.wake({
    key: `block.end:${block!.id}`,
    kind: 'block.end',
    subject: block!.id,
    dueAt: later(call.by, plusMinutes(window!.from, -DECIDED_MINUTES)),
  });
  tellBlocked(tx, visit, 'block-escalated', {
    key: block!.id,
    mustKnowBy: window!.from,
    facts: { blockId: block!.id, agent: call.agent, by: call.by },
  });
}
