import { type Refused, refuse } from '#visits/refused';
import { isOnSite } from '#visits/assignment';
import { sayTime } from '#time/say';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { type Changed, changeHands } from '#flows/steps/by-hand';
import { slotByHand, whyNot } from '#flows/steps/candidates';
import { clearDeadHolds } from '#flows/steps/holds';

export type Reassign = {
  readonly appointmentId: string;
  readonly technicianId: string;
  /** The version the dispatcher saw: two dispatchers never overwrite each other. */
  readonly version: number;
  readonly dispatcher: string;
};

/** A dispatcher gives a visit, whether somebody has it or nobody, to a technician within the window already promised. */
export const reassign =
  (house: Doorward) =>
  (command: Reassign): Promise<Changed | Refused> =>
    house.store.commit(async (tx) => {
      const { technicianId, dispatcher } = command;
      const visit = await lockVisit(tx, command.appointmentId, [technicianId]);
      if (!visit) return refuse('absent', 'There is no such visit.');
      const refused = await mayBeGiven(tx, visit, command.version);
      if (refused) return refused;
      if (visit.ticket?.technicianId === technicianId)
        return refuse('illegal-move', `${visit.ticket.technician} has this visit already.`);
      await clearDeadHolds(tx, [technicianId]);
      const slot = await slotByHand(tx, visit, { technicianId });
      if (!slot) return refuse('infeasible', await whyNot(tx, visit, technicianId));
      const did = visit.ticket ? 'reassigned' : 'assigned';
      const reason = visit.ticket ? `given on by ${dispatcher}` : `given by ${dispatcher}: nobody had it`;
      return changeHands(tx, did, [{ visit, slot, reason }], dispatcher);
    });

/** Whether a dispatcher who saw this version may give the visit to anybody; read behind its lock. */
export async function mayBeGiven(tx: Tx, visit: Visit, version: number): Promise<Refused | null> {
  if (visit.version !== version) return refuse('stale', await whoChangedIt(tx, visit));
  if (visit.state !== 'confirmed' || !visit.window)
    return refuse(
      'closed',
      `The visit of ${visit.customer.name} is ${visit.state}; there is nothing to give to anybody.`,
    );
  if (visit.ticket && isOnSite(visit.ticket.state))
    return refuse('closed', `${visit.ticket.technician} is already at ${visit.customer.name}'s.`);
  return null;
}

/** Who was faster, and with what: a dispatcher is told more than that somebody was. */
export async function whoChangedIt(tx: Tx, visit: Visit): Promise<string> {
  const [last] = await tx.sql<{ actor: string; reason: string; at: Date }>(
    `SELECT actor, reason, at FROM timeline WHERE work_order_id = $2 AND appointment_id = $1
       AND type IN ('visit.confirmed', 'visit.rescheduled', 'visit.cancelled', 'visit.put-back', 'ticket.created', 'technician.arrived', 'technician.finished')
     ORDER BY id DESC LIMIT 1`,
    [visit.appointmentId, visit.workOrderId],
  );
  const who = last
    ? `${last.actor} was faster at ${sayTime(last.at, visit.place.zone)} (${last.reason})`
    : 'Somebody changed this visit meanwhile';
  return `${who}. Look at the visit again before you change it.`;
}
