import { sayTime } from '#time/say';
import type { Quantiles } from '#eta/spread';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { type Visit, visitOf } from '#store/visit';
import { makePromise } from '#flows/steps/promises';

type Tells = Record<keyof Quantiles, string>;

/** What a message tells of an arrival counts as told from here on: it has left, or somebody has said it. */
export async function isTold(tx: Tx, message: MessageRow): Promise<void> {
  const tells = message.claims.tells as Tells | undefined;
  if (!tells || !message.appointmentId) return;
  const { appointmentId } = message;
  const visit = await visitOf(tx, appointmentId);
  if (
    !visit ||
    visit.state !== 'confirmed' ||
    visit.arrivedAt ||
    visit.revision !== (message.claims.revision ?? visit.revision)
  )
    return;
  const [p10, p50, p90] = [new Date(tells.p10), new Date(tells.p50), new Date(tells.p90)];
  const same = await toldElsewhere(tx, message, visit);
  if (same && message.phone !== visit.customer.phone) return;
  await tx.sql(`UPDATE message SET claims = claims || jsonb_build_object('toldBefore', $2::jsonb) WHERE id = $1`, [
    message.id,
    JSON.stringify(same ? same.toldBefore : visit.told),
  ]);
  await tx.sql('UPDATE appointment SET told_p10 = $2, told_p50 = $3, told_p90 = $4, told_at = $5 WHERE id = $1', [
    ...[appointmentId, p10, p50, p90],
    new Date((message.claims.toldAt as string | undefined) ?? tx.now),
  ]);
  if (same) return;
  await makePromise(
    tx,
    {
      kind: 'eta',
      workOrderId: visit.workOrderId,
      appointmentId,
      owner: visit.ticket?.technician ?? 'the desk',
      deadline: p90,
      basedOn: { p10, p50, p90, basis: visit.eta?.basis ?? 'plan' },
      why: `told: about ${sayTime(p50, visit.place.zone)}, ${sayTime(p90, visit.place.zone)} at the latest`,
    },
    visit.atRiskAt ? ['eta', 'window'] : ['eta'],
  );
  tx.wake({ key: `eta.due:${appointmentId}`, kind: 'eta.due', subject: appointmentId, dueAt: p90 });
}

/**
 * What the visit counts as told already, by the same news to another phone of the order: everybody on it hears it, and
 * it is one promise. Null where it says something else, or is the first.
 */
async function toldElsewhere(tx: Tx, { id, phone, claims }: MessageRow, visit: Visit) {
  const { appointmentId, workOrderId, told, revision } = visit;
  const tells = claims.tells as Tells;
  if (told?.p50.getTime() !== new Date(tells.p50).getTime() || told.p90.getTime() !== new Date(tells.p90).getTime())
    return null;
  const [same] = await tx.sql<{ toldBefore: unknown }>(
    `SELECT claims -> 'toldBefore' AS "toldBefore" FROM message
     WHERE work_order_id = $6 AND appointment_id = $1 AND id <> $2 AND phone <> $3 AND claims -> 'tells' = $4 AND claims ? 'toldBefore'
       AND coalesce((claims ->> 'revision')::int, $5) = $5 ORDER BY id DESC LIMIT 1`,
    [appointmentId, id, phone, JSON.stringify(tells), revision, workOrderId],
  );
  return same ?? null;
}

/**
 * It has not reached him: he knows what he knew before, and what he never heard was not promised. Without this the same
 * news, said again by another way, would be kept back as known. Nothing happens when something else was told since.
 */
export async function isUntold(tx: Tx, message: MessageRow): Promise<void> {
  const { toldAt, toldBefore } = message.claims as { toldAt?: string; toldBefore?: (Tells & { at: string }) | null };
  if (!toldAt || toldBefore === undefined || !message.appointmentId) return;
  const [taken] = await tx.sql(
    `UPDATE appointment SET told_p10 = $3, told_p50 = $4, told_p90 = $5, told_at = $6 WHERE id = $1 AND told_at = $2 RETURNING id`,
    [
      ...[message.appointmentId, new Date(toldAt)],
      ...[toldBefore?.p10 ?? null, toldBefore?.p50 ?? null, toldBefore?.p90 ?? null, toldBefore?.at ?? null],
    ],
  );
  if (!taken) return;
  await tx.sql(
    `UPDATE promise SET state = 'replaced', settled_at = $2, settled_why = 'it did not reach the customer', based_on = based_on || '{"heard": false}'
     WHERE appointment_id = $1 AND kind = 'eta' AND state = 'open'`,
    [message.appointmentId, tx.now],
  );
  tx.sleep(`eta.due:${message.appointmentId}`);
}
