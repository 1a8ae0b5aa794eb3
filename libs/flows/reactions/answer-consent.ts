import { plusMinutes } from '#time/minutes';
import type { Visit } from '#store/visit';
import { openAlert } from '#flows/steps/alerts';
import { promiseCallBack } from '#flows/steps/call-back';
import { cancelDigits } from '#flows/steps/cancel-digits';
import { setConsent } from '#flows/steps/consent';
import { putPrompt } from '#flows/steps/prompts';
import { isWrongNumber, markWrong, wantsTexts } from '#flows/steps/wrong-number';
import { type Heard, quoted, reply } from '#flows/reactions/answer';
import { takeDown } from '#flows/reactions/pass-on';
import { openVisitsAt } from '#flows/reactions/visit-spoken-of';

const CANCEL_HOURS = 12;

/** STOP and its kin, a wrong number, START, and HELP alone. True when the text was one of them and has been dealt with. */
export async function changeConsent(heard: Heard): Promise<boolean> {
  const { intents, cancelWord } = heard.reading;
  if (intents.includes('wrong-number')) return isWrong(heard);
  if (heard.carrierDid) return mirrorCarrier(heard);
  if (intents.includes('stop-texts')) return stop(heard, cancelWord === true);
  if (intents.includes('start-texts')) return start(heard);
  return intents.length === 1 && intents[0] === 'help' && !heard.switches && reply(heard, 'help');
}

/** The carrier has acted on the word and answered it: the same holds here, and nobody is answered twice. */
async function mirrorCarrier(heard: Heard): Promise<boolean> {
  const { tx, carrierDid, reading } = heard;
  if (carrierDid === 'HELP') return true;
  const texts = carrierDid === 'START';
  if (texts && (await isOfAnother(heard))) return true;
  await setConsent(tx, { ...about(heard), texts, source: `${carrierDid}, answered by the carrier` });
  if (reading.cancelWord && !texts) await askTheDesk(heard, heard.visit ?? heard.among[0]);
  return true;
}

async function start(heard: Heard): Promise<true> {
  if (await isOfAnother(heard)) return reply(heard, 'still-wrong-number');
  await setConsent(heard.tx, { ...about(heard), texts: true, source: `texted: ${quoted(heard, 40)}` });
  return reply(heard, 'started');
}

/** Nothing is switched on at a number that was called the wrong one: whether it is right after all the desk finds out. */
async function isOfAnother({ tx, phone, ...heard }: Heard): Promise<boolean> {
  if (!(await isWrongNumber(tx, phone))) return false;
  await wantsTexts(tx, { phone, said: quoted(heard, 40), actor: phone, visits: await openVisitsAt(tx, phone) });
  return true;
}

async function stop(heard: Heard, cancelWord: boolean): Promise<true> {
  const { tx, visit, reading, phone } = heard;
  await setConsent(tx, { ...about(heard), texts: false, source: `texted: ${quoted(heard, 40)}` });
  await doBesides(heard);
  const mayMeanVisit = cancelWord || reading.intents.includes('cancel-visit');
  if (mayMeanVisit && !visit) await askTheDesk(heard, heard.among[0]);
  if (visit?.state !== 'confirmed' || !mayMeanVisit) return reply(heard, 'stopped');
  // The word is an opt-out by law and may yet be meant for the visit: nothing is cancelled by it alone.
  const { digits, isSeveral } = await cancelDigits(tx, visit);
  await putPrompt(tx, visit, { kind: 'cancel', digits, expiresAt: plusMinutes(tx.now, CANCEL_HOURS * 60) }, { phone });
  await askTheDesk(heard, visit);
  return reply(heard, isSeveral ? 'cancel-word-several' : 'cancel-word');
}

/** What an opt-out says beside itself is done without a further text. */
async function doBesides(heard: Heard): Promise<void> {
  const { tx, visit, reading } = heard;
  if (!visit || visit.state !== 'confirmed') return;
  if (reading.intents.includes('note')) await takeDown(heard, reading.note ?? heard.body);
  if (reading.intents.some((intent) => intent === 'person' || intent === 'complaint'))
    await promiseCallBack(tx, visit, { why: `ended texts and texted: ${quoted(heard)}` });
}

async function askTheDesk(heard: Heard, visit: Visit | undefined): Promise<void> {
  if (visit?.state !== 'confirmed') return;
  const several = heard.among.length > 1 ? `one of ${heard.among.length} visits, or only the texts` : 'what';
  await openAlert(heard.tx, {
    kind: 'cancel-word',
    subject: visit.workOrderId,
    workOrderId: visit.workOrderId,
    says: `${visit.customer.name} texted CANCEL: texts are off, the visit stands. Call to ask ${several} was meant.`,
  });
}

/** Whoever answers here is not whom we mean; he hears so without a word about the visit. */
async function isWrong(heard: Heard): Promise<true> {
  const { tx, phone, actor, visit, among } = heard;
  await markWrong(tx, { phone, said: quoted(heard, 200), actor, visits: visit ? [visit] : among });
  return reply({ ...heard, visit: null, among: [] }, 'wrong-number', { language: languageOf(heard) });
}

const languageOf = ({ reading, visit, among }: Heard) =>
  reading.language ?? (visit ?? among[0])?.customer.language ?? 'en';

const about = ({ phone, actor, visit, among }: Heard) => ({
  phone,
  actor,
  workOrderId: (visit ?? among[0])?.workOrderId ?? null,
});
