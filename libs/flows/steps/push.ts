import { isLive } from '#visits/assignment';
import type { PushRow } from '#store/tables/phones';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';

type Waking = {
  /** Wakes once for each. */
  readonly key: string;
  readonly kind: PushRow['kind'];
  readonly technicianId: string;
  readonly usefulUntil: Date;
};

/**
 * Wakes a technician's phones, where they can be woken. Beside the socket and before the text: it is lost where nobody
 * can be reached, and the text to him does not wait for it. No customer's name or number goes along.
 */
export async function wakePhones(
  tx: Tx,
  visit: Visit,
  { key, kind, technicianId, usefulUntil }: Waking,
): Promise<void> {
  const rows = await tx.sql(
    `INSERT INTO push (technician_id, key, kind, ref, street, useful_until)
     SELECT $1, $2, $3, $4, $5, $6 WHERE EXISTS (
       SELECT 1 FROM push_subscription s JOIN device d ON d.id = s.device_id
       WHERE d.technician_id = $1 AND d.revoked_at IS NULL)
     ON CONFLICT (key) DO NOTHING RETURNING 1`,
    [technicianId, key, kind, visit.ref, visit.place.street, usefulUntil],
  );
  if (rows.length) tx.pushed();
}

/** The customer has left a word for whoever comes: a gate code, a dog. */
export async function wakeForNote(tx: Tx, visit: Visit): Promise<void> {
  if (!visit.ticket || !isLive(visit.ticket.state) || !visit.window) return;
  const { id, technicianId } = visit.ticket;
  const key = `changed:${id}:${tx.now.toISOString()}`;
  await wakePhones(tx, visit, { key, kind: 'changed', technicianId, usefulUntil: visit.window.to });
}
