import type { Tx } from '#store/tx';
import { weighTechnicianTexts } from '#flows/steps/technician-texts';

/** One commit at a time decides about a phone: a text being claimed and a STOP being taken never cross. */
export const lockPhone = (tx: Tx, phone: string) =>
  tx.sql(`SELECT pg_advisory_xact_lock(hashtextextended('phone:' || $1, 0))`, [phone]);

/** Whether a number may be texted. Where nobody has said anything, the customer gave it to be texted about his visit. */
export async function mayBeTexted(tx: Pick<Tx, 'sql'>, phone: string): Promise<boolean> {
  const [consent] = await tx.sql<{ texts: boolean }>('SELECT texts FROM consent WHERE phone = $1', [phone]);
  return consent?.texts ?? true;
}

/** Writes down whether a number may be texted, and on whose word. */
export async function setConsent(
  tx: Tx,
  change: { phone: string; texts: boolean; source: string; actor: string; workOrderId?: string | null },
): Promise<void> {
  await lockPhone(tx, change.phone);
  await tx.sql(
    `INSERT INTO consent (phone, texts, source, changed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (phone) DO UPDATE SET texts = excluded.texts, source = excluded.source, changed_at = excluded.changed_at`,
    [change.phone, change.texts, change.source, tx.now],
  );
  tx.record({
    type: change.texts ? 'consent.given' : 'consent.withdrawn',
    actor: change.actor,
    reason: change.source,
    workOrderId: change.workOrderId ?? null,
    data: { phone: change.phone },
  });
  await weighTechnicianTexts(tx, change);
}
