import { plusMinutes } from '#time/minutes';
import type { Tx } from '#store/tx';

/** Forgotten in one commit: each is half a megabyte. */
const MOST = 500;
const DAY_MINUTES = 1440;

/**
 * Deletes the photos of orders that were closed more than `days` ago; that they were taken stays on the timeline. True
 * when there may be more of them. With 0 days they are kept for good.
 */
export async function forgetPhotos(tx: Tx, days: number): Promise<boolean> {
  if (days === 0) return false;
  const gone = await tx.sql(
    `DELETE FROM photo WHERE id = ANY(ARRAY(
       SELECT f.id FROM photo f JOIN assignment s ON s.id = f.assignment_id JOIN appointment a ON a.id = s.appointment_id
       JOIN work_order w ON w.id = a.work_order_id WHERE w.closed_at < $1 LIMIT ${MOST})) RETURNING 1`,
    [plusMinutes(tx.now, -days * DAY_MINUTES)],
  );
  return gone.length > 0;
}
