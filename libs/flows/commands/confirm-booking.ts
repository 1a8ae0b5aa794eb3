import { endOfUse } from '#flows/steps/useful';
import { isAlive, type HoldState } from '#visits/hold';
import { type Refused, refuse } from '#visits/refused';
import type { Window } from '#time/window';
import { lockVisit, type Visit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { promiseVisit } from '#flows/steps/confirm';
import { releaseHolds } from '#flows/steps/holds';
import { slotStillFree, stillMeets } from '#flows/steps/slots';
import { technicianSaid } from '#flows/said';

export type ConfirmBooking = { readonly holdId: string; readonly appointmentId: string; readonly actor: string };

/**
 * Turns a hold into a promise: in one commit the appointment is confirmed, the ticket given, the confirmation written
 * and every watch set. A hold that ran out meanwhile, or whose stay the visits around this one no longer allow, is taken
 * up again if its window can still be kept, else refused. Confirming what is confirmed already answers the same again.
 */
export const confirmBooking =
  (house: Doorward) =>
  async (command: ConfirmBooking): Promise<Visit | Refused> => {
    const hold = await holdOf(house, command.holdId);
    if (!hold || hold.appointmentId !== command.appointmentId)
      return refuse('absent', 'That choice is not known any more. Please choose again.');
    return house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, hold.appointmentId, [hold.technicianId]);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const now = await holdOf({ store: { read: (q, p) => tx.sql(q, p) } }, command.holdId);
      if (now?.state === 'taken') return visit;
      if (visit.state !== 'requested' && visit.state !== 'confirmed')
        return refuse('closed', `This visit is ${visit.state} and cannot be booked.`);
      const alive = now !== null && isAlive(now, tx.now) && (await stillMeets(tx, visit, hold));
      if (!alive) await releaseHolds(tx, visit.appointmentId);
      const slot = alive ? { window: hold.window, stay: hold.stay } : await slotStillFree(tx, visit, hold);
      if (!slot || hold.window.from <= tx.now)
        return refuse('expired', 'That time could not be kept any longer. These are still free.');
      await releaseHolds(tx, visit.appointmentId, alive ? command.holdId : null);
      const promised = await promiseVisit(tx, visit, {
        ...slot,
        technicianId: hold.technicianId,
        holdId: alive ? command.holdId : null,
        actor: command.actor,
        reason: visit.state === 'requested' ? 'booked by the customer' : 'moved by the customer',
      });
      const { appointmentId, workOrderId, revision } = promised;
      tx.say({
        key: `${visit.state === 'requested' ? 'booked' : 'changed'}:${appointmentId}:${revision}`,
        kind: visit.state === 'requested' ? 'booked' : 'changed',
        phone: visit.customer.phone,
        workOrderId,
        appointmentId,
        claims: { revision },
        facts: {
          before: {
            technician: visit.ticket && technicianSaid(visit.ticket.technician),
            expected: visit.told?.p50 ?? visit.eta?.p50 ?? visit.window?.from ?? null,
          },
        },
        urgency: promised.window!.to,
        usefulUntil: endOfUse(promised),
      });
      return promised;
    });
  };

type HoldSeen = {
  appointmentId: string;
  technicianId: string;
  state: HoldState;
  expiresAt: Date;
  window: Window;
  stay: Window;
};

async function holdOf(
  { store }: { store: { read<Row>(query: string, parameters: unknown[]): Promise<Row[]> } },
  holdId: string,
): Promise<HoldSeen | null> {
  const [row] = await store.read<Omit<HoldSeen, 'window' | 'stay'> & { wf: Date; wt: Date; sf: Date; st: Date }>(
    `SELECT appointment_id AS "appointmentId", technician_id AS "technicianId", state, expires_at AS "expiresAt",
            window_from AS wf, window_to AS wt, stay_from AS sf, stay_to AS st FROM hold WHERE id = $1`,
    [holdId],
  );
  if (!row) return null;
  const { wf, wt, sf, st, ...hold } = row;
  return { ...hold, window: { from: wf, to: wt }, stay: { from: sf, to: st } };
}
