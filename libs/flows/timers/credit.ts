import type { Window } from '#time/window';
import type { Tx } from '#store/tx';
import { lockVisit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { creditFor } from '#flows/steps/credit';
import { reckon } from '#flows/steps/reckon';
import type { Due } from '#flows/timers/due';

/** The window he was promised first is over, and for a reason of ours he has another time: it was missed all the same. */
export async function judgeFirstPromise(tx: Tx, { subject, dueAt }: Due, { settings }: Doorward): Promise<void> {
  const visit = await lockVisit(tx, subject);
  if (!visit || visit.state !== 'confirmed' || visit.arrivedAt) return;
  const [missed] = await tx.sql<Window>(
    `SELECT window_from AS "from", window_to AS "to" FROM appointment_revision
     WHERE appointment_id = $1 AND window_to = $2 AND revision < $3 ORDER BY revision LIMIT 1`,
    [subject, dueAt, visit.revision],
  );
  if (!missed) return;
  // The text says when somebody comes: as it is known now.
  if (visit.ticket) await reckon(tx, visit.ticket.technicianId);
  await creditFor(tx, settings.MISSED_WINDOW_CREDIT, visit, missed);
}
