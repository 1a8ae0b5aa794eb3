import { isAlive } from '#visits/hold';
import { isRefused, type Refused, refuse } from '#visits/refused';
import type { Tx } from '#store/tx';
import { lockVisits, type Visit, visitOf, visitsOf } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { aheadOfFirst } from '#flows/steps/ahead-of-first';
import { promiseVisit } from '#flows/steps/confirm';
import { sayConfirmed } from '#flows/steps/confirmation';
import { endPromptsOf } from '#flows/steps/prompts';
import { type HeldTime, holdOf, releaseHolds } from '#flows/steps/holds';
import { rulesOf } from '#flows/steps/rules';
import { slotStillFree } from '#flows/steps/slots';
import { stillMeets } from '#flows/steps/terms';

export type ConfirmBooking = {
  readonly holdId: string;
  readonly appointmentId: string;
  readonly actor: string;
  /** The revision of the promise that was seen when this was pressed; what has been moved since is not moved again. */
  readonly revision?: number | undefined;
  /** As in `HoldWindow`: its customer is asked for the first visit's time by text. */
  readonly mayBeAhead?: boolean;
};

/**
 * Turns a hold into a promise: in one commit the appointment is confirmed, the ticket given, the confirmation written
 * and every watch set. A hold that ran out meanwhile, or whose stay the visits around this one no longer allow, is taken
 * up again if its window can still be kept, else refused; so is a time that was chosen and could not be held. Confirming
 * what is confirmed already answers the same again. What is held for other visits of the order that are still to be
 * promised is promised with it, all or nothing, and one text tells of all.
 */
export const confirmBooking =
  (house: Doorward) =>
  async (command: ConfirmBooking): Promise<Visit | Refused> => {
    const hold = await holdOf({ sql: house.store.read }, command.holdId);
    if (!hold || hold.appointmentId !== command.appointmentId)
      return refuse('absent', 'That choice is not known any more. Please choose again.');
    return house.store.commit(async (tx) => {
      const together = [hold, ...(await heldWith(tx, hold))];
      const seen = await visitsOf(
        tx,
        together.map(({ appointmentId }) => appointmentId),
      );
      const locked = await lockVisits(
        tx,
        seen,
        together.map(({ technicianId }) => technicianId),
      );
      const visit = locked.find(({ appointmentId }) => appointmentId === hold.appointmentId);
      if (!visit) return refuse('absent', 'There is no such visit.');
      if ((await holdOf(tx, command.holdId))?.state === 'taken') return visit;
      if (visit.state !== 'requested' && visit.state !== 'confirmed')
        return refuse('closed', `This visit is ${visit.state} and cannot be booked.`);
      if (command.revision !== undefined && command.revision !== visit.revision)
        return refuse('stale', 'This visit was changed meanwhile.');
      const promised: { before: Visit; after: Visit }[] = [];
      for (const before of inOrder(locked)) {
        const held = together.find(({ appointmentId }) => appointmentId === before.appointmentId)!;
        const done = await promise(tx, house, before, (await holdOf(tx, held.id))!, command);
        if (isRefused(done)) return done;
        promised.push({ before, after: done });
      }
      // One text, about the visit that comes first; where another visit rests on it, it says so, too.
      const first = promised[0]!;
      // What waits for the visit before it is told with that one's times: see `tellSuspended`.
      if (first.before.state === 'requested' && first.after.suspendedAt) return first.after;
      await sayConfirmed(tx, first.before, first.after, { isReply: false });
      return (await visitOf(tx, visit.appointmentId))!;
    });
  };

/** What the same order's other visits that nobody has promised yet are held at. */
async function heldWith(tx: Tx, { id, appointmentId }: HeldTime): Promise<HeldTime[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT h.id FROM appointment a JOIN appointment o ON o.work_order_id = a.work_order_id AND o.id <> a.id AND o.state = 'requested'
     JOIN hold h ON h.appointment_id = o.id AND h.state = 'active' AND h.prompt_id IS NULL AND h.expires_at > $3
     WHERE a.id = $1 AND a.state = 'requested' AND h.id <> $2 ORDER BY h.id`,
    [appointmentId, id, tx.now],
  );
  const holds: HeldTime[] = [];
  for (const row of rows) holds.push((await holdOf(tx, row.id))!);
  return holds;
}

/** What has to be done first is promised first. */
function inOrder(visits: readonly Visit[]): Visit[] {
  const depth = (visit: Visit): number => {
    const first = visits.find(({ appointmentId }) => appointmentId === visit.needs?.firstId);
    return first ? depth(first) + 1 : 0;
  };
  return [...visits].sort((a, b) => depth(a) - depth(b));
}

async function promise(
  tx: Tx,
  { settings }: Doorward,
  visit: Visit,
  hold: HeldTime,
  { actor, mayBeAhead }: Pick<ConfirmBooking, 'actor' | 'mayBeAhead'>,
): Promise<Visit | Refused> {
  const given = mayBeAhead ? await aheadOfFirst(tx, visit, tx.now) : {};
  const alive = isAlive(hold, tx.now) && (await stillMeets(tx, visit, hold, 'first', given));
  if (!alive) await releaseHolds(tx, visit.appointmentId);
  const slot = alive
    ? { window: hold.window, stay: hold.stay }
    : await slotStillFree(tx, visit, hold, given, 'first', await rulesOf(tx, settings, visit, tx.now));
  if (!slot || hold.window.from <= tx.now)
    return hold.state === 'unheld'
      ? refuse('taken', 'That time was just taken. These are still free.')
      : refuse('expired', 'That time could not be kept any longer. These are still free.');
  await releaseHolds(tx, visit.appointmentId, alive ? hold.id : null);
  // Confirmed once more, it answers the same again: also what had run out, or was not held.
  if (!alive) await tx.sql(`UPDATE hold SET state = 'taken' WHERE id = $1`, [hold.id]);
  // The times offered by text for it are not needed any more.
  if (visit.followsId && visit.state === 'requested') await endPromptsOf(tx, [visit], 'answered');
  return promiseVisit(tx, visit, {
    ...slot,
    technicianId: hold.technicianId,
    holdId: alive ? hold.id : null,
    actor,
    reason: visit.state === 'requested' ? 'booked by the customer' : 'moved by the customer',
  });
}
