import { plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';
import { WEB_HOLD_MINUTES } from '#visits/hold';
import { type Refused, refuse } from '#visits/refused';
import { toRange } from '#store/span';
import { lockVisit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { clearDeadHolds, placeHold, releaseHolds } from '#flows/steps/holds';
import { slotStillFree } from '#flows/steps/slots';

export type HoldWindow = {
  readonly appointmentId: string;
  readonly technicianId: string;
  readonly window: Window;
  readonly actor: string;
};

export type Held = {
  readonly holdId: string;
  readonly window: Window;
  readonly technicianId: string;
  readonly expiresAt: Date;
};

const TAKEN = refuse('taken', 'That time was just taken. These are still free.');

/** Holds a window with a technician for five minutes while the customer decides; his earlier hold is let go. */
export const holdWindow =
  (house: Doorward) =>
  async (command: HoldWindow): Promise<Held | Refused> => {
    if (await isPlainlyTaken(house, command)) return TAKEN;
    return house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, command.appointmentId, [command.technicianId]);
      if (!visit) return refuse('absent', 'There is no such visit.');
      if (visit.state !== 'requested' && visit.state !== 'confirmed')
        return refuse('closed', `This visit is ${visit.state}; there is nothing to choose.`);
      await clearDeadHolds(tx, [command.technicianId]);
      await releaseHolds(tx, visit.appointmentId);
      const slot = await slotStillFree(tx, visit, command);
      if (!slot || command.window.from <= tx.now) return TAKEN;
      const expiresAt = plusMinutes(tx.now, WEB_HOLD_MINUTES);
      const hold = await placeHold(tx, visit, slot, { expiresAt, promptId: null });
      tx.record({
        type: 'hold.placed',
        actor: command.actor,
        reason: 'the customer is deciding',
        workOrderId: visit.workOrderId,
        appointmentId: visit.appointmentId,
        technicianId: command.technicianId,
        data: { holdId: hold.holdId, window: command.window, expiresAt },
      });
      return { holdId: hold.holdId, window: hold.window, technicianId: hold.technicianId, expiresAt };
    });
  };

/**
 * Whether somebody else so fills the window that no stay can begin in it. A look without locks: when two hundred want
 * one slot, those who are too late hear it at once and need not stand in line for the technician's lock.
 */
async function isPlainlyTaken(
  { store }: Doorward,
  { technicianId, window, appointmentId }: HoldWindow,
): Promise<boolean> {
  const [row] = await store.read<{ taken: boolean }>(
    `SELECT EXISTS (
       SELECT 1 FROM occupancy o LEFT JOIN hold h ON h.id = o.hold_id LEFT JOIN assignment a ON a.id = o.assignment_id
       WHERE o.technician_id = $1 AND o.during @> $2::tstzrange
         AND coalesce(h.appointment_id, a.appointment_id) <> $3 AND (h.id IS NULL OR h.expires_at > doorward_now())
     ) AS taken`,
    [technicianId, toRange(window), appointmentId],
  );
  return row!.taken;
}
