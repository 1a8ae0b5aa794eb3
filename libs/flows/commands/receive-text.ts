import { RANKS } from '#conversation/kinds';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { isInReach } from '#flows/steps/reach';
import { byCustomer } from '#flows/doorward';

/** What a carrier that looks after opt-outs itself has made of a text, and has answered. */
export type CarrierDid = 'STOP' | 'START' | 'HELP';

export type InboundText = {
  readonly carrierSid: string;
  readonly from: string;
  readonly body: string;
  readonly carrierDid?: CarrierDid | null;
};

/** Longer than any real text; the carrier itself cuts at 1600. */
const MOST_CHARACTERS = 1600;

/** Takes a text in: written once for each carrier id, however often it is delivered. It is answered by a worker. */
export const receiveText =
  (house: Doorward) =>
  (text: InboundText): Promise<'new' | 'known'> =>
    house.store.commit(async (tx) => {
      // No record holds a NUL, nor half of a character that takes two, which cutting may leave.
      const body = text.body.slice(0, MOST_CHARACTERS).replaceAll(/[\0\p{Surrogate}]/gu, '');
      const [row] = await tx.sql<{ id: string }>(
        `INSERT INTO inbound_message (carrier_sid, phone, body, received_at, carrier_did) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (carrier_sid) DO NOTHING RETURNING id`,
        [text.carrierSid, text.from, body, tx.now, text.carrierDid ?? null],
      );
      if (!row) return 'known';
      await hurry(tx, text.from);
      const [known] = await tx.sql<{ name: string; workOrderId: string | null }>(
        `SELECT name, "workOrderId" FROM (
           SELECT c.name, w.id AS "workOrderId", w.closed_at, w.id FROM customer c LEFT JOIN work_order w ON w.customer_id = c.id WHERE c.phone = $1
           UNION ALL
           SELECT k.name, w.id, w.closed_at, w.id FROM contact k JOIN work_order w ON w.id = k.work_order_id WHERE k.phone = $1) known
         ORDER BY closed_at IS NULL DESC, id DESC NULLS LAST LIMIT 1`,
        [text.from],
      );
      tx.record({
        type: 'reply.received',
        actor: known ? byCustomer(known.name) : text.from,
        reason: body,
        workOrderId: known?.workOrderId ?? null,
        data: { inboundId: row.id, phone: text.from },
      });
      await isInReach(tx, text.from, 'carrier', 'a text came from it');
      tx.heard();
      return 'new';
    });

/** Who writes to us must not read our answer before what it refers to: what is due to him leaves with the answers. */
const hurry = (tx: Tx, phone: string) =>
  tx.sql(`UPDATE message SET rank = $2 WHERE phone = $1 AND state = 'pending' AND rank > $2 AND send_after <= $3`, [
    phone,
    RANKS.reply,
    tx.now,
  ]);
