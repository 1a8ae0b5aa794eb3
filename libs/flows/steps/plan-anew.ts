import type { Window } from '#time/window';
import { toRange } from '#store/span';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { weighDependents } from '#flows/steps/dependents';

/** Plans a visit for another stay with the technician who has it; his time goes along. The caller holds his lock. */
export async function planAnew(tx: Tx, visit: Visit, stay: Window): Promise<void> {
  const ticket = visit.ticket!;
  await tx.sql('UPDATE assignment SET planned_from = $2, planned_to = $3, version = version + 1 WHERE id = $1', [
    ticket.id,
    stay.from,
    stay.to,
  ]);
  await tx.sql('UPDATE occupancy SET during = $2 WHERE assignment_id = $1', [ticket.id, toRange(stay)]);
  if (visit.needs || visit.isNeeded) await weighDependents(tx, visit.appointmentId);
}
