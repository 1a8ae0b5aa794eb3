import { at, id, int, maybe, table, text, unique, uuid } from '#store/tables/table';

/** What a customer gets because nobody came in the window he was promised first; once for each work order. */
export type CreditRow = {
  id: string;
  workOrderId: string;
  appointmentId: string;
  /** Hundredths of the currency. */
  amountCents: number;
  currency: string;
  reason: string;
  /** The window that was missed. */
  windowFrom: Date;
  windowTo: Date;
  at: Date;
  /** When billing has taken it over, and who said so; null while it has not. */
  collectedAt: Date | null;
  collectedBy: string | null;
};
export const Credit = table<CreditRow>(
  'credit',
  {
    id,
    workOrderId: unique(uuid),
    appointmentId: uuid,
    amountCents: int,
    currency: text,
    reason: text,
    windowFrom: at,
    windowTo: at,
    at,
    collectedAt: maybe(at),
    collectedBy: maybe(text),
  },
  { workOrderId: 'work_order', appointmentId: 'appointment' },
  {
    indices: [{ name: 'credit_to_collect_idx', columns: ['at', 'id'], where: 'collected_at IS NULL' }],
    checks: [
      { name: 'credit_amount_cents_check', expression: 'amount_cents > 0' },
      { name: 'credit_currency_check', expression: "currency ~ '^[A-Z]{3}$'" },
    ],
  },
);
