import type { DigitMeaning } from '#visits/prompt';
import { isRefused } from '#visits/refused';
import { visitsAfter } from '#store/visit';
import { keepVisit, openChoice, takeHeldChoice, takeOpenChoice } from '#flows/steps/held-choice';
import { offerNextAnew } from '#flows/steps/next-visit';
import { offerFirst } from '#flows/steps/offer-first';
import { offerChoices } from '#flows/steps/offer';
import { takeRating } from '#flows/steps/rating';
import { takeEarlier } from '#flows/steps/take-earlier';
import { endPrompts, type Prompt, putPrompt } from '#flows/steps/prompts';
import { plusMinutes } from '#time/minutes';
import { type Heard, quoted, reply } from '#flows/reactions/answer';
import { callPerson, tellEta, tellWhatStands, tellWho, whyCall } from '#flows/reactions/answer-wishes';
import { answerEarlier, tellGone } from '#flows/reactions/answer-earlier';
import { answerAbout } from '#flows/reactions/answer-which';
import { cancel, cancelAll } from '#flows/reactions/answer-cancel';
import { passOn, takeDown } from '#flows/reactions/pass-on';
import { isAskedOnce } from '#flows/reactions/ask-once-more';
import type { Also, Said } from '#flows/steps/confirmation';
import { isCallOpen, promiseCallBack } from '#flows/steps/call-back';

/** Does what the digit means in the open prompt. False when the text was no digit of it. */
export async function actOnDigit(heard: Heard, prompt: Prompt): Promise<boolean> {
  if (prompt.kind === 'note') return takeNote(heard);
  const { digit, intents } = heard.reading;
  if (prompt.kind === 'earlier' && digit === undefined) return answerEarlier(heard);
  if (digit === undefined || (!intents.length && digit !== 0)) return false;
  const meaning = prompt.digits[String(digit)];
  if (!meaning) return false;
  return (await isAskedOnce(heard, prompt, String(digit))) || act(heard, prompt, meaning);
}

/** What else he wrote beside his digit is done as well, and said in the confirmation. */
async function besides(heard: Heard): Promise<Said> {
  const { reading, tx, visit, phone } = heard;
  const also: Also[] = [];
  const full = reading.note ? await takeDown(heard, withoutDigit(reading.note)) : null;
  if (full) also.push({ says: 'calls', agent: full.agent, by: full.by });
  else if (reading.note) also.push({ says: 'noted' });
  if (!full && reading.digit !== 0 && reading.intents.some((intent) => intent === 'person' || intent === 'complaint')) {
    const { agent, by } = await promiseCallBack(tx, visit!, { why: whyCall(heard) });
    also.push({ says: 'calls', agent, by });
  }
  return { phone, also };
}

