import type { PromiseKind, PromiseState } from '#visits/promise';
import type { Tx } from '#store/tx';
import { DOORWARD } from '#flows/doorward';

type Making = {
  readonly kind: PromiseKind;
  readonly workOrderId: string;
  readonly appointmentId: string | null;
  readonly owner: string;
  readonly deadline: Date;
  readonly basedOn: Record<string, unknown>;
  readonly why: string;
};

/**
 * Writes a promise into the ledger. Open promises of the kinds in `replaces` about the same appointment end as
 * *replaced* by it: the customer is told the new one in their place.
 */
export async function makePromise(tx: Tx, making: Making, replaces: readonly PromiseKind[] = []): Promise<string> {
  const [{ id }] = (await tx.sql<{ id: string }>(
    `INSERT INTO promise (work_order_id, appointment_id, kind, owner, deadline, based_on, state, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'open', $7) RETURNING id`,
    [making.workOrderId, making.appointmentId, making.kind, making.owner, making.deadline, making.basedOn, tx.now],
  )) as [{ id: string }];
  const { kind, workOrderId, appointmentId, deadline } = making;
  if (replaces.length) {
    await tx.sql(
      `UPDATE promise SET state = 'replaced', settled_at = $3, settled_why = $4, replaced_by = $1
       WHERE appointment_id = $2 AND state = 'open' AND kind = ANY($5) AND id <> $1`,
      [id, appointmentId, tx.now, making.why, replaces],
    );
  }
  tx.record({
    type: replaces.length ? 'promise.replaced' : 'promise.made',
    actor: DOORWARD,
    reason: making.why,
    workOrderId,
    appointmentId,
    data: { promiseId: id, kind, deadline, owner: making.owner },
  });
  return id;
}

type Settling = {
  readonly appointmentId: string;
  readonly kinds: readonly PromiseKind[];
  readonly as: Exclude<PromiseState, 'open'>;
  readonly why: string;
  readonly actor?: string;
};

/** Ends the open promises of these kinds about an appointment. */
export async function settlePromises(tx: Tx, { appointmentId, kinds, as, why, actor }: Settling): Promise<void> {
  const settled = await tx.sql<{ id: string; kind: PromiseKind; workOrderId: string }>(
    `UPDATE promise SET state = $3, settled_at = $4, settled_why = $5
     WHERE appointment_id = $1 AND state = 'open' AND kind = ANY($2)
     RETURNING id, kind, work_order_id AS "workOrderId"`,
    [appointmentId, kinds, as, tx.now, why],
  );
  for (const { id, kind, workOrderId } of settled)
    tx.record({
      type: `promise.${as}`,
      actor: actor ?? DOORWARD,
      reason: why,
      workOrderId,
      appointmentId,
      data: { promiseId: id, kind },
    });
}
