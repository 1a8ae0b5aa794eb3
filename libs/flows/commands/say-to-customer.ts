import { plusMinutes } from '#time/minutes';
import { isLive } from '#visits/assignment';
import { type Refused, refuse } from '#visits/refused';
import type { Word } from '#visits/word';
import { visitOfTicket } from '#store/visit';
import { byTechnician, type Doorward } from '#flows/doorward';

/** The same word is said once in so many minutes, however often he touches it; later it says nothing any more. */
const USEFUL_MINUTES = 10;

type Saying = { readonly technicianId: string; readonly assignmentId: string; readonly word: Word };

/** A technician has his customer told something, from the company's number. */
export const sayToCustomer =
  (house: Doorward) =>
  ({ technicianId, assignmentId, word }: Saying): Promise<{ queued: true } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOfTicket(tx, assignmentId);
      const ticket = visit?.ticket;
      if (!visit || ticket?.id !== assignmentId || ticket.technicianId !== technicianId)
        return refuse('absent', 'That ticket is not yours.');
      if (!isLive(ticket.state) || ticket.state === 'created' || ticket.state === 'delivered')
        return refuse('closed', 'The customer can be told something once you have accepted, until the job is over.');
      const turn = Math.floor(tx.now.getTime() / (USEFUL_MINUTES * 60_000));
      tx.say({
        key: `at-the-door:${assignmentId}:${word}:${turn}`,
        kind: 'at-the-door',
        phone: visit.customer.phone,
        workOrderId: visit.workOrderId,
        appointmentId: visit.appointmentId,
        assignmentId,
        facts: { word, by: byTechnician(ticket.technician) },
        claims: { technicianId },
        usefulUntil: plusMinutes(tx.now, USEFUL_MINUTES),
      });
      return { queued: true as const };
    });
