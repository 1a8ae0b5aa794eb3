import { opensDoors } from '#conversation/reading/access';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { type CallBack, promiseCallBack } from '#flows/steps/call-back';
import { wakeForNote } from '#flows/steps/push';

/** A work order carries so much of either kind of notes: more nobody reads at a door. */
const MOST_CHARACTERS = 2000;

/**
 * Writes words down for whoever comes; the same words once more are no second note. How to get in is kept apart, so that
 * it can be erased when the order closes. Where the ticket has no room for them they stand in the story only, and the
 * call is promised in which the desk hears them out: the answer is that call, else null.
 */
export async function noteDown(
  tx: Tx,
  visit: Visit,
  { note, actor }: { readonly note: string; readonly actor: string },
): Promise<CallBack | null> {
  const { workOrderId, appointmentId, ticket } = visit;
  const isAccess = opensDoors(note);
  const room = await writeOnTicket(tx, workOrderId, { note, column: isAccess ? 'access_notes' : 'notes' });
  if (room === 'known') return null;
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
  if (room === 'full') {
    const words = isAccess ? 'how to get in; the words stand in the story' : note.slice(0, 200);
    return promiseCallBack(tx, visit, { why: `no room for this on the ticket: ${words}` });
  }
  await wakeForNote(tx, visit);
  return null;
}

type Words = { readonly note: string; readonly column: 'notes' | 'access_notes' };

/** Adds words to a column of the order, all of them or none. */
async function writeOnTicket(
  tx: Tx,
  workOrderId: string,
  { note, column }: Words,
): Promise<'written' | 'known' | 'full'> {
  const [order] = await tx.sql<{ isKnown: boolean; fuller: string }>(
    `SELECT strpos(E'\\n' || ${column} || E'\\n', E'\\n' || $2 || E'\\n') > 0 AS "isKnown",
       trim(E'\\n ' FROM ${column} || E'\\n' || $2) AS fuller FROM work_order WHERE id = $1 FOR NO KEY UPDATE`,
    [workOrderId, note],
  );
  if (!order || order.isKnown) return 'known';
  if (order.fuller.length > MOST_CHARACTERS) return 'full';
  await tx.sql(`UPDATE work_order SET ${column} = $2 WHERE id = $1`, [workOrderId, order.fuller]);
  return 'written';
}
