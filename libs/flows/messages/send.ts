import type { Caller } from '#carriers/caller';
import type { Carrier } from '#carriers/carrier';
import type { Mailer } from '#carriers/mailer';
import { onRefusal } from '#carriers/refusals';
import type { Doorward } from '#flows/doorward';
import { untilDrip } from '#flows/messages/bucket';
import { claimNext, type Claimed } from '#flows/messages/claim';
import { settleDoubts } from '#flows/messages/doubts';
import { watchOutage } from '#flows/messages/outage';
import { askReceipts } from '#flows/messages/receipts';
import { settleSent } from '#flows/messages/settle';
import { settleMailed, settlePlaced } from '#flows/messages/settle-otherwise';

/** Who carries what a text does not reach; without them the ways they stand for are not gone. */
export type OtherWays = { readonly caller?: Caller | undefined; readonly mailer?: Mailer | undefined };

/** Sends everything that waits, one message after the other, until nothing does. */
export const sendAll =
  (house: Doorward, carrier: Carrier, others: OtherWays = {}) =>
  async (): Promise<void> => {
    await settleDoubts(house, carrier);
    await claimAll(house, carrier, others);
    // After what waits has left: no answer waits until the carrier was asked for fifty receipts.
    await askReceipts(house, carrier, others.caller);
    await watchOutage(house, carrier);
  };

async function claimAll(house: Doorward, carrier: Carrier, others: OtherWays): Promise<void> {
  for (;;) {
    const claim = await claimNext(house);
    if (claim === 'nothing') return;
    if (claim === 'paced') return lookAgain(house);
    if (claim === 'laid aside' || claim === 'set back') continue;
    if ((await send(house, carrier, others, claim.send)) === 'busy') return; // the next bell or sweep goes on
  }
}

/** The carrier takes no more at the moment: the bell rings again when it does. */
const lookAgain = async (house: Doorward): Promise<void> =>
  house.store.ring([{ job: 'send', delayMs: await untilDrip(house), urgency: 0 }]);

async function send(house: Doorward, carrier: Carrier, { caller, mailer }: OtherWays, claimed: Claimed) {
  const { id, phone } = claimed;
  const { PUBLIC_URL } = house.settings;
  if (claimed.way === 'call') {
    const { body, language } = claimed;
    const calling = { to: phone, words: body, language, statusCallback: `${PUBLIC_URL}/twilio/call/${id}` };
    const placed = caller ? await caller.call(calling) : NOBODY_CALLS;
    return settlePlaced(house)(id, placed);
  }
  if (claimed.way === 'mail') {
    const { address, subject, body } = claimed;
    return settleMailed(house)(
      id,
      mailer ? await mailer.send({ to: address, subject, text: body, id }) : NOBODY_WRITES,
    );
  }
  const sent = await carrier.send({
    to: phone,
    body: claimed.body,
    statusCallback: `${PUBLIC_URL}/twilio/status/${id}`,
    validSeconds: claimed.validSeconds,
  });
  await settleSent(house)(id, sent);
  // An account that cannot send refuses the next one as well.
  const isStopped = sent.outcome === 'refused' && onRefusal(sent.code).remedy === 'page-admin';
  return isStopped ? 'busy' : sent.outcome;
}

const NOBODY_CALLS = { outcome: 'refused', code: 0, why: 'nobody here places calls' } as const;
const NOBODY_WRITES = { outcome: 'failed', why: 'no mail server is set up' } as const;
