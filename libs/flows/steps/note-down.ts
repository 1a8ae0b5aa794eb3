import { opensDoors } from '#conversation/reading/access';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { wakeForNote } from '#flows/steps/push';

/** A work order carries so much of either kind of notes; the oldest words are kept. */
const MOST_CHARACTERS = 2000;

/** Writes words down for whoever comes; the same words once more are no second note. How to get in is kept apart, so that it can be erased when the order closes. */
export async function noteDown(
  tx: Tx,
  visit: Visit,
  { note, actor }: { readonly note: string; readonly actor: string },
): Promise<void> {
  const { workOrderId, appointmentId, ticket } = visit;
  const isAccess = opensDoors(note);
  const column = isAccess ? 'access_notes' : 'notes';
  const written = await tx.sql(
    `UPDATE work_order SET ${column} = left(trim(E'\\n ' FROM ${column} || E'\\n' || $2), $3)
     WHERE id = $1 AND strpos(E'\\n' || ${column} || E'\\n', E'\\n' || $2 || E'\\n') = 0 RETURNING 1`,
    [workOrderId, note, MOST_CHARACTERS],
  );
  if (!written.length) return;
  tx.record({
    type: 'visit.noted',
    actor,
    reason: note,
    workOrderId,
    appointmentId,
    assignmentId: ticket?.id ?? null,
    technicianId: ticket?.technicianId ?? null,
    ...(isAccess ? { data: { opensDoors: true } } : {}),
  });
  await wakeForNote(tx, visit);
}
