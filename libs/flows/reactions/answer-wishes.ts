import { plusMinutes } from '#time/minutes';
import { wantsSooner } from '#conversation/reading/sooner';
import type { Ask } from '#conversation/texts/answers';
import { openAlert } from '#flows/steps/alerts';
import { promiseCallBack } from '#flows/steps/call-back';
import { darkSince, promiseUpdate } from '#flows/steps/update';
import { offerChoices } from '#flows/steps/offer';
import { cancelDigits } from '#flows/steps/cancel-digits';
import { causeOf, riftOf } from '#flows/steps/dependents';
import { putPrompt } from '#flows/steps/prompts';
import { soonerOrWait } from '#flows/reactions/answer-earlier';
import { type Heard, reply } from '#flows/reactions/answer';
import { offerAnew, offerNext, passOn } from '#flows/reactions/answer-digit';

const ASKS: readonly Ask[] = ['is-cancelled', 'who', 'other-tech', 'eta'];

/** Answers what a text asks or wants from the live state; what nobody understands goes to a person the second time. */
export async function answerWishes(heard: Heard): Promise<boolean> {
  const { reading, visit } = heard;
  const { intents } = reading;
  if (intents.includes('person') || intents.includes('complaint'))
    return callPerson(heard, `texted: ${heard.body.slice(0, 80)}`);
  if (!visit) return reply(heard, 'no-visit');
  if (isPoliteness(intents)) return true; // thanks needs no text without news in answer
  if (visit.state === 'requested') return visit.followsId ? offerNext(heard) : reply(heard, 'booking-link');
  if (visit.state !== 'confirmed') return reply(heard, 'already-done');
  if (intents.includes('cancel-visit'))
    return reading.when
      ? callPerson(heard, `cancels another day: ${heard.body.slice(0, 80)}`)
      : askWhetherToCancel(heard);
  if (visit.suspendedAt) return tellWhatStands(heard);
  if (intents.includes('rebook') || (intents.includes('decline') && (await hasOpenChoice(heard))))
    return wantsSooner(heard.body) ? soonerOrWait(heard) : offerAnew(heard, 'asked');
  const asks = ASKS.filter((ask) => intents.includes(ask));
  const notes = reading.note ?? (intents.includes('running-late-customer') ? heard.body : null);
  if (notes) await passOn(heard, notes);
  if (asks.length) return answerQuestions(heard, asks);
  return notes ? true : misunderstood(heard);
}

const isPoliteness = (intents: readonly string[]) =>
  intents.length > 0 && intents.every((intent) => intent === 'thanks' || intent === 'eta-ack' || intent === 'confirm');

async function answerQuestions(heard: Heard, asks: readonly Ask[]): Promise<boolean> {
  // Somebody else can only be offered when somebody else is held.
  if (asks.includes('other-tech') && !(await hasOpenChoice(heard)))
    await offerChoices(heard.tx, heard.house, heard.visit!, (visit) => visit.state === 'confirmed' && !visit.arrivedAt);
  if (asks.length === 1 && asks[0] === 'eta') return tellEta(heard);
  return reply(heard, 'answers', { asks, sameTechnician: await isTheFirst(heard) });
}

/** When he comes; and when the phone of who drives is dark, who looks into it and by when we text again. */
export async function tellEta(heard: Heard): Promise<boolean> {
  const since = await darkSince(heard.tx, heard.visit!);
  return reply(
    heard,
    'how-late',
    since ? { dark: { since, ...(await promiseUpdate(heard.tx, heard.visit!, since)) } } : {},
  );
}
export const tellWho = async (heard: Heard): Promise<boolean> =>
  reply(heard, 'answers', { asks: ['who'], sameTechnician: await isTheFirst(heard) });

/** Opens the promise that a person calls, with a name and a time. */
export async function callPerson(heard: Heard, why: string): Promise<true> {
  const { tx, visit } = heard;
  if (!visit) {
    await openAlert(tx, {
      kind: 'not-understood',
      subject: heard.phone,
      says: `${heard.phone} wants a person: ${heard.body.slice(0, 80)}`,
    });
    return reply(heard, 'no-visit');
  }
  const call = await promiseCallBack(tx, visit, { why });
  return reply(heard, 'call-back', { agent: call.agent, by: call.by });
}

const CANCEL_MINUTES = 60;

/** Free words never cancel anything: they become a question with one digit. */
async function askWhetherToCancel(heard: Heard): Promise<true> {
  const { digits, isSeveral } = await cancelDigits(heard.tx, heard.visit!);
  await putPrompt(heard.tx, heard.visit!, {
    kind: 'cancel',
    digits,
    expiresAt: plusMinutes(heard.tx.now, CANCEL_MINUTES),
  });
  return reply(heard, isSeveral ? 'ask-cancel-several' : 'ask-cancel');
}

/** Whatever is asked about a visit that stands still: why it does, and what can be had instead. */
async function tellWhatStands(heard: Heard): Promise<true> {
  const why = riftOf(heard.visit!);
  const isOff = heard.visit!.needs?.state === 'requested';
  if (!isOff && !(await hasOpenChoice(heard)))
    await offerChoices(heard.tx, heard.house, heard.visit!, ({ suspendedAt }) => suspendedAt !== null);
  const cause = why && (await causeOf(heard.tx, heard.visit!, why));
  return reply(heard, isOff ? 'first-is-off' : 'suspended', { why: cause, digit: null });
}

/** Once: what can be asked, under digits. Twice in a row: a person. */
async function misunderstood(heard: Heard): Promise<boolean> {
  const { tx, phone, inboundId } = heard;
  const [before] = await tx.sql<{ understood: { intents?: string[] } | null }>(
    `SELECT understood FROM inbound_message WHERE phone = $1 AND id < $2 AND received_at > $3::timestamptz - interval '1 hour'
     ORDER BY id DESC LIMIT 1`,
    [phone, inboundId, tx.now],
  );
  if (before?.understood?.intents?.length === 0)
    return callPerson(heard, `not understood twice: ${heard.body.slice(0, 80)}`);
  if (!(await hasOpenChoice(heard)))
    await putPrompt(tx, heard.visit!, {
      kind: 'menu',
      digits: {
        '0': { does: 'person' },
        '1': { does: 'ask', what: 'eta' },
        '2': { does: 'ask', what: 'rebook' },
        '3': { does: 'ask', what: 'who' },
        '4': { does: 'ask', what: 'note' },
      },
      expiresAt: plusMinutes(tx.now, CANCEL_MINUTES),
    });
  return reply(heard, 'not-understood');
}

const hasOpenChoice = async ({ tx, visit }: Heard) =>
  (
    await tx.sql(
      `SELECT 1 FROM prompt WHERE appointment_id = $1 AND kind = 'choice' AND state = 'open' AND expires_at > $2`,
      [visit!.appointmentId, tx.now],
    )
  ).length > 0;

/** Whether he is the one the customer was told of first, so that "same technician?" can be answered as asked. */
async function isTheFirst({ tx, visit }: Heard): Promise<boolean> {
  const [first] = await tx.sql<{ id: string }>(
    'SELECT technician_id AS id FROM appointment_revision WHERE appointment_id = $1 ORDER BY revision LIMIT 1',
    [visit!.appointmentId],
  );
  return first?.id === visit!.ticket?.technicianId;
}
