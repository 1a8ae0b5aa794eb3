import { visitCode } from '#visits/reference';
import type { Tx } from '#store/tx';
import type { FoundVisit } from '#store/views';

/** More are not listed: whoever gets so many types another letter. */
const MOST = 12;

/**
 * Work orders by a part of the customer's name, of the street or of the reference, by the end of the phone number,
 * however it is written, or (those still open) by the four digits of the visit code; those still open and the newest first.
 */
export async function searchOrders(tx: Pick<Tx, 'sql'>, words: string): Promise<FoundVisit[]> {
  const digits = words.replaceAll(/\D/g, '');
  const isPhone = digits.length >= 4 && /^[\d\s()+.-]+$/.test(words);
  const refs = /^\d{4}$/.test(words.trim()) ? await openRefs(tx, words.trim()) : [];
  const rows = await tx.sql<Omit<FoundVisit, 'window'> & { from: Date | null; to: Date | null }>(
    `SELECT w.id AS "workOrderId", w.ref, c.name AS customer, c.phone, d.street, d.zone, a.window_from AS "from", a.window_to AS "to"
     FROM work_order w JOIN customer c ON c.id = w.customer_id JOIN address d ON d.id = w.address_id
     LEFT JOIN LATERAL (
       SELECT window_from, window_to FROM appointment WHERE work_order_id = w.id ORDER BY state IN ('requested', 'confirmed') DESC, id DESC LIMIT 1
     ) a ON true
     WHERE c.name ILIKE $1 OR w.ref ILIKE $1 OR d.street ILIKE $1 OR ($2 AND c.phone LIKE '%' || $3) OR w.ref = ANY($4)
     ORDER BY w.closed_at IS NOT NULL, w.opened_at DESC, w.id LIMIT ${MOST}`,
    [`%${words.replaceAll(/[\\%_]/g, '\\$&')}%`, isPhone, digits, refs],
  );
  return rows.map(({ from, to, ...row }) => ({
    ...row,
    window: from && to ? { from: from.toISOString(), to: to.toISOString() } : null,
  }));
}

/** The references of the orders that are open and have this code: it is reckoned from the reference and stands nowhere. */
async function openRefs(tx: Pick<Tx, 'sql'>, code: string): Promise<string[]> {
  const open = await tx.sql<{ ref: string }>('SELECT ref FROM work_order WHERE closed_at IS NULL');
  return open.map(({ ref }) => ref).filter((ref) => visitCode(ref) === code);
}