/** "2 and the gate code is 4471": the digit was for us. */
const withoutDigit = (note: string) => note.replace(/^\s*#?\d\b[\s.,;:-]*(?:(?:and|y)\b\s*)?/i, '');

async function act(heard: Heard, { revision }: Prompt, meaning: DigitMeaning): Promise<boolean> {
  const { tx, actor } = heard;
  if (meaning.does === 'about') return answerAbout(heard, meaning);
  const visit = heard.visit!;
  switch (meaning.does) {
    case 'person':
      return callPerson(heard, 'replied 0');
    case 'keep': {
      const kept = await keepVisit(tx, visit.appointmentId, actor, await besides(heard));
      return isRefused(kept) ? reply(heard, 'already-done') : true;
    }
    case 'take': {
      const said = await besides(heard);
      const taken = await takeHeldChoice(tx, visit.appointmentId, meaning.holdId, actor, { said });
      if (!isRefused(taken)) return true;
      if (visit.state !== 'requested') return offerAnew(heard, 'taken');
      return timesForRequested(heard);
    }
    case 'take-earlier': {
      const taken = await takeEarlier(tx, heard.house.settings, meaning.offerId, actor, await besides(heard));
      return isRefused(taken) ? tellGone(heard) : true;
    }
    case 'try': {
      const choice = { ...openChoice(meaning), revision };
      const taken = await takeOpenChoice(tx, visit.appointmentId, choice, {
        settings: heard.house.settings,
        actor,
        said: await besides(heard),
      });
      return isRefused(taken) ? offerAnew(heard, 'taken') : true;
    }
    case 'cancel-visit':
      return cancel(heard);
    case 'cancel-order':
      return cancelAll(heard);
    case 'open-link':
      return reply(heard, 'block-link', { blockId: meaning.blockId });
    case 'rate':
      return rate(heard, meaning.stars);
    case 'ask':
      await endPrompts(tx, heard.phone, 'answered');
      return ask(heard, meaning.what);
  }
}

function ask(heard: Heard, what: 'eta' | 'who' | 'rebook' | 'note'): Promise<boolean> | boolean {
  if (what === 'eta') return tellEta(heard);
  if (what === 'who') return tellWho(heard);
  if (what === 'rebook') return offerAnew(heard, 'asked');
  return askForNote(heard);
}

/** A digit for a choice that has run out never acts: he gets fresh choices. */
export async function freshAfterExpiry(heard: Heard, prompt: Prompt | null): Promise<boolean> {
  const { digit } = heard.reading;
  if (prompt?.kind === 'earlier' && prompt.state !== 'answered' && digit === 1) return tellGone(heard);
  if (digit === undefined || digit === 0 || prompt?.kind !== 'choice') return false;
  if (prompt.state === 'answered')
    return Object.hasOwn(prompt.digits, digit) && isNextVisit(heard, prompt) && reply(heard, 'next-booked');
  if (heard.visit?.state === 'requested') return timesForRequested(heard);
  return heard.visit?.state === 'confirmed' && !heard.visit.arrivedAt ? offerAnew(heard, 'expired') : false;
}

/** A digit for the next visit after its time was chosen, by him or for him at the door: what was chosen is told again. */
const isNextVisit = ({ visit }: Heard, prompt: Prompt) =>
  visit?.state === 'confirmed' &&
  visit.followsId !== null &&
  !visit.arrivedAt &&
  prompt.appointmentId === visit.appointmentId;

/** Fresh times for a visit that has none yet: what goes on, what comes before another one, or what a planned day offered. */
async function timesForRequested(heard: Heard): Promise<boolean> {
  const { tx, house, visit, phone } = heard;
  if (visit!.followsId) return offerNext(heard);
  if (!visit!.isNeeded) return reply(heard, 'planned-gone');
  if (await offerFirst(tx, house, visit!.appointmentId, { phone })) return reply(heard, 'survey-first');
  // What is kept until this one has its time is not "nothing".
  const next = (await visitsAfter(tx, visit!.appointmentId)).find(({ suspendedAt }) => suspendedAt !== null);
  return next
    ? tellWhatStands({ ...heard, visit: { ...next, customer: visit!.customer } })
    : reply(heard, 'planned-gone');
}

/** Fresh times for the next visit; when there are none a person calls. */
export async function offerNext(heard: Heard): Promise<boolean> {
  const offer = await offerNextAnew(heard.tx, heard.house, heard.visit!);
  return offer ? reply(heard, 'next-visit') : callPerson(heard, 'no time is free for the next visit');
}

/** Holds other times for who wrote, under new digits. */
export const holdAnew = ({ tx, house, visit, phone }: Heard) =>
  offerChoices(tx, house, visit!, ({ state, arrivedAt }) => state === 'confirmed' && !arrivedAt, { phone });

/** Other times, held anew, under new digits. */
export async function offerAnew(heard: Heard, why: 'expired' | 'taken' | 'asked'): Promise<true> {
  const offer = await holdAnew(heard);
  return reply(heard, offer?.choices ? 'fresh-choices' : 'no-choices', { why });
}

/** What he writes beside it is heard, too: who is not content, and says so, is called, and his order stays open for it. */
async function rate(heard: Heard, stars: number): Promise<true> {
  const { tx, visit, reading } = heard;
  await endPrompts(tx, heard.phone, 'answered');
  const asks = reading.intents.some((intent) => intent === 'person' || intent === 'complaint');
  const call =
    asks || (await isCallOpen(tx, visit!.workOrderId))
      ? await promiseCallBack(tx, visit!, { why: `after the visit, ${stars} of 5: ${quoted(heard)}` })
      : null;
  await takeRating(tx, visit!, stars, heard.actor);
  return reply(heard, 'thanks', { score: stars, call: call && { agent: call.agent, by: call.by } });
}

const NOTE_MINUTES = 30;

/** The next words are for the technician. */
async function askForNote(heard: Heard): Promise<true> {
  const expiresAt = plusMinutes(heard.tx.now, NOTE_MINUTES);
  await putPrompt(heard.tx, heard.visit!, { kind: 'note', digits: {}, expiresAt }, { phone: heard.phone });
  return reply(heard, 'ask-note');
}

async function takeNote(heard: Heard): Promise<boolean> {
  if (heard.reading.digit === 0) return callPerson(heard, 'replied 0');
  await endPrompts(heard.tx, heard.phone, 'answered');
  return passOn(heard, heard.body);
}
