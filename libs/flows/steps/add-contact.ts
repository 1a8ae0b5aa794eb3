import type { Tx } from '#store/tx';
import { setConsent } from '#flows/steps/consent';
import { isRightNumber } from '#flows/steps/wrong-number';

/** `email`: where the news goes that no text can bring. */
export type NewContact = { readonly name: string; readonly phone: string; readonly email?: string | undefined };

/**
 * Puts a further phone on a work order: from now on it hears all news of it, and may ask and choose. False when it is on
 * it already, or is the customer's own. A number that was the wrong one once is right again where it is given anew.
 */
export async function addContact(
  tx: Tx,
  workOrderId: string,
  { name, phone, email }: NewContact,
  actor: string,
): Promise<boolean> {
  const added = await tx.sql(
    `INSERT INTO contact (work_order_id, phone, name, language, added_at, email)
     SELECT w.id, $2, $3, coalesce((SELECT language FROM customer WHERE phone = $2), c.language), $4, $5
     FROM work_order w JOIN customer c ON c.id = w.customer_id WHERE w.id = $1 AND c.phone <> $2
     ON CONFLICT (phone, work_order_id) DO NOTHING RETURNING id`,
    [workOrderId, phone, name, tx.now, email ?? null],
  );
  if (!added.length) return false;
  const source = `given anew as the number of ${name}`;
  if (await isRightNumber(tx, phone, { workOrderId, actor, why: source }))
    await setConsent(tx, { phone, texts: true, source, actor, workOrderId });
  tx.record({
    type: 'contact.added',
    actor,
    reason: [name, phone, ...(email ? [email] : [])].join(', '),
    workOrderId,
    data: { phone },
  });
  return true;
}
