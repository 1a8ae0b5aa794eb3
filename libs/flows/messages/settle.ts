import type { CarrierStatus, Sent } from '#carriers/carrier';
import { onDeliveryError, onRefusal } from '#carriers/refusals';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import { type Doorward, DOORWARD } from '#flows/doorward';
import { isTooMuch, slowDown } from '#flows/messages/bucket';
import { attemptOf, endAttempt, noteAttempt } from '#flows/messages/attempts';
import { endOutage, noteSilence } from '#flows/messages/outage';
import { reached } from '#flows/messages/reached';
import { remedy } from '#flows/messages/remedy';
import { isTold } from '#flows/messages/told';

/** Writes down what the carrier said to a text we gave it. */
export const settleSent =
  (house: Doorward) =>
  (messageId: string, sent: Sent): Promise<void> =>
    house.store.commit(async (tx) => {
      const message = await lockMessage(tx, messageId);
      if (!message || !mayBeOut(message)) return;
      if (message.state === 'pending' && sent.outcome !== 'sent') return;
      switch (sent.outcome) {
        case 'sent':
          return isSent(house, tx, message, sent.sid);
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
          return isRefusedByCarrier(house, tx, message, sent.code, sent.why);
      }
    });

/**
 * Whether a text whose carrier id we do not know may be this one: it is on its way, or it waits to be sent again because
 * the carrier did not seem to have it. What comes of that one late must keep the second one from leaving.
 */
const mayBeOut = ({ way, state }: MessageRow): boolean =>
  way === 'text' && (state === 'sending' || state === 'unknown' || state === 'pending');

/** The carrier has it. What it tells counts as told from here on, until something says that it has not arrived. */
export async function isSent(house: Doorward, tx: Tx, message: MessageRow, sid: string): Promise<void> {
  const [before] = await tx.sql<{ wasOut: boolean }>(
    `UPDATE message SET state = 'sent', carrier_sid = $2, sent_at = $3, reason = NULL,
       lease_until = clock_timestamp() + make_interval(secs => $4)
     WHERE id = $1 RETURNING EXISTS (SELECT 1 FROM outage) AS "wasOut"`,
    [message.id, sid, tx.now, house.settings.CARRIER_RECEIPT_SECONDS],
  );
  await noteAttempt(tx, message.id, { way: 'text', sid, why: message.kind });
  recordSent(tx, message, sid);
  await isTold(tx, message);
  if (before!.wasOut) await endOutage(tx);
}

/** A message is on its way, as the story shows it. */
export function recordSent(tx: Tx, message: MessageRow, sid: string | null): void {
  const { id: messageId, kind, phone, body, segments, way } = message;
  tx.record({
    type: 'message.sent',
    actor: DOORWARD,
    reason: kind,
    workOrderId: message.workOrderId,
    appointmentId: message.appointmentId,
    assignmentId: message.assignmentId,
    data: { messageId, kind, phone, body, segments, way, sid },
  });
}

async function inDoubt(house: Doorward, tx: Tx, message: MessageRow, why: string): Promise<void> {
  await noteSilence(house, tx, why);
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

async function isRefusedByCarrier(house: Doorward, tx: Tx, message: MessageRow, code: number, why: string) {
  const refusal = onRefusal(code);
  if (isTooMuch(code)) await slowDown(tx, house);
  await noteAttempt(tx, message.id, { way: 'text', state: 'failed', code, why });
  // It has answered, and not about itself: it is there.
  if (refusal.remedy !== 'page-admin') await endOutage(tx);
  return remedy(house, tx, message, { refusal, code, why: `${refusal.means} (carrier error ${code}: ${why})` });
}

/** A status the carrier reports about a text. A status never goes backwards, and a doubt is settled by it. */
export const settleStatus =
  (house: Doorward) =>
  (messageId: string, sid: string, status: CarrierStatus, code: number | null): Promise<void> =>
    house.store.commit(async (tx) => {
      let message = await lockMessage(tx, messageId);
      if (!message || (await isAnothers(tx, messageId, sid))) return;
      if (mayBeOut(message) && !(await attemptOf(tx, message, sid))) {
        await isSent(house, tx, message, sid);
        message = (await lockMessage(tx, messageId))!;
      } else await adopt(tx, message, sid);
      const attempt = await attemptOf(tx, message, sid);
      if (!attempt || attempt.way !== 'text') return;
      if (status === 'delivered') {
        if (attempt.state === 'reached') return;
        await endAttempt(tx, attempt.id, 'reached', 'delivered');
        return reached(tx, message, 'the text arrived');
      }
      if ((status !== 'undelivered' && status !== 'failed') || attempt.state !== 'under-way') return;
      const refusal = onDeliveryError(code);
      const why = `${refusal.means}${code ? ` (carrier error ${code})` : ''}`;
      await endAttempt(tx, attempt.id, 'failed', why, code);
      if (isTooMuch(code)) await slowDown(tx, house);
      if (message.state === 'sent' && message.carrierSid === sid)
        await remedy(house, tx, message, { refusal, code, why });
    });

/** A text that left in doubt while its news went another way: the first report of it says that it is that one. */
const adopt = (tx: Tx, { id, state }: MessageRow, sid: string) =>
  state === 'sent'
    ? null
    : tx.sql(
        `UPDATE message_attempt SET state = 'under-way', carrier_sid = $2
         WHERE id = (SELECT id FROM message_attempt WHERE message_id = $1 AND way = 'text' AND state = 'in-doubt' AND carrier_sid IS NULL LIMIT 1)
           AND NOT EXISTS (SELECT 1 FROM message_attempt WHERE carrier_sid = $2)`,
        [id, sid],
      );

const isAnothers = async (tx: Tx, id: string, sid: string): Promise<boolean> =>
  (
    await tx.sql(
      `SELECT 1 FROM message WHERE carrier_sid = $1 AND id <> $2
       UNION ALL SELECT 1 FROM message_attempt WHERE carrier_sid = $1 AND message_id <> $2`,
      [sid, id],
    )
  ).length > 0;

export const lockMessage = (tx: Tx, id: string): Promise<MessageRow | null> =>
  tx.rows.getRepository<MessageRow>('message').findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
