import type { CarrierStatus, Sent } from '#carriers/carrier';
import { onDeliveryError, onRefusal } from '#carriers/refusals';
import type { Quantiles } from '#eta/spread';
import { sayTime } from '#time/say';
import type { MessageRow, MessageState } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { visitOf } from '#store/visit';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { isTooMuch, slowDown } from '#flows/messages/bucket';
import { openAlert } from '#flows/steps/alerts';
import { setConsent } from '#flows/steps/consent';
import { makePromise } from '#flows/steps/promises';

/** Writes down what the carrier said to a text we gave it. */
export const settleSent =
  (house: Doorward) =>
  (messageId: string, sent: Sent): Promise<void> =>
    house.store.commit(async (tx) => {
      const message = await lockMessage(tx, messageId);
      if (!message || (message.state !== 'sending' && message.state !== 'unknown')) return;
      switch (sent.outcome) {
        case 'sent':
          return isSent(tx, message, sent.sid);
        case 'busy':
          await slowDown(tx, house);
          // Not processed: it waits again, and is checked again before it leaves.
          return void (await tx.sql(
            `UPDATE message SET state = 'pending', lease_until = NULL, reason = $2 WHERE id = $1`,
            [messageId, sent.why],
          ));
        case 'unknown':
          return inDoubt(house, tx, message, sent.why);
        case 'refused':
          if (isTooMuch(sent.code)) await slowDown(tx, house);
          return isRefusedByCarrier(tx, message, sent.code, sent.why);
      }
    });

/** The carrier has it. What it tells counts as told from here on. */
export async function isSent(tx: Tx, message: MessageRow, sid: string): Promise<void> {
  await tx.sql(
    `UPDATE message SET state = 'sent', carrier_sid = $2, sent_at = $3, lease_until = NULL, reason = NULL WHERE id = $1`,
    [message.id, sid, tx.now],
  );
  tx.record({
    type: 'message.sent',
    actor: DOORWARD,
    reason: message.kind,
    workOrderId: message.workOrderId,
    appointmentId: message.appointmentId,
    assignmentId: message.assignmentId,
    data: {
      messageId: message.id,
      kind: message.kind,
      phone: message.phone,
      body: message.body,
      segments: message.segments,
    },
  });
  const tells = message.claims.tells as Record<keyof Quantiles, string> | undefined;
  if (tells && message.appointmentId) await isTold(tx, message, tells);
}

async function isTold(tx: Tx, message: MessageRow, tells: Record<keyof Quantiles, string>): Promise<void> {
  const appointmentId = message.appointmentId!;
  const visit = await visitOf(tx, appointmentId);
  if (
    !visit ||
    visit.state !== 'confirmed' ||
    visit.arrivedAt ||
    visit.revision !== (message.claims.revision ?? visit.revision)
  )
    return;
  const [p10, p50, p90] = [new Date(tells.p10), new Date(tells.p50), new Date(tells.p90)];
  await tx.sql('UPDATE appointment SET told_p10 = $2, told_p50 = $3, told_p90 = $4, told_at = $5 WHERE id = $1', [
    appointmentId,
    p10,
    p50,
    p90,
    new Date((message.claims.toldAt as string | undefined) ?? tx.now),
  ]);
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

async function inDoubt(house: Doorward, tx: Tx, message: MessageRow, why: string): Promise<void> {
  await tx.sql(
    `UPDATE message SET state = 'unknown', reason = $2, lease_until = clock_timestamp() + make_interval(secs => $3) WHERE id = $1`,
    [message.id, why, house.settings.CARRIER_LIST_SECONDS],
  );
  tx.record({
    type: 'message.in-doubt',
    actor: DOORWARD,
    reason: why,
    workOrderId: message.workOrderId,
    appointmentId: message.appointmentId,
    data: { messageId: message.id, kind: message.kind },
  });
}

async function isRefusedByCarrier(tx: Tx, message: MessageRow, code: number, why: string): Promise<void> {
  const refusal = onRefusal(code);
  await tx.sql(`UPDATE message SET state = 'undelivered', lease_until = NULL, reason = $2 WHERE id = $1`, [
    message.id,
    `${code}: ${why}`,
  ]);
  await undelivered(tx, message, `${refusal.means} (carrier error ${code}: ${why})`);
  if (refusal.optedOut)
    await setConsent(tx, {
      phone: message.phone,
      texts: false,
      source: 'the carrier says this number opted out',
      actor: 'carrier',
      workOrderId: message.workOrderId,
    });
}

/** A text that did not arrive is never silence: a person is told to reach the customer another way. */
async function undelivered(tx: Tx, message: MessageRow, why: string): Promise<void> {
  const { workOrderId, appointmentId } = message;
  tx.record({
    type: 'message.undelivered',
    actor: 'carrier',
    reason: why,
    workOrderId,
    appointmentId,
    data: { messageId: message.id, kind: message.kind },
  });
  if (workOrderId)
    await openAlert(tx, {
      kind: 'not-delivered',
      subject: workOrderId,
      workOrderId,
      says: `A text to ${message.phone} did not arrive (${message.kind}): ${why}`,
    });
}

const RANK: Partial<Record<MessageState, number>> = { sent: 1, undelivered: 2, delivered: 2 };

/** A status the carrier reports about a text. A status never goes backwards, and a doubt is settled by it. */
export const settleStatus =
  (house: Doorward) =>
  (messageId: string, sid: string, status: CarrierStatus, errorCode: number | null): Promise<void> =>
    house.store.commit(async (tx) => {
      const message = await lockMessage(tx, messageId);
      if (!message) return;
      if (message.state === 'sending' || message.state === 'unknown') {
        if (await isAnothers(tx, messageId, sid)) return;
        await isSent(tx, message, sid);
      } else if (message.carrierSid !== sid) return;
      const next: MessageState | null =
        status === 'delivered' ? 'delivered' : status === 'undelivered' || status === 'failed' ? 'undelivered' : null;
      if (!next || (RANK[message.state] ?? 1) >= RANK[next]!) return;
      await tx.sql('UPDATE message SET state = $2, reason = $3 WHERE id = $1', [
        messageId,
        next,
        errorCode ? `carrier error ${errorCode}` : null,
      ]);
      if (next === 'undelivered' && isTooMuch(errorCode)) await slowDown(tx, house);
      if (next === 'undelivered')
        return undelivered(
          tx,
          message,
          `${onDeliveryError(errorCode).means}${errorCode ? ` (carrier error ${errorCode})` : ''}`,
        );
      tx.record({
        type: 'message.delivered',
        actor: 'carrier',
        reason: message.kind,
        workOrderId: message.workOrderId,
        appointmentId: message.appointmentId,
        data: { messageId },
      });
    });

const isAnothers = async (tx: Tx, id: string, sid: string): Promise<boolean> =>
  (await tx.sql('SELECT 1 FROM message WHERE carrier_sid = $1 AND id <> $2', [sid, id])).length > 0;

const lockMessage = (tx: Tx, id: string): Promise<MessageRow | null> =>
  tx.rows.getRepository<MessageRow>('message').findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
