import { planAnswer, type Plan } from '#conversation/answer-plan';
import { saysStillWrong } from '#conversation/reading/still-wrong';
import { wantsSooner } from '#conversation/reading/sooner';
import type { Ask } from '#conversation/texts/answers';
import { plusMinutes } from '#time/minutes';
import type { PromptKind } from '#visits/prompt';
import { openAlert } from '#flows/steps/alerts';
import { promiseCallBack } from '#flows/steps/call-back';
import { darkSince, promiseUpdate } from '#flows/steps/update';
import { offerChoices } from '#flows/steps/offer';
import { causeOf, riftOf } from '#flows/steps/dependents';
import { endPrompts, putPrompt } from '#flows/steps/prompts';
import { soonerOrWait } from '#flows/reactions/answer-earlier';
import { type Heard, quoted, reply } from '#flows/reactions/answer';
import { answerAtOnce } from '#flows/reactions/answer-at-once';
import { askWhetherToCancel } from '#flows/reactions/answer-cancel';
import { offerAnew, offerNext } from '#flows/reactions/answer-digit';
import { openAgain } from '#flows/reactions/answer-over';
import { passOn, takeDown } from '#flows/reactions/pass-on';

/** Answers what a text asks, wants and tells from the live state; what nobody understands goes to a person the second time. */
export async function answerWishes(heard: Heard): Promise<boolean> {
  const { reading, visit } = heard;
  const { intents } = reading;
  const wantsPerson = intents.includes('person') || intents.includes('complaint');
  if (!visit) return wantsPerson ? callPerson(heard, `texted: ${quoted(heard)}`) : reply(heard, 'no-visit');
  if (isPoliteness(intents)) return true; // thanks needs no text without news in answer
  if (visit.state === 'requested') return answerUnbooked(heard, wantsPerson);
  if (visit.state !== 'confirmed')
    return wantsPerson || saysStillWrong(heard.body) ? openAgain(heard) : reply(heard, 'already-done');
  const isAnotherDay = intents.includes('cancel-visit') && reading.when !== undefined;
  if (visit.suspendedAt && !wantsPerson && !isAnotherDay && !intents.includes('cancel-visit')) {
    if (reading.note) await takeDown(heard, reading.note);
    return tellWhatStands(heard);
  }
  if (intents.includes('decline') && (await hasOpen(heard, 'cancel'))) return keepIt(heard);
  return follow(heard, planAnswer(reading, await hasOpenChoice(heard)));
}

/** "No, don't cancel": the question is over, and he hears that the visit stands, and when. */
async function keepIt(heard: Heard): Promise<boolean> {
  await endPrompts(heard.tx, heard.phone, 'answered');
  return answerQuestions(heard, ['is-cancelled']);
}

/** Nothing is promised yet: a person where one is asked for, else the way to a time. */
async function answerUnbooked(heard: Heard, wantsPerson: boolean): Promise<boolean> {
  if (heard.reading.note) await takeDown(heard, heard.reading.note);
  if (wantsPerson) return callPerson(heard, `texted: ${quoted(heard)}`);
  return heard.visit!.followsId ? offerNext(heard) : reply(heard, 'booking-link');
}

/** One part has a text of its own; several are said at once. */
async function follow(heard: Heard, plan: Plan): Promise<boolean> {
  const [part, ...more] = plan;
  if (!part) return misunderstood(heard);
  if (more.length) return answerAtOnce(heard, plan);
  switch (part.says) {
    case 'asked':
      return answerQuestions(heard, part.asks);
    case 'noted':
      return passOn(heard, heard.reading.note!);
    case 'calls':
      return callPerson(heard, whyCall(heard));
    case 'may-cancel':
      return askWhetherToCancel(heard);
    case 'times':
      return wantsSooner(heard.body) ? soonerOrWait(heard) : offerAnew(heard, 'asked');
    case 'who-we-are':
      return reply(heard, 'help');
    case 'late':
    case 'sorry':
      return answerAtOnce(heard, plan);
  }
}

/** What the person who calls has to know first. */
export const whyCall = (heard: Heard): string =>
  heard.reading.intents.includes('cancel-visit') && heard.reading.when
    ? `cancels another day: ${quoted(heard)}`
    : `texted: ${quoted(heard)}`;

