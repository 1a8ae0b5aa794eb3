import { type Refused, refuse } from '#visits/refused';
import { isOnSite } from '#visits/assignment';
import { sayTime } from '#time/say';
import type { Tx } from '#store/tx';
import { lockVisit, type Visit, visitOf } from '#store/visit';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { closeAlert } from '#flows/steps/alerts';
import { clearDeadHolds } from '#flows/steps/holds';
import { reckon } from '#flows/steps/reckon';
import { slotStillFree } from '#flows/steps/slots';
import { endTicket, giveTicket } from '#flows/steps/ticket';

export type Reassign = {
  readonly appointmentId: string;
  readonly technicianId: string;
  /** The version the dispatcher saw: two dispatchers never overwrite each other. */
  readonly version: number;
  readonly dispatcher: string;
};

/** A dispatcher gives a visit to another technician within the window already promised; the customer is told once he has accepted. */
export const reassign =
  (house: Doorward) =>
  (command: Reassign): Promise<Visit | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await lockVisit(tx, command.appointmentId, [command.technicianId]);
      if (!visit) return refuse('absent', 'There is no such visit.');
      if (visit.version !== command.version) return refuse('stale', await whoChangedIt(tx, visit));
      if (visit.state !== 'confirmed' || !visit.window)
        return refuse('closed', `This visit is ${visit.state}; there is nothing to give to anybody.`);
      if (visit.ticket && isOnSite(visit.ticket.state))
        return refuse('closed', `${visit.ticket.technician} is already there.`);
      if (visit.ticket?.technicianId === command.technicianId)
        return refuse('illegal-move', `${visit.ticket.technician} has this visit already.`);
      await clearDeadHolds(tx, [command.technicianId]);
      const slot = await slotStillFree(tx, visit, { technicianId: command.technicianId, window: visit.window });
      if (!slot)
        return refuse(
          'infeasible',
          'That technician cannot be there in the promised window without breaking another promise.',
        );
      const actor = byDispatcher(command.dispatcher);
      const reason = `given on by ${command.dispatcher}`;
      if (visit.ticket) await endTicket(tx, visit, visit.ticket, { as: 'expired', actor, reason });
      await giveTicket(tx, visit, { ...slot, holdId: null, actor, reason });
      await tx.sql('UPDATE appointment SET version = version + 1, at_risk_at = NULL WHERE id = $1', [
        visit.appointmentId,
      ]);
      for (const kind of ['nobody-left', 'not-acknowledged', 'at-risk'] as const)
        await closeAlert(tx, kind, visit.appointmentId, reason, actor);
      await reckon(tx, command.technicianId);
      if (visit.ticket) await reckon(tx, visit.ticket.technicianId);
      return (await visitOf(tx, visit.appointmentId))!;
    });

/** Who was faster, and with what: a dispatcher is told more than that somebody was. */
export async function whoChangedIt(tx: Tx, visit: Visit): Promise<string> {
  const [last] = await tx.sql<{ actor: string; reason: string; at: Date }>(
    `SELECT actor, reason, at FROM timeline WHERE appointment_id = $1
       AND type IN ('visit.confirmed', 'visit.rescheduled', 'visit.cancelled', 'ticket.created', 'technician.arrived', 'technician.finished')
     ORDER BY id DESC LIMIT 1`,
    [visit.appointmentId],
  );
  const who = last
    ? `${last.actor} was faster at ${sayTime(last.at, visit.place.zone)} (${last.reason})`
    : 'Somebody changed this visit meanwhile';
  return `${who}. Look at the visit again before you change it.`;
}
