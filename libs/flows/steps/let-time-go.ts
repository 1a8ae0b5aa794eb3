import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { closeAlert } from '#flows/steps/alerts';
import { weighDependents } from '#flows/steps/dependents';
import { endStops } from '#flows/steps/end-stops';
import { openGap } from '#flows/steps/gap';
import { releaseHolds } from '#flows/steps/holds';
import { settlePromises } from '#flows/steps/promises';
import { endPromptsAbout } from '#flows/steps/prompts';
import { reckon } from '#flows/steps/reckon';
import { endTicket } from '#flows/steps/ticket';
import { endWaiting } from '#flows/steps/waiting';

/**
 * The time a visit had is nobody's any more: what was promised, asked, held and offered about it is settled, its
 * technician is free, those who wait may have the gap, and what rests on it is looked at again. The caller holds its lock
 * and has written its new state.
 */
export async function letTimeGo(
  tx: Tx,
  visit: Visit,
  { why, actor }: { readonly why: string; readonly actor: string },
): Promise<void> {
  const { appointmentId, ticket } = visit;
  await settlePromises(tx, { appointmentId, kinds: ['window', 'eta', 'update'], as: 'replaced', why, actor });
  tx.sleep(`window.end:${appointmentId}`);
  tx.sleep(`eta.due:${appointmentId}`);
  await closeAlert(tx, 'at-risk', appointmentId, why, actor);
  await closeAlert(tx, 'nobody-left', appointmentId, why, actor);
  await endWaiting(tx, visit, why, actor);
  await endStops(tx, visit, why, actor);
  await endPromptsAbout(tx, appointmentId, 'superseded');
  await releaseHolds(tx, appointmentId);
  if (ticket) {
    await endTicket(tx, visit, ticket, { as: 'withdrawn', actor, reason: why });
    await openGap(tx, visit, ticket);
    await reckon(tx, ticket.technicianId);
  }
  await weighDependents(tx, appointmentId);
}
