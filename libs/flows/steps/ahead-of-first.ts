import { plusMinutes } from '#time/minutes';
import type { Terms } from '#routes/slot-search';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';

/**
 * What holds for a visit that the company books before the one it rests on has a time: it may begin as soon as that one
 * can possibly be done. Nothing where that one has its time, or is held while both are chosen together.
 */
export async function aheadOfFirst(tx: Pick<Tx, 'sql'>, { needs }: Visit, now: Date): Promise<Terms> {
  if (needs?.state !== 'requested') return {};
  const [first] = await tx.sql<{ minutes: number }>(
    `SELECT coalesce(f.minutes, k.minutes) AS minutes FROM appointment f JOIN work_type k ON k.code = f.work_type_code
     WHERE f.id = $1 AND f.state = 'requested' AND NOT EXISTS (
       SELECT 1 FROM hold h WHERE h.appointment_id = f.id AND h.state = 'active' AND h.prompt_id IS NULL AND h.expires_at > $2)`,
    [needs.firstId, now],
  );
  return first ? { from: plusMinutes(now, first.minutes + needs.gapMinutes) } : {};
}
