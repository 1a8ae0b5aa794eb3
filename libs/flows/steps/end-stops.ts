import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { endBlock } from '#flows/steps/block';
import { endSuspension } from '#flows/steps/dependents';

/** Whatever made the visit stand still, a suspension or another department's stop, does so no more: it is under way, or over. */
export async function endStops(tx: Tx, visit: Visit, why: string, actor: string): Promise<void> {
  if (visit.suspendedAt) await endSuspension(tx, visit.appointmentId, why, actor);
  if (visit.block) await endBlock(tx, visit, 'cancelled', why, actor);
}
