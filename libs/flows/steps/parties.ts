import type { Language } from '#time/language';
import type { Saying, Tx } from '#store/tx';
import type { Visit } from '#store/visit';

/** Somebody a visit is spoken of with: the customer, or a contact of his order. */
export type Party = { readonly phone: string; readonly name: string; readonly language: Language };

/** Everybody a visit is spoken of with, the customer first; none whose number is another person's. */
const partiesOf = (tx: Pick<Tx, 'sql'>, workOrderId: string): Promise<Party[]> =>
  tx.sql<Party>(
    `SELECT phone, name, language FROM (
       SELECT 0 AS place, c.phone, c.name, c.language, w.opened_at AS since, c.id FROM work_order w JOIN customer c ON c.id = w.customer_id WHERE w.id = $1
       UNION ALL SELECT 1, phone, name, language, added_at, id FROM contact WHERE work_order_id = $1) p
     WHERE NOT EXISTS (SELECT 1 FROM wrong_number n WHERE n.phone = p.phone) ORDER BY place, since, id`,
    [workOrderId],
  );

/** The contact of an order at this phone; null when the phone is the customer's, or nobody's we know. */
export async function contactAt(tx: Pick<Tx, 'sql'>, workOrderId: string, phone: string): Promise<Party | null> {
  const [contact] = await tx.sql<Party>(
    `SELECT k.phone, k.name, k.language FROM contact k JOIN work_order w ON w.id = k.work_order_id JOIN customer c ON c.id = w.customer_id
     WHERE k.work_order_id = $1 AND k.phone = $2 AND c.phone <> $2`,
    [workOrderId, phone],
  );
  return contact ?? null;
}

/** The visit as it is spoken of with a contact: by his name and in his language. */
export const heardBy = (visit: Visit, party: Party | null): Visit =>
  party ? { ...visit, customer: { ...visit.customer, name: party.name, language: party.language } } : visit;

/** Tells everybody else on the visit what the one at `phone` has decided. */
export async function tellOthers(
  tx: Tx,
  visit: Visit,
  phone: string,
  saying: Pick<Saying, 'key' | 'kind' | 'claims' | 'urgency' | 'usefulUntil'> & { facts?: Record<string, unknown> },
): Promise<void> {
  const parties = await partiesOf(tx, visit.workOrderId);
  const by = parties.find((party) => party.phone === phone)?.name ?? visit.customer.name;
  for (const other of parties.filter((party) => party.phone !== phone))
    tx.say({
      ...saying,
      key: `${saying.key}>${other.phone}`,
      phone: other.phone,
      workOrderId: visit.workOrderId,
      appointmentId: visit.appointmentId,
      facts: { ...saying.facts, by },
      isForOne: true,
    });
}
