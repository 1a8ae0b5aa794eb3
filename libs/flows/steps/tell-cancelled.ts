import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { tellOthers } from '#flows/steps/parties';
import { plusAnHour } from '#flows/steps/useful';

/** Tells everybody else on them that whoever has this phone has cancelled these visits; what had no time is no news. */
export async function tellOthersCancelled(tx: Tx, visits: readonly Visit[], phone: string): Promise<void> {
  for (const visit of visits.filter(({ window }) => window !== null))
    await tellOthers(tx, visit, phone, {
      key: `other-cancelled:${visit.appointmentId}`,
      kind: 'other-cancelled',
      urgency: visit.window!.from,
      usefulUntil: plusAnHour(visit, tx.now),
    });
}
