import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { closeAlert, openAlert } from '#flows/steps/alerts';

/** Why a number cannot be texted; null when nothing speaks against it. */
export async function outOfReach(tx: Pick<Tx, 'sql'>, phone: string): Promise<string | null> {
  const [row] = await tx.sql<{ why: string }>('SELECT why FROM phone_reach WHERE phone = $1', [phone]);
  return row?.why ?? null;
}

/** No text is sent to this number any more, and the desk is asked for another one. */
export async function isOutOfReach(tx: Tx, { phone, workOrderId }: MessageRow, why: string): Promise<void> {
  const [isNew] = await tx.sql(
    'INSERT INTO phone_reach (phone, why, since) VALUES ($1, $2, $3) ON CONFLICT (phone) DO NOTHING RETURNING phone',
    [phone, why, tx.now],
  );
  if (!isNew) return;
  tx.record({ type: 'number.unreachable', actor: 'carrier', reason: why, workOrderId, data: { phone } });
  await openAlert(tx, {
    kind: 'bad-number',
    subject: phone,
    workOrderId,
    says: `Texts cannot reach ${phone}: ${why}. Ask for a mobile number. If it is one, turn texts on again.`,
  });
}

/** A text has come from it, or a person says that it is right: it may be texted again. */
export async function isInReach(tx: Tx, phone: string, actor: string, why: string): Promise<void> {
  const [was] = await tx.sql('DELETE FROM phone_reach WHERE phone = $1 RETURNING phone', [phone]);
  if (!was) return;
  tx.record({ type: 'number.reachable', actor, reason: why, data: { phone } });
  await closeAlert(tx, 'bad-number', phone, why, actor);
}
