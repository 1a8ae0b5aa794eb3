import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { openAlert } from '#flows/steps/alerts';
import { promiseCallBack } from '#flows/steps/call-back';
import { alarmNobodyLeft } from '#flows/steps/hand-over';
import { offerEach } from '#flows/steps/offer';
import { endOfUse } from '#flows/steps/useful';
import { sayTime } from '#time/say';
import { later, plusMinutes } from '#time/minutes';
import { SMS_HOLD_MINUTES } from '#visits/hold';

type Lost = { readonly trouble: string; readonly technician: string; readonly notWith: string | null };

/** A visit has lost its technician and nobody keeps its time: its customer chooses another, or a person calls him. */
export async function offerOthers(
  house: Doorward,
  tx: Tx,
  event: { id: string; appointmentId: string },
): Promise<void> {
  const seen = await visitOf(tx, event.appointmentId);
  if (!seen || !hasNobody(seen)) return;
  const [row] = await tx.sql<{ data: Lost }>('SELECT data FROM timeline WHERE id = $1', [event.id]);
  const { trouble, technician, notWith } = row!.data;
  const [offer] = await offerEach(tx, house, [seen], hasNobody, 'all', notWith ? { notWith } : {});
  if (!offer) return;
  const facts = { why: trouble, technician };
  if (!offer.choices) return callInstead(tx, seen, event.id, facts);
  await openAlert(tx, {
    kind: 'nobody-left',
    subject: seen.appointmentId,
    workOrderId: seen.workOrderId,
    says: `${seen.customer.name}: nobody can keep the time; asked to choose another by ${sayTime(plusMinutes(tx.now, SMS_HOLD_MINUTES), seen.place.zone)}`,
    dueAt: plusMinutes(tx.now, SMS_HOLD_MINUTES),
  });
  say(tx, seen, event.id, facts);
}

const hasNobody = ({ state, ticket, window }: Visit) => state === 'confirmed' && !ticket && window !== null;

async function callInstead(tx: Tx, visit: Visit, eventId: string, facts: Record<string, unknown>): Promise<void> {
  await alarmNobodyLeft(tx, visit);
  const call = await promiseCallBack(tx, visit, { why: 'nobody can come, and no other time is free' });
  say(tx, visit, eventId, { ...facts, call: { agent: call.agent, by: call.by } });
}

function say(tx: Tx, visit: Visit, eventId: string, facts: Record<string, unknown>): void {
  tx.say({
    key: `cannot-come:${eventId}`,
    kind: 'cannot-come',
    phone: visit.customer.phone,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    claims: { revision: visit.revision },
    facts,
    urgency: visit.window!.to,
    usefulUntil: later(endOfUse(visit), plusMinutes(tx.now, 60)),
  });
}
