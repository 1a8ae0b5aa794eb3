import { plusMinutes } from '#time/minutes';
import { overlaps, type Window } from '#time/window';
import { WEB_HOLD_MINUTES } from '#visits/hold';
import { isRefused, type Refused, refuse } from '#visits/refused';
import { whyNotBooked } from '#routes/windows';
import { toRange } from '#store/span';
import type { Slot } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf, visitsAfter } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { aheadOfFirst } from '#flows/steps/ahead-of-first';
import { openBudget } from '#flows/steps/hold-budget';
import { clearDeadHolds, leaveOpen, placeHold, releaseHolds } from '#flows/steps/holds';
import { oneLook } from '#flows/steps/one-look';
import { findTimes } from '#flows/commands/find-windows';
import { rulesOf } from '#flows/steps/rules';
import { slotStillFree } from '#flows/steps/slots';
import { type Neighbours } from '#flows/steps/terms';

export type HoldWindow = {
  readonly appointmentId: string;
  readonly technicianId: string;
  readonly window: Window;
  readonly actor: string;
  /** Whether it may be held though the visit that has to come first has no time yet: the company books it so. */
  readonly mayBeAhead?: boolean;
};

export type Held = {
  readonly holdId: string;
  /** Whether the time is kept for him until `expiresAt`; if not, he has it by confirming before anybody else does. */
  readonly held: boolean;
  readonly window: Window;
  readonly technicianId: string;
  readonly expiresAt: Date | null;
};

const TAKEN = refuse('taken', 'That time was just taken. These are still free.');

/**
 * Holds a window with a technician for five minutes while the customer decides; his earlier hold is let go. Beyond what
 * the territory may hold of that day it is not held, and the answer says so. When two hundred want one slot they stand in
 * line here and not at the technician's lock, where each would keep a connection busy; and as soon as one of them has it,
 * all who are too late hear it at once.
 */
export const holdWindow =
  (house: Doorward) =>
  async (command: HoldWindow): Promise<Held | Refused> => {
    const { technicianId } = command;
    for (;;) {
      if (await isPlainlyTaken(house, command)) return TAKEN;
      const ahead = inLine.get(technicianId);
      if (!ahead) break;
      await ahead;
    }
    const held = hold(house, command);
    inLine.set(
      technicianId,
      held.catch(() => undefined), // his failure is not that of those behind him
    );
    return held.finally(() => inLine.delete(technicianId));
  };

/** Who is trying to get some of a technician's time at the moment, in this process. */
const inLine = new Map<string, Promise<unknown>>();

/**
 * A time with which a later visit has to move as well is held only when none is free that spares it: the very times the
 * customer is shown then.
 */
async function hold(house: Doorward, command: HoldWindow): Promise<Held | Refused> {
  const held = await holdNextTo(house, command, 'all');
  if (!isRefused(held) || held.code !== 'taken') return held;
  const visit = await visitOf({ sql: house.store.read }, command.appointmentId);
  if (!visit?.isNeeded || visit.state !== 'confirmed') return held;
  const times = await findTimes(house)(command);
  return !isRefused(times) && times.moves ? holdNextTo(house, command, 'first') : held;
}

const holdNextTo = (house: Doorward, command: HoldWindow, neighbours: Neighbours): Promise<Held | Refused> =>
  house.store.commit(async (tx) => {
    const visit = await lockVisit(tx, command.appointmentId, [command.technicianId]);
    if (!visit) return refuse('absent', 'There is no such visit.');
    if (visit.state !== 'requested' && visit.state !== 'confirmed')
      return refuse('closed', `This visit is ${visit.state}; there is nothing to choose.`);
    await clearDeadHolds(tx, [command.technicianId]);
    await releaseHolds(tx, visit.appointmentId);
    if (visit.isNeeded) await letGoOfNext(tx, visit);
    const rules = await rulesOf(tx, house.settings, visit, tx.now);
    const against = whyNotBooked(command.window, tx.now, visit.place.zone, rules);
    if (against) return refuse('infeasible', against);
    const given = command.mayBeAhead ? await aheadOfFirst(tx, visit, tx.now) : {};
    const slot = await slotStillFree(tx, visit, command, given, neighbours, rules);
    if (!slot || command.window.from <= tx.now) return TAKEN;
    const { technicianId, window } = slot;
    const expiresAt = (await mayHold(tx, visit, slot)) ? plusMinutes(tx.now, WEB_HOLD_MINUTES) : null;
    if (visit.needs && expiresAt) await keepHeld(tx, visit.needs.firstId, expiresAt);
    const holdId = expiresAt
      ? (await placeHold(tx, visit, slot, { expiresAt, promptId: null })).holdId
      : await leaveOpen(tx, visit, slot);
    tx.record({
      type: expiresAt ? 'hold.placed' : 'hold.left-open',
      actor: command.actor,
      reason: expiresAt ? 'the customer is deciding' : 'the customer is deciding; it is free to others until then',
      workOrderId: visit.workOrderId,
      appointmentId: visit.appointmentId,
      technicianId,
      data: { holdId, window, expiresAt },
    });
    return { holdId, held: expiresAt !== null, window, technicianId, expiresAt };
  });

/** A later visit that is still being chosen was chosen for another time of this one. */
async function letGoOfNext(tx: Tx, visit: Visit): Promise<void> {
  for (const next of await visitsAfter(tx, visit.appointmentId))
    if (next.state === 'requested') await releaseHolds(tx, next.appointmentId);
}

/** What is chosen together is held together: the first visit's time for as long as the one that rests on it. */
async function keepHeld(tx: Tx, appointmentId: string, expiresAt: Date): Promise<void> {
  const kept = await tx.sql<{ id: string }>(
    `UPDATE hold SET expires_at = $2 WHERE appointment_id = $1 AND state = 'active' AND prompt_id IS NULL
       AND expires_at > $3 AND expires_at < $2 RETURNING id`,
    [appointmentId, expiresAt, tx.now],
  );
  for (const { id } of kept) tx.wake({ key: `hold.expire:${id}`, kind: 'hold.expire', subject: id, dueAt: expiresAt });
}

/**
 * Not beside his own visit, which takes that time anyway; and not beyond what a territory may hold of its day, but for
 * visits that are chosen together: the one is looked for around the other's hold.
 */
async function mayHold(tx: Tx, visit: Visit, { technicianId, stay }: Slot): Promise<boolean> {
  const { ticket, place, needs, isNeeded } = visit;
  if (ticket?.technicianId === technicianId && overlaps(stay, ticket.planned)) return false;
  if (needs || isNeeded) return true;
  return (await openBudget(tx, [place.territoryId])).grant(place.territoryId, stay);
}

/** Whether somebody else so fills the window that no stay can begin in it: a look without locks, shared by all who ask. */
async function isPlainlyTaken(
  { store }: Doorward,
  { technicianId, window, appointmentId }: HoldWindow,
): Promise<boolean> {
  const span = toRange(window);
  const takers = await looks(`${technicianId} ${span}`, () =>
    store.read<{ id: string }>(
      `SELECT coalesce(h.appointment_id, a.appointment_id) AS id
       FROM occupancy o LEFT JOIN hold h ON h.id = o.hold_id LEFT JOIN assignment a ON a.id = o.assignment_id
       WHERE o.technician_id = $1 AND o.during @> $2::tstzrange AND (h.id IS NULL OR h.expires_at > doorward_now())`,
      [technicianId, span],
    ),
  );
  return takers.some(({ id }) => id !== appointmentId);
}

const looks = oneLook<readonly { readonly id: string }[]>();
