import { readReply } from '#conversation/read-reply';
import type { Reading } from '#conversation/reading/asked';
import { isRefused } from '#visits/refused';
import type { Tx } from '#store/tx';
import { visitOfTicket } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { reportIn } from '#flows/commands/report';
import { setConsent } from '#flows/steps/consent';
import { whileWaiting } from '#flows/steps/useful';
import type { Inbound } from '#flows/reactions/answer';

/**
 * Y and N of a technician whose page is closed. Null when the number is no technician's, and for what he says of texts
 * as such: STOP, START, HELP and a wrong number are the same from everybody.
 */
export async function answerTechnician(house: Doorward, tx: Tx, inbound: Inbound) {
  const [technician] = await tx.sql<{ id: string }>('SELECT id FROM technician WHERE phone = $1 AND active', [
    inbound.phone,
  ]);
  if (!technician) return null;
  const reading = readReply(inbound.body, { kind: 'ticket', digits: [] });
  if (saysOfTexts(reading)) return null;
  if (inbound.carrierDid) {
    // To the carrier YES is START as well: here it also answers the ticket.
    if (inbound.carrierDid !== 'START' || !reading.intents.includes('confirm')) return null;
    const source = 'START, answered by the carrier';
    await setConsent(tx, { phone: inbound.phone, texts: true, source, actor: inbound.phone });
  }
  const ticket = await oldestUnanswered(tx, technician.id);
  const visit = ticket && (await visitOfTicket(tx, ticket.id));
  let kind = 'no-ticket';
  if (ticket?.ended && reading.intents.includes('confirm')) {
    await reportIn(tx, house, { assignmentId: ticket.id, technicianId: technician.id, act: 'seen' });
    return { reading, workOrderId: visit?.workOrderId ?? null };
  }
  if (ticket && (reading.intents.includes('confirm') || reading.intents.includes('decline'))) {
    const act = reading.intents.includes('confirm') ? 'accept' : 'decline';
    const answer = await reportIn(tx, house, {
      assignmentId: ticket.id,
      technicianId: technician.id,
      act,
      reason: 'declined by text',
    });
    if (!isRefused(answer)) kind = act === 'accept' ? 'ticket-accepted' : 'ticket-declined';
  }
  tx.say({
    key: `reply:${inbound.id}`,
    kind,
    phone: inbound.phone,
    workOrderId: visit?.workOrderId ?? null,
    appointmentId: visit?.appointmentId ?? null,
    isReply: true,
    usefulUntil: whileWaiting(tx.now),
  });
  return { reading, workOrderId: visit?.workOrderId ?? null };
}

const saysOfTexts = ({ intents }: Reading) =>
  intents.some((intent) => intent === 'stop-texts' || intent === 'start-texts' || intent === 'wrong-number') ||
  (intents.length === 1 && intents[0] === 'help');

/** A ticket he has not answered, or one that was taken from him and that he has not seen go. */
async function oldestUnanswered(tx: Tx, technicianId: string) {
  const [ticket] = await tx.sql<{ id: string; ended: boolean }>(
    `SELECT id, state IN ('withdrawn', 'expired') AS ended FROM assignment
     WHERE technician_id = $1 AND (state IN ('created', 'delivered')
       OR (state IN ('withdrawn', 'expired') AND ended_seen_at IS NULL AND since > $2::timestamptz - interval '12 hours'))
     ORDER BY ended, created_at LIMIT 1`,
    [technicianId, tx.now],
  );
  return ticket ?? null;
}
