import type { Tx } from '#store/tx';
import { DOORWARD } from '#flows/doorward';

export type AlertKind =
  | 'at-risk'
  | 'not-acknowledged'
  | 'nobody-left'
  | 'call-back'
  | 'phone-only'
  | 'cancel-word'
  | 'wrong-number'
  | 'late-customer'
  | 'not-understood'
  | 'carrier-full'
  | 'bad-number'
  | 'texts-stopped'
  | 'carrier-error'
  | 'technician-no-texts'
  | 'could-not-complete'
  | 'low-rating'
  | 'conflict'
  | 'dark-phone'
  | 'not-moving'
  | 'overrun'
  | 'update'
  | 'made-up-position'
  | 'suspended'
  | 'blocked'
  | 'failing';

type Opening = {
  readonly kind: AlertKind;
  /** What it is about: one alert of a kind is open for each subject. */
  readonly subject: string;
  readonly says: string;
  readonly workOrderId?: string | null;
  readonly technicianId?: string | null;
  readonly dueAt?: Date | null;
};

/**
 * Puts something in front of the desk. While an alert of this kind and subject is open it is brought up to date; one that
 * was laid aside comes back when it says something else now.
 */
export async function openAlert(tx: Tx, alert: Opening): Promise<void> {
  const [row] = await tx.sql<{ isNew: boolean }>(
    `INSERT INTO alert (key, kind, work_order_id, technician_id, says, due_at, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (key) WHERE closed_at IS NULL DO UPDATE SET says = excluded.says, due_at = excluded.due_at,
       technician_id = excluded.technician_id,
       snoozed_until = CASE WHEN (alert.says, alert.due_at) IS NOT DISTINCT FROM (excluded.says, excluded.due_at)
         THEN alert.snoozed_until END
     RETURNING xmax = 0 AS "isNew"`,
    [
      keyOf(alert),
      alert.kind,
      alert.workOrderId ?? null,
      alert.technicianId ?? null,
      alert.says,
      alert.dueAt ?? null,
      tx.now,
    ],
  );
  if (row?.isNew)
    tx.record({
      type: 'alert.opened',
      actor: DOORWARD,
      reason: alert.says,
      workOrderId: alert.workOrderId ?? null,
      technicianId: alert.technicianId ?? null,
      data: { kind: alert.kind },
    });
}

/** Says anew what an open alert is about; one that somebody has closed stays closed. */
export async function retellAlert(tx: Tx, { kind, subject, says }: Pick<Opening, 'kind' | 'subject' | 'says'>) {
  await tx.sql('UPDATE alert SET says = $2 WHERE key = $1 AND closed_at IS NULL AND says <> $2', [
    keyOf({ kind, subject }),
    says,
  ]);
}

/** Takes it away again because its cause is gone; nothing happens when none is open. */
export async function closeAlert(
  tx: Tx,
  kind: AlertKind,
  subject: string,
  why: string,
  actor = DOORWARD,
): Promise<void> {
  const closed = await tx.sql<{ workOrderId: string | null; technicianId: string | null }>(
    `UPDATE alert SET closed_at = $2, closed_why = $3 WHERE key = $1 AND closed_at IS NULL
     RETURNING work_order_id AS "workOrderId", technician_id AS "technicianId"`,
    [keyOf({ kind, subject }), tx.now, why],
  );
  for (const { workOrderId, technicianId } of closed)
    tx.record({ type: 'alert.closed', actor, reason: why, workOrderId, technicianId, data: { kind } });
}

const keyOf = ({ kind, subject }: { kind: AlertKind; subject: string }) => `${kind}:${subject}`;
