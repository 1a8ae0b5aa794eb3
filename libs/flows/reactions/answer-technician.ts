import { readReply } from '#conversation/read-reply';
import { isRefused } from '#visits/refused';
import type { Tx } from '#store/tx';
import { visitOfTicket } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { reportIn } from '#flows/commands/report';
import { whileWaiting } from '#flows/steps/useful';

/** Y and N of a technician whose page is closed. Null when the number is no technician's. */
export async function answerTechnician(house: Doorward, tx: Tx, inbound: { id: string; phone: string; body: string }) {
  const [technician] = await tx.sql<{ id: string }>('SELECT id FROM technician WHERE phone = $1 AND active', [
    inbound.phone,
  ]);
  if (!technician) return null;
  const reading = readReply(inbound.body, { kind: 'ticket', digits: [] });
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
