import type { Refused } from '#visits/refused';
import type { Tx } from '#store/tx';
import { byDispatcher, type Doorward } from '#flows/doorward';

/** One change at a time: names, phones and who is the last supervisor are looked at before they are written. */
export const change = <T>(house: Doorward, work: (tx: Tx) => Promise<T | Refused>): Promise<T | Refused> =>
  house.store.commit(async (tx) => {
    await tx.sql(`SELECT pg_advisory_xact_lock(hashtext('doorward.setup'))`);
    return work(tx);
  });

/** Notes who changed what: it stands on the timeline for good. */
export function noteChange(
  tx: Tx,
  dispatcher: string,
  reason: string,
  data: Record<string, unknown>,
  technicianId: string | null = null,
): void {
  tx.record({ type: 'setup.changed', actor: byDispatcher(dispatcher), reason, technicianId, data });
}
