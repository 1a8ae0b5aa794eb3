import type { CallEnd, Placed } from '#carriers/caller';
import type { Mailed } from '#carriers/mailer';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { attemptOf, endAttempt, noteAttempt } from '#flows/messages/attempts';
import { moveOn } from '#flows/messages/move-on';
import { reached } from '#flows/messages/reached';
import { lockMessage, recordSent } from '#flows/messages/settle';

/** A call rings and is spoken for so long at the most; the carrier is asked then. */
const LONGEST_CALL_SECONDS = 180;

/** Writes down what came of placing a call. */
export const settlePlaced =
  (house: Doorward) =>
  (messageId: string, placed: Placed): Promise<void> =>
    house.store.commit(async (tx) => {
      const message = await lockMessage(tx, messageId);
      if (message?.state !== 'sending' || message.way !== 'call') return;
      if (placed.outcome === 'placed') return isRinging(house, tx, message, placed.sid);
      const state = placed.outcome === 'unknown' ? 'in-doubt' : 'failed';
      const why = `the call could not be placed: ${placed.why}`;
      await noteAttempt(tx, message.id, { way: 'call', state, why });
      await moveOn(tx, message, why);
    });

async function isRinging({ settings }: Doorward, tx: Tx, message: MessageRow, sid: string): Promise<void> {
  await tx.sql(
    `UPDATE message SET state = 'sent', carrier_sid = $2, sent_at = $3, lease_until = clock_timestamp() + make_interval(secs => $4) WHERE id = $1`,
    [message.id, sid, tx.now, Math.min(LONGEST_CALL_SECONDS, settings.CARRIER_RECEIPT_SECONDS * 1.5)],
  );
  await noteAttempt(tx, message.id, { way: 'call', sid, why: message.kind });
  recordSent(tx, message, sid);
}

const ENDS: Readonly<Record<Exclude<CallEnd, 'answered'>, string>> = {
  machine: 'a machine took the call',
  busy: 'the line was busy',
  'no-answer': 'nobody took the call',
  failed: 'the call did not come about',
};

/** How a call ended, as the carrier reports it. Only a person who took it has heard the news. */
export const settleCall =
  (house: Doorward) =>
  (messageId: string, sid: string, end: CallEnd): Promise<void> =>
    house.store.commit(async (tx) => {
      let message = await lockMessage(tx, messageId);
      if (!message) return;
      if (message.state === 'sending' && message.way === 'call' && !(await attemptOf(tx, message, sid))) {
        await isRinging(house, tx, message, sid);
        message = (await lockMessage(tx, messageId))!;
      }
      const attempt = await attemptOf(tx, message, sid);
      if (attempt?.way !== 'call' || attempt.state !== 'under-way') return;
      if (end === 'answered') {
        await endAttempt(tx, attempt.id, 'reached', 'the call was taken');
        return reached(tx, message, 'the call was taken');
      }
      await endAttempt(tx, attempt.id, 'failed', ENDS[end]);
      if (message.state === 'sent' && message.carrierSid === sid) await moveOn(tx, message, ENDS[end]);
    });

/** Writes down what the mail server said. */
export const settleMailed =
  (house: Doorward) =>
  (messageId: string, mailed: Mailed): Promise<void> =>
    house.store.commit(async (tx) => {
      const message = await lockMessage(tx, messageId);
      if (message?.state !== 'sending' || message.way !== 'mail') return;
      if (mailed.outcome === 'failed') {
        await noteAttempt(tx, messageId, { way: 'mail', state: 'failed', why: mailed.why });
        return moveOn(tx, message, `the e-mail was not taken: ${mailed.why}`);
      }
      await noteAttempt(tx, messageId, { way: 'mail', state: 'reached', why: 'the mail server took it' });
      await tx.sql('UPDATE message SET sent_at = $2 WHERE id = $1', [messageId, tx.now]);
      recordSent(tx, message, null);
      return reached(tx, message, 'the mail server took it');
    });
