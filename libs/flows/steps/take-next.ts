import { sayDate, sayTime } from '#time/say';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import { takeHeldChoice } from '#flows/steps/held-choice';

type Taking = { readonly assignmentId: string; readonly holdId: string; readonly actor: string };

/** At the door the customer has chosen one of the times the technician's page shows. Refused when he was faster himself. */
export async function takeNext(tx: Tx, { assignmentId, holdId, actor }: Taking): Promise<Visit | Refused> {
  const [next] = await tx.sql<{ appointmentId: string; isHis: boolean }>(
    `SELECT n.id AS "appointmentId", EXISTS (SELECT 1 FROM hold h WHERE h.id = $2 AND h.appointment_id = n.id) AS "isHis"
     FROM assignment s JOIN appointment n ON n.follows_id = s.appointment_id
     WHERE s.id = $1 AND s.state = 'cannot_complete' ORDER BY n.id DESC LIMIT 1`,
    [assignmentId, holdId],
  );
  if (!next?.isHis) return refuse('absent', 'That choice is not known any more.');
  const taken = await takeHeldChoice(tx, next.appointmentId, holdId, actor, { reason: 'agreed at the door' });
  return isRefused(taken) ? whoWasFaster(tx, next.appointmentId) : taken;
}

async function whoWasFaster(tx: Tx, appointmentId: string): Promise<Refused> {
  const visit = (await visitOf(tx, appointmentId))!;
  if (visit.state !== 'confirmed' || !visit.ticket)
    return refuse('expired', 'Those times have run out. The customer can choose others by text or on the visit page.');
  const [{ from }, { zone }] = [visit.window!, visit.place];
  return refuse(
    'taken',
    `${visit.customer.name} has chosen already: ${sayDate(from, zone)} ${sayTime(from, zone)}, ${visit.ticket.technician}.`,
  );
}
