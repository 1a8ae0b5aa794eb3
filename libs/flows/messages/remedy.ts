import type { Refusal } from '#carriers/refusals';
import { retryAfter } from '#carriers/retry-after';
import { isEssential } from '#conversation/ways';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import type { Doorward } from '#flows/doorward';
import { failuresOf } from '#flows/messages/attempts';
import { moveOn, tryAgain } from '#flows/messages/move-on';
import { noteStop } from '#flows/messages/outage';
import { openAlert } from '#flows/steps/alerts';
import { setConsent } from '#flows/steps/consent';
import { isOutOfReach } from '#flows/steps/reach';

/** A text that was refused or did not arrive. */
export type Failed = { readonly refusal: Refusal; readonly code: number | null; readonly why: string };

/** A text is written again so often because it grew too old on the way; then it goes another way. */
const MOST_REWRITINGS = 2;

/** Does what the table of the carrier's errors says (`libs/carriers/refusals.ts`). Its attempt has been written down as failed. */
export async function remedy(house: Doorward, tx: Tx, message: MessageRow, failed: Failed): Promise<void> {
  const { refusal, code, why } = failed;
  const { CARRIER_RETRY_SECONDS: rest } = house.settings;
  if (refusal.alarm) await alarm(tx, message, failed);
  const failures = await failuresOf(tx, message.id, 'text');
  switch (refusal.remedy) {
    case 'retry-later':
      return tryAgain(tx, message, why, (retryAfter(message.id, failures - 1) * rest) / 120);
    case 'retry-once':
      return failures > 1 || !isEssential(message.kind) ? moveOn(tx, message, why) : tryAgain(tx, message, why, rest);
    case 're-evaluate':
      return failures > MOST_REWRITINGS ? moveOn(tx, message, why) : tryAgain(tx, message, why, 0);
    case 'suppress-number':
      if (refusal.optedOut) await optOut(tx, message, code);
      else await isOutOfReach(tx, message, refusal.means);
      return moveOn(tx, message, why);
    case 'do-not-retry':
      return moveOn(tx, message, why);
    case 'page-admin':
      await noteStop(house, tx, `${refusal.means} (carrier error ${code})`);
      return tryAgain(tx, message, why, 0);
  }
}

const optOut = (tx: Tx, { phone, workOrderId }: MessageRow, code: number | null) =>
  setConsent(tx, { phone, texts: false, source: `the carrier says so (${code})`, actor: 'carrier', workOrderId });

/** Nothing is wrong with this number: whoever looks after the account must see it, once for each code. */
const alarm = (tx: Tx, message: MessageRow, { refusal, code }: Failed) =>
  openAlert(tx, {
    kind: 'carrier-error',
    subject: String(code),
    says: `The carrier does not deliver texts of ours: ${refusal.means} (error ${code}; the last one was "${message.kind}"). Their news goes other ways. Please look at the account.`,
  });
