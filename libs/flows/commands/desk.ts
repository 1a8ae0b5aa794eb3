import { randomUUID } from 'node:crypto';
import { opensDoors } from '#conversation/reading/access';
import { type Refused, refuse } from '#visits/refused';
import { visitOf, visitOfWorkOrder } from '#store/visit';
import { byDispatcher, type Doorward } from '#flows/doorward';
import type { AlertKind } from '#flows/steps/alerts';
import { whoWrites } from '#flows/commands/claim-reply';
import { leaveUntold } from '#flows/commands/tell-by-phone';
import { whoChangedIt } from '#flows/commands/reassign';
import { offerChoices, tellOffer } from '#flows/steps/offer';
import { undecidedVisit } from '#flows/steps/undecided';
import { keepUpdate } from '#flows/steps/update';
import { whileWaiting } from '#flows/steps/useful';

/** A dispatcher writes to a customer in his own words. */
export const deskReply =
  (house: Doorward) =>
  (command: {
    workOrderId: string;
    body: string;
    dispatcher: string;
    /** Who writes; while another dispatcher is writing it is refused. */
    dispatcherId?: string;
  }): Promise<{ queued: true } | Refused> =>
    house.store.commit(async (tx) => {
      const visit = await visitOfWorkOrder(tx, command.workOrderId);
      if (!visit) return refuse('absent', 'There is no such work order.');
      const other = command.dispatcherId && (await whoWrites(tx, command.workOrderId, command.dispatcherId));
      if (other) return other;
      tx.say({
        key: `desk-reply:${randomUUID()}`,
        kind: 'desk-reply',
        phone: visit.customer.phone,
        workOrderId: visit.workOrderId,
        appointmentId: visit.appointmentId,
        facts: { ...bodyFacts(command.body), by: byDispatcher(command.dispatcher) },
        isReply: true,
        usefulUntil: whileWaiting(tx.now),
      });
      if (visit.state === 'confirmed') await keepUpdate(tx, visit, byDispatcher(command.dispatcher));
      return { queued: true as const };
    });

/** Words that open doors are marked, so that they can be erased when the order closes. */
const bodyFacts = (body: string) => ({ body, ...(opensDoors(body) ? { opensDoors: true } : {}) });

/** A dispatcher has other times held and put to the customer. */
export const deskOffer =
  (house: Doorward) =>
  (command: { appointmentId: string; version: number; dispatcher: string }): Promise<{ choices: number } | Refused> =>
    house.store.commit(async (tx) => {
      const seen = await visitOf(tx, command.appointmentId);
      if (!seen) return refuse('absent', 'There is no such visit.');
      if (seen.version !== command.version) return refuse('stale', await whoChangedIt(tx, seen));
      const offer = await offerChoices(tx, house, seen, (visit) => visit.state === 'confirmed' && !visit.arrivedAt);
      if (!offer) return refuse('closed', 'This visit cannot be moved any more.');
      tellOffer(tx, offer);
      return { choices: offer.choices };
    });

/** A dispatcher has dealt with an alert. */
export const closeAlertById =
  (house: Doorward) =>
  (command: { alertId: string; reason: string; dispatcher: string }): Promise<{ closed: true } | Refused> =>
    house.store.commit(async (tx) => {
      const [alert] = await tx.sql<{
        key: string;
        kind: AlertKind;
        workOrderId: string | null;
        technicianId: string | null;
      }>(
        `UPDATE alert SET closed_at = $2, closed_why = $3 WHERE id = $1 AND closed_at IS NULL
       RETURNING key, kind, work_order_id AS "workOrderId", technician_id AS "technicianId"`,
        [command.alertId, tx.now, command.reason],
      );
      if (!alert) return refuse('closed', 'That alert is closed already.');
      const subject = alert.key.slice(alert.kind.length + 1);
      if (alert.kind === 'could-not-complete' && (await undecidedVisit(tx, alert.workOrderId!)) === subject)
        return refuse(
          'infeasible',
          'This is not closed by hand: open another visit, or close the order, in its story.',
        );
      if (alert.kind === 'phone-only') await leaveUntold(tx, subject, command.reason, byDispatcher(command.dispatcher));
      tx.record({
        type: 'alert.closed',
        actor: byDispatcher(command.dispatcher),
        reason: command.reason,
        workOrderId: alert.workOrderId,
        technicianId: alert.technicianId,
        data: { kind: alert.kind },
      });
      return { closed: true as const };
    });
