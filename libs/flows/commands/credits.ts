import { type Refused, refuse } from '#visits/refused';
import type { Doorward } from '#flows/doorward';

/** A credit that billing has not taken over yet. */
export type CreditView = {
  readonly id: string;
  /** What the customer was told: the order's reference with `-C`. */
  readonly ref: string;
  readonly workOrderId: string;
  readonly appointmentId: string;
  readonly customer: { readonly name: string; readonly phone: string };
  /** Hundredths of the currency. */
  readonly amountCents: number;
  readonly currency: string;
  readonly reason: string;
  readonly window: { readonly from: Date; readonly to: Date };
  readonly at: Date;
};

/** So many in one answer; what is collected leaves room for the next. */
const LISTED = 100;

/** The credits that are still to be collected, oldest first, a hundred at most. */
export const creditsToCollect = async ({ store }: Doorward): Promise<CreditView[]> =>
  (
    await store.read<Omit<CreditView, 'customer' | 'window'> & { name: string; phone: string; from: Date; to: Date }>(
      `SELECT c.id, w.ref || '-C' AS ref, c.work_order_id AS "workOrderId", c.appointment_id AS "appointmentId", k.name, k.phone,
         c.amount_cents AS "amountCents", c.currency, c.reason, c.window_from AS "from", c.window_to AS "to", c.at
       FROM credit c JOIN work_order w ON w.id = c.work_order_id JOIN customer k ON k.id = w.customer_id
       WHERE c.collected_at IS NULL ORDER BY c.at, c.id LIMIT $1`,
      [LISTED],
    )
  ).map(({ name, phone, from, to, ...credit }) => ({ ...credit, customer: { name, phone }, window: { from, to } }));

/** Billing has taken a credit over. Said again, it changes nothing: the first one to say so stands. */
export const collectCredit =
  ({ store }: Doorward) =>
  (command: { readonly creditId: string; readonly actor: string }): Promise<{ collectedAt: Date } | Refused> =>
    store.commit(async (tx) => {
      const { creditId, actor } = command;
      const [credit] = await tx.sql<{ workOrderId: string; appointmentId: string; collectedAt: Date | null }>(
        `SELECT work_order_id AS "workOrderId", appointment_id AS "appointmentId", collected_at AS "collectedAt"
         FROM credit WHERE id = $1 FOR UPDATE`,
        [creditId],
      );
      if (!credit) return refuse('absent', 'There is no such credit.');
      const { collectedAt, ...about } = credit;
      if (collectedAt) return { collectedAt };
      await tx.sql('UPDATE credit SET collected_at = $2, collected_by = $3 WHERE id = $1', [creditId, tx.now, actor]);
      tx.record({ type: 'credit.collected', actor, reason: 'taken over', ...about, data: { creditId } });
      return { collectedAt: tx.now };
    });
