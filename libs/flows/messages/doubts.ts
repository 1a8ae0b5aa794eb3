import type { Carrier, Found } from '#carriers/carrier';
import type { MessageRow } from '#store/tables/ledger';
import type { Doorward } from '#flows/doorward';
import { bodyOf } from '#flows/messages/claim';
import { noteAttempt } from '#flows/messages/attempts';
import { moveOn } from '#flows/messages/move-on';
import { noteSilence } from '#flows/messages/outage';
import { isSent } from '#flows/messages/settle';

/** `since` is on the carrier's clock, which in the demo is the demo's: the earlier of the two is asked from. */
type Doubtful = Pick<MessageRow, 'id' | 'phone' | 'body' | 'way'> & { since: Date };

/**
 * Messages of which nobody knows whether they left: their sender died, or the carrier's answer never came. The carrier is
 * asked about texts before anything is sent again; only what it does not have waits for sending anew. A call or an
 * e-mail in doubt is not counted on: the news goes the next way.
 */
export async function settleDoubts(house: Doorward, carrier: Carrier): Promise<void> {
  const doubtful = await house.store.read<Doubtful>(
    `SELECT id, phone, body, way, least(lease_until - make_interval(secs => $1), doorward_now() - interval '1 hour') AS since FROM message
     WHERE state IN ('sending', 'unknown') AND lease_until < clock_timestamp()
       AND (way <> 'text' OR NOT EXISTS (SELECT 1 FROM outage WHERE probe_at > clock_timestamp())) ORDER BY urgency LIMIT 50`,
    [house.settings.MESSAGE_LEASE_SECONDS + house.settings.CARRIER_LIST_SECONDS + 60],
  );
  for (const message of doubtful) {
    if (message.way !== 'text') await giveUp(house, message.id);
    else if (!(await settleDoubt(house, carrier, message))) return; // nobody answers: the others would wait as long
  }
}

/** False when the carrier could not be asked. */
async function settleDoubt(house: Doorward, carrier: Carrier, doubtful: Doubtful): Promise<boolean> {
  const { phone: to, since } = doubtful;
  const found = await carrier
    .find({ to, body: bodyOf(house, doubtful), since })
    .catch((error: unknown) => String(error));
  if (typeof found === 'string') {
    await house.store.commit((tx) => noteSilence(house, tx, 'the carrier does not answer', true));
    return false;
  }
  await settleFound(house, doubtful.id, found);
  return true;
}

const settleFound = (house: Doorward, id: string, found: readonly Found[]): Promise<void> =>
  house.store.commit(async (tx) => {
    const [row] = await tx.sql(
      `SELECT 1 FROM message WHERE id = $1 AND state IN ('sending', 'unknown') AND lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED`,
      [id],
    );
    if (!row) return;
    const known = await tx.sql<{ sid: string }>(
      `SELECT carrier_sid AS sid FROM message WHERE carrier_sid = ANY($1)
       UNION SELECT carrier_sid FROM message_attempt WHERE carrier_sid = ANY($1)`,
      [found.map(({ sid }) => sid)],
    );
    const ours = found.find(({ sid }) => !known.some((other) => other.sid === sid));
    if (ours) {
      const message = await tx.rows.getRepository<MessageRow>('message').findOneByOrFail({ id });
      return isSent(house, tx, message, ours.sid);
    }
    await tx.sql(
      `UPDATE message SET state = 'pending', lease_until = NULL, reason = 'the carrier does not have it' WHERE id = $1`,
      [id],
    );
  });

const giveUp = (house: Doorward, id: string): Promise<void> =>
  house.store.commit(async (tx) => {
    const [row] = await tx.sql<Pick<MessageRow, 'way'>>(
      `SELECT way FROM message WHERE id = $1 AND state = 'sending' AND way <> 'text' AND lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED`,
      [id],
    );
    if (!row) return;
    const message = await tx.rows.getRepository<MessageRow>('message').findOneByOrFail({ id });
    const why = `nobody knows whether the ${row.way} went`;
    await noteAttempt(tx, id, { way: row.way, state: 'in-doubt', why });
    await moveOn(tx, message, why);
  });
