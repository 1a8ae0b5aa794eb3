import type { Tx } from '#store/tx';

/** One thing that happened or was said about a visit. */
export type Decision = {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly actor: string;
  /** The words that were written down with it. */
  readonly reason: string;
  /** Of a text: what it was about, and what it rests on. */
  readonly said: {
    readonly kind: string;
    readonly body: string;
    readonly state: string;
    readonly isReply: boolean;
    readonly claims: Readonly<Record<string, unknown>>;
    readonly why: string | null;
  } | null;
};

export type Decisions = {
  readonly ref: string;
  readonly workOrderId: string;
  /** Who has the visit, as it stands. */
  readonly technician: string | null;
  readonly state: string;
  readonly decisions: readonly Decision[];
};

type Reader = Pick<Tx, 'sql'>;

/** The newest order of whoever has this number, with everything that was decided about it, oldest first; null without one. */
export async function decisionsAbout(tx: Reader, phone: string): Promise<Decisions | null> {
  const [order] = await tx.sql<Omit<Decisions, 'decisions'>>(
    `SELECT w.id AS "workOrderId", w.ref, a.state, t.name AS technician
     FROM work_order w JOIN customer c ON c.id = w.customer_id JOIN appointment a ON a.work_order_id = w.id
     LEFT JOIN assignment s ON s.appointment_id = a.id AND s.state NOT IN ('declined', 'expired', 'withdrawn')
     LEFT JOIN technician t ON t.id = s.technician_id
     WHERE c.phone = $1 OR EXISTS (SELECT 1 FROM contact k WHERE k.work_order_id = w.id AND k.phone = $1)
     ORDER BY w.id DESC, a.id DESC, s.id DESC LIMIT 1`,
    [phone],
  );
  if (!order) return null;
  const decisions = await tx.sql<Decision>(
    `SELECT t.id::text AS id, t.at, t.type, t.actor, t.reason, CASE WHEN m.id IS NULL THEN NULL ELSE jsonb_build_object(
       'kind', m.kind, 'body', regexp_replace(coalesce(t.data ->> 'body', m.body, ''), '[{]token:[^}]*[}]', '...', 'g'), 'state', m.state, 'isReply', m.is_reply,
       'claims', m.claims, 'why', m.reason) END AS said
     FROM timeline t LEFT JOIN message m ON t.type = 'message.sent' AND m.id = (t.data ->> 'messageId')::uuid
     WHERE t.work_order_id = $1 AND NOT (t.type IN ('message.delivered', 'eta.moved'))
     ORDER BY t.id DESC LIMIT 200`,
    [order.workOrderId],
  );
  return { ...order, decisions: decisions.toReversed() };
}
