import { type Refused, refuse } from '#visits/refused';
import { lockVisit, type Visit, visitsOfWorkOrder } from '#store/visit';
import type { Doorward } from '#flows/doorward';

/** Whether a cancelled visit may be asked for again by its customer alone: nothing of its order rests on another visit. */
export const canBeWantedAgain = (visits: readonly Visit[]): boolean =>
  visits.length > 0 && visits.every(({ state, needs, isNeeded }) => state === 'cancelled' && !needs && !isNeeded);

/** The customer needs his cancelled visit after all: the order is open again, with a visit to choose a time for. Done once. */
export const wantAgain =
  (house: Doorward) =>
  (command: { appointmentId: string; actor: string }): Promise<{ appointmentId: string } | Refused> =>
    house.store.commit(async (tx) => {
      const over = await lockVisit(tx, command.appointmentId);
      if (!over) return refuse('absent', 'There is no such visit.');
      const { workOrderId } = over;
      // Another cancelled visit of the order, asked for at this moment, waits, and finds the one opened here.
      await tx.sql('SELECT 1 FROM work_order WHERE id = $1 FOR UPDATE', [workOrderId]);
      const visits = await visitsOfWorkOrder(tx, workOrderId);
      const known = visits.find(({ state }) => state === 'requested');
      if (known) return { appointmentId: known.appointmentId };
      if (!canBeWantedAgain(visits)) return refuse('closed', 'Please call us about this visit.');
      const [opened] = await tx.sql<{ id: string }>(
        `INSERT INTO appointment (work_order_id, work_type_code, state, minutes, extra_skill, part, not_before)
         SELECT work_order_id, work_type_code, 'requested', minutes, extra_skill, part, not_before
         FROM appointment WHERE id = $1 RETURNING id`,
        [over.appointmentId],
      );
      await tx.sql('UPDATE work_order SET closed_at = NULL WHERE id = $1', [workOrderId]);
      tx.record({
        type: 'visit.wanted',
        actor: command.actor,
        reason: 'the customer needs it after all',
        workOrderId,
        appointmentId: opened!.id,
      });
      return { appointmentId: opened!.id };
    });
