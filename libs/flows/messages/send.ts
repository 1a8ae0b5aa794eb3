import type { Carrier } from '#carriers/carrier';
import type { MessageRow } from '#store/tables/ledger';
import type { Doorward } from '#flows/doorward';
import { untilDrip } from '#flows/messages/bucket';
import { bodyOf, claimNext, type Claimed } from '#flows/messages/claim';
import { isSent, settleSent } from '#flows/messages/settle';

/** Sends everything that waits, one text after the other, until nothing does. */
export const sendAll = (house: Doorward, carrier: Carrier) => async (): Promise<void> => {
  await settleDoubts(house, carrier);
  for (;;) {
    const claim = await claimNext(house);
    if (claim === 'nothing') return;
    if (claim === 'paced') return lookAgain(house);
    if (claim === 'laid aside' || claim === 'set back') continue;
    if ((await send(house, carrier, claim.send)) === 'busy') return; // the next bell or sweep goes on
  }
};

/** The carrier takes no more at the moment: the bell rings again when it does. */
const lookAgain = async (house: Doorward): Promise<void> =>
  house.store.ring([{ job: 'send', delayMs: await untilDrip(house), urgency: 0 }]);

async function send(house: Doorward, carrier: Carrier, claimed: Claimed) {
  const sent = await carrier.send({
    to: claimed.phone,
    body: claimed.body,
    statusCallback: `${house.settings.PUBLIC_URL}/twilio/status/${claimed.id}`,
    validSeconds: claimed.validSeconds,
  });
  await settleSent(house)(claimed.id, sent);
  return sent.outcome;
}

/** `since` is on the carrier's clock, which in the demo is the demo's: the earlier of the two is asked from. */
type Doubtful = Pick<MessageRow, 'id' | 'phone' | 'body'> & { since: Date };

/**
 * Texts of which nobody knows whether they left: their sender died, or the carrier's answer never came. The carrier is
 * asked before anything is sent again; only what it does not have waits for sending anew.
 */
async function settleDoubts(house: Doorward, carrier: Carrier): Promise<void> {
  const doubtful = await house.store.read<Doubtful>(
    `SELECT id, phone, body, least(lease_until - make_interval(secs => $1), doorward_now() - interval '1 hour') AS since FROM message
     WHERE state IN ('sending', 'unknown') AND lease_until < clock_timestamp() ORDER BY urgency LIMIT 50`,
    [house.settings.MESSAGE_LEASE_SECONDS + house.settings.CARRIER_LIST_SECONDS + 60],
  );
  for (const message of doubtful) await settleDoubt(house, carrier, message);
}

async function settleDoubt(house: Doorward, carrier: Carrier, doubtful: Doubtful): Promise<void> {
  const found = await carrier.find({ to: doubtful.phone, body: bodyOf(house, doubtful), since: doubtful.since });
  await house.store.commit(async (tx) => {
    const [row] = await tx.sql(
      `SELECT 1 FROM message WHERE id = $1 AND state IN ('sending', 'unknown') AND lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED`,
      [doubtful.id],
    );
    if (!row) return;
    const known = await tx.sql<{ sid: string }>('SELECT carrier_sid AS sid FROM message WHERE carrier_sid = ANY($1)', [
      found.map(({ sid }) => sid),
    ]);
    const ours = found.find(({ sid }) => !known.some((other) => other.sid === sid));
    if (ours) {
      const message = await tx.rows.getRepository<MessageRow>('message').findOneByOrFail({ id: doubtful.id });
      return isSent(tx, message, ours.sid);
    }
    await tx.sql(
      `UPDATE message SET state = 'pending', lease_until = NULL, reason = 'the carrier does not have it' WHERE id = $1`,
      [doubtful.id],
    );
  });
}