export const isPoliteness = (intents: readonly string[]) =>
  intents.length > 0 && intents.every((intent) => intent === 'thanks' || intent === 'eta-ack' || intent === 'confirm');

async function answerQuestions(heard: Heard, asks: readonly Ask[]): Promise<boolean> {
  if (asks.includes('other-tech')) await holdOthers(heard);
  if (asks.length === 1 && asks[0] === 'eta') return tellEta(heard);
  return reply(heard, 'answers', { asks, sameTechnician: await isTheFirst(heard) });
}

/** Somebody else can only be offered when somebody else is held. */
export async function holdOthers(heard: Heard): Promise<void> {
  if (await hasOpenChoice(heard)) return;
  const stillWanted = (visit: { state: string; arrivedAt: Date | null }) =>
    visit.state === 'confirmed' && !visit.arrivedAt;
  await offerChoices(heard.tx, heard.house, heard.visit!, stillWanted, { phone: heard.phone });
}

/** When he comes; and when the phone of who drives is dark, who looks into it and by when we text again. */
export async function tellEta(heard: Heard): Promise<boolean> {
  if (heard.visit!.arrivedAt) return reply(heard, 'is-there');
  const dark = await darkFacts(heard);
  return reply(heard, 'how-late', dark ? { dark } : {});
}

export async function darkFacts({ tx, visit }: Heard) {
  const since = visit!.arrivedAt ? null : await darkSince(tx, visit!);
  return since && { since, ...(await promiseUpdate(tx, visit!, since)) };
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
      says: `${heard.phone} wants a person: ${quoted(heard)}`,
    });
    return reply(heard, 'no-visit');
  }
  const call = await promiseCallBack(tx, visit, { why });
  return reply(heard, 'call-back', { agent: call.agent, by: call.by });
}

/** Whatever is asked about a visit that stands still: why it does, and what can be had instead. */
export async function tellWhatStands(heard: Heard): Promise<true> {
  const why = riftOf(heard.visit!);
  const isOff = heard.visit!.needs?.state === 'requested';
  if (!isOff && !(await hasOpenChoice(heard)))
    await offerChoices(heard.tx, heard.house, heard.visit!, ({ suspendedAt }) => suspendedAt !== null, {
      phone: heard.phone,
    });
  const cause = why && (await causeOf(heard.tx, heard.visit!, why));
  return reply(heard, isOff ? 'first-is-off' : 'suspended', { why: cause, digit: null });
}

const MENU_MINUTES = 60;

/** Once: what can be asked, under digits. Twice in a row: a person. */
async function misunderstood(heard: Heard): Promise<boolean> {
  const { tx, phone, inboundId } = heard;
  const [before] = await tx.sql<{ understood: { intents?: string[] } | null }>(
    `SELECT understood FROM inbound_message WHERE phone = $1 AND id < $2 AND received_at > $3::timestamptz - interval '1 hour'
     ORDER BY id DESC LIMIT 1`,
    [phone, inboundId, tx.now],
  );
  if (before?.understood?.intents?.length === 0) return callPerson(heard, `not understood twice: ${quoted(heard)}`);
  if (!(await hasOpenChoice(heard))) await putMenu(heard);
  return reply(heard, 'not-understood');
}

const putMenu = ({ tx, visit, phone }: Heard) =>
  putPrompt(
    tx,
    visit!,
    {
      kind: 'menu',
      digits: {
        '0': { does: 'person' },
        '1': { does: 'ask', what: 'eta' },
        '2': { does: 'ask', what: 'rebook' },
        '3': { does: 'ask', what: 'who' },
        '4': { does: 'ask', what: 'note' },
      },
      expiresAt: plusMinutes(tx.now, MENU_MINUTES),
    },
    { phone },
  );

/** Whether a choice is open that was put to this very phone. */
export const hasOpenChoice = (heard: Heard) => hasOpen(heard, 'choice');

const hasOpen = async ({ tx, visit, phone }: Heard, kind: PromptKind) =>
  (
    await tx.sql(
      `SELECT 1 FROM prompt WHERE appointment_id = $1 AND kind = $4 AND state = 'open' AND expires_at > $2 AND phone = $3`,
      [visit!.appointmentId, tx.now, phone, kind],
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
