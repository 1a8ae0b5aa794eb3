import { plusMinutes } from '#time/minutes';
import { openAlert } from '#flows/steps/alerts';
import { cancelDigits } from '#flows/steps/cancel-digits';
import { setConsent } from '#flows/steps/consent';
import { putPrompt } from '#flows/steps/prompts';
import { type Heard, reply } from '#flows/reactions/answer';

const CANCEL_HOURS = 12;

/** STOP and its kin, START, HELP. True when the text was one of them and has been dealt with. */
export async function changeConsent(heard: Heard): Promise<boolean> {
  const { intents, cancelWord } = heard.reading;
  if (heard.carrierDid) return mirrorCarrier(heard);
  if (intents.includes('stop-texts') || intents.includes('wrong-number')) return stop(heard, cancelWord === true);
  if (intents.includes('start-texts')) {
    await setConsent(heard.tx, { ...about(heard), texts: true, source: `texted: ${heard.body.slice(0, 40)}` });
    return reply(heard, 'started');
  }
  return intents.includes('help') && reply(heard, 'help');
}

/** The carrier has acted on the word and answered it: the same holds here, and nobody is answered twice. */
async function mirrorCarrier(heard: Heard): Promise<boolean> {
  const { tx, carrierDid, reading } = heard;
  if (carrierDid === 'HELP') return true;
  const texts = carrierDid === 'START';
  await setConsent(tx, { ...about(heard), texts, source: `${carrierDid}, answered by the carrier` });
  if (reading.cancelWord && !texts) await askByPhone(heard);
  return true;
}

async function stop(heard: Heard, cancelWord: boolean): Promise<true> {
  const { tx, visit } = heard;
  await setConsent(tx, { ...about(heard), texts: false, source: `texted: ${heard.body.slice(0, 40)}` });
  if (visit?.state !== 'confirmed') return reply(heard, 'stopped');
  if (!cancelWord) return reply(heard, 'stopped');
  // The word is an opt-out by law and may yet be meant for the visit: nothing is cancelled by it alone.
  const { digits, isSeveral } = await cancelDigits(tx, visit);
  await putPrompt(tx, visit, {
    kind: 'cancel',
    digits,
    expiresAt: plusMinutes(tx.now, CANCEL_HOURS * 60),
  });
  await askByPhone(heard);
  return reply(heard, isSeveral ? 'cancel-word-several' : 'cancel-word');
}

async function askByPhone({ tx, visit }: Heard): Promise<void> {
  if (visit?.state !== 'confirmed') return;
  await openAlert(tx, {
    kind: 'cancel-word',
    subject: visit.workOrderId,
    workOrderId: visit.workOrderId,
    says: `${visit.customer.name} texted CANCEL: texts are off, the visit stands. Call to ask what was meant.`,
  });
}

const about = ({ phone, actor, visit }: Heard) => ({ phone, actor, workOrderId: visit?.workOrderId ?? null });
