import { isEssential } from '#conversation/ways';
import type { Caller } from '#carriers/caller';
import type { Carrier } from '#carriers/carrier';
import type { MessageRow } from '#store/tables/ledger';
import type { Doorward } from '#flows/doorward';
import { moveOn } from '#flows/messages/move-on';
import { settleStatus } from '#flows/messages/settle';
import { settleCall } from '#flows/messages/settle-otherwise';
import { noteSilence } from '#flows/messages/outage';

type Silent = Pick<MessageRow, 'id' | 'way'> & { readonly sid: string };

/**
 * Texts and calls that left and of which nothing was heard since: the carrier is asked. What it does not know either is
 * not counted on; what it says later still holds, and takes back what was asked of a person meanwhile.
 */
export async function askReceipts(house: Doorward, carrier: Carrier, caller?: Caller): Promise<void> {
  const silent = await house.store.read<Silent>(
    `SELECT id, way, carrier_sid AS sid FROM message WHERE state = 'sent' AND lease_until < clock_timestamp() ORDER BY lease_until LIMIT 50`,
  );
  for (const one of silent) if (!(await ask(house, carrier, caller, one))) return;
}

/** False when the carrier could not be asked. */
async function ask(house: Doorward, carrier: Carrier, caller: Caller | undefined, one: Silent): Promise<boolean> {
  try {
    if (one.way === 'call') {
      const end = caller ? await caller.endOf(one.sid) : 'failed';
      if (end) await settleCall(house)(one.id, one.sid, end);
    } else {
      const found = await carrier.fetch(one.sid);
      if (found) await settleStatus(house)(one.id, one.sid, found.status, found.errorCode);
    }
  } catch {
    await house.store.commit(async (tx) => {
      await noteSilence(house, tx, 'the carrier does not answer', true);
      await tx.sql(
        `UPDATE message SET lease_until = clock_timestamp() + make_interval(secs => $2) WHERE id = $1 AND state = 'sent'`,
        [...[one.id, house.settings.CARRIER_PROBE_SECONDS]],
      );
    });
    return false;
  }
  await house.store.commit((tx) => noReceipt(house, tx, one));
  return true;
}

async function noReceipt(house: Doorward, tx: Parameters<typeof moveOn>[0], { id, sid }: Silent): Promise<void> {
  const [row] = await tx.sql(
    `SELECT 1 FROM message WHERE id = $1 AND carrier_sid = $2 AND state = 'sent' AND lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED`,
    [id, sid],
  );
  if (!row) return;
  const message = await tx.rows.getRepository<MessageRow>('message').findOneByOrFail({ id });
  if (isEssential(message.kind))
    return moveOn(
      tx,
      message,
      `no receipt in ${Math.round(house.settings.CARRIER_RECEIPT_SECONDS)} s, and the carrier knows no more`,
    );
  await tx.sql('UPDATE message SET lease_until = NULL WHERE id = $1', [id]);
}
