import type { DigitMeaning } from '#visits/prompt';
import { isRefused } from '#visits/refused';
import { lockVisit, lockVisits, visitsOfWorkOrder } from '#store/visit';
import { cancelVisit } from '#flows/steps/confirm';
import { keepVisit, openChoice, takeHeldChoice, takeOpenChoice } from '#flows/steps/held-choice';
import { offerNextAnew } from '#flows/steps/next-visit';
import { offerChoices } from '#flows/steps/offer';
import { takeRating } from '#flows/steps/rating';
import { wakeForNote } from '#flows/steps/push';
import { takeEarlier } from '#flows/steps/take-earlier';
import { endPrompts, type lastPrompt, putPrompt } from '#flows/steps/prompts';
import { plusMinutes } from '#time/minutes';
import { type Heard, reply } from '#flows/reactions/answer';
import { callPerson, tellEta, tellWho } from '#flows/reactions/answer-wishes';
import { answerEarlier, tellGone } from '#flows/reactions/answer-earlier';

type Prompt = NonNullable<Awaited<ReturnType<typeof lastPrompt>>>;

/** Does what the digit means in the open prompt. False when the text was no digit of it. */
export async function actOnDigit(heard: Heard, prompt: Prompt): Promise<boolean> {
  if (prompt.kind === 'note') return takeNote(heard);
  const { digit, intents } = heard.reading;
  if (prompt.kind === 'earlier' && digit === undefined) return answerEarlier(heard);
  if (digit === undefined || (!intents.length && digit !== 0)) return false;
  const meaning = prompt.digits[String(digit)];
  return meaning ? act(heard, prompt, meaning) : false;
}

async function act(heard: Heard, { revision }: Prompt, meaning: DigitMeaning): Promise<boolean> {
  const { tx, actor } = heard;
  const visit = heard.visit!;
  switch (meaning.does) {
    case 'person':
      return callPerson(heard, 'replied 0');
    case 'keep': {
      const kept = await keepVisit(tx, visit.appointmentId, actor);
      return isRefused(kept) ? reply(heard, 'already-done') : true;
    }
    case 'take': {
      const taken = await takeHeldChoice(tx, visit.appointmentId, meaning.holdId, actor);
      if (!isRefused(taken)) return true;
      if (visit.state !== 'requested') return offerAnew(heard, 'taken');
      return visit.followsId ? offerNext(heard) : reply(heard, 'planned-gone');
    }
    case 'take-earlier': {
      const taken = await takeEarlier(tx, heard.house.settings, meaning.offerId, actor);
      return isRefused(taken) ? tellGone(heard) : true;
    }
    case 'try': {
      const choice = { ...openChoice(meaning), revision };
      const taken = await takeOpenChoice(tx, visit.appointmentId, choice, {
        settings: heard.house.settings,
        actor,
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
  if (heard.visit?.state === 'requested')
    return heard.visit.followsId ? offerNext(heard) : reply(heard, 'planned-gone');
  return heard.visit?.state === 'confirmed' && !heard.visit.arrivedAt ? offerAnew(heard, 'expired') : false;
}

/** A digit for the next visit after its time was chosen, by him or for him at the door: what was chosen is told again. */
const isNextVisit = ({ visit }: Heard, prompt: Prompt) =>
  visit?.state === 'confirmed' &&
  visit.followsId !== null &&
  !visit.arrivedAt &&
  prompt.appointmentId === visit.appointmentId;

/** Fresh times for the next visit; when there are none a person calls. */
export async function offerNext(heard: Heard): Promise<boolean> {
  const offer = await offerNextAnew(heard.tx, heard.house, heard.visit!);
  return offer ? reply(heard, 'next-visit') : callPerson(heard, 'no time is free for the next visit');
}

/** Other times, held anew, under new digits. */
export async function offerAnew(heard: Heard, why: 'expired' | 'taken' | 'asked'): Promise<true> {
  const offer = await offerChoices(
    heard.tx,
    heard.house,
    heard.visit!,
    (visit) => visit.state === 'confirmed' && !visit.arrivedAt,
  );
  return reply(heard, offer?.choices ? 'fresh-choices' : 'no-choices', { why });
}

async function cancel(heard: Heard): Promise<true> {
  const visit = await lockVisit(heard.tx, heard.visit!.appointmentId);
  if (!visit || visit.state !== 'confirmed' || visit.arrivedAt) return reply(heard, 'already-done');
  await endPrompts(heard.tx, heard.phone, 'answered');
  await cancelVisit(heard.tx, visit, heard.actor, 'cancelled by text');
  return reply(heard, 'visit-cancelled');
}

/** All visits of the order that are still to come, the last of them first: none is then suspended for want of another. */
async function cancelAll(heard: Heard): Promise<true> {
  const all = await visitsOfWorkOrder(heard.tx, heard.visit!.workOrderId);
  const open = await lockVisits(
    heard.tx,
    all.filter(({ state, arrivedAt }) => (state === 'requested' || state === 'confirmed') && !arrivedAt),
    [],
  );
  if (!open.length) return reply(heard, 'already-done');
  await endPrompts(heard.tx, heard.phone, 'answered');
  for (const visit of [...open].reverse()) await cancelVisit(heard.tx, visit, heard.actor, 'all cancelled by text');
  const others = open.filter(({ appointmentId }) => appointmentId !== heard.visit!.appointmentId);
  return reply(heard, 'order-cancelled', {
    others: others.map(({ work, window }) => ({ work: work.name.toLowerCase(), window })),
  });
}

async function rate(heard: Heard, stars: number): Promise<true> {
  await endPrompts(heard.tx, heard.phone, 'answered');
  await takeRating(heard.tx, heard.visit!, stars, heard.actor);
  return reply(heard, 'thanks', { score: stars });
}

const NOTE_MINUTES = 30;

/** The next words are for the technician. */
async function askForNote(heard: Heard): Promise<true> {
  await putPrompt(heard.tx, heard.visit!, {
    kind: 'note',
    digits: {},
    expiresAt: plusMinutes(heard.tx.now, NOTE_MINUTES),
  });
  return reply(heard, 'ask-note');
}

async function takeNote(heard: Heard): Promise<boolean> {
  if (heard.reading.digit === 0) return callPerson(heard, 'replied 0');
  await endPrompts(heard.tx, heard.phone, 'answered');
  return passOn(heard, heard.body);
}

/** Gives the customer's words to whoever comes, for this visit only. */
export async function passOn(heard: Heard, note: string): Promise<true> {
  const visit = heard.visit!;
  await heard.tx.sql(`UPDATE work_order SET notes = trim(E'\\n ' FROM notes || E'\\n' || $2) WHERE id = $1`, [
    visit.workOrderId,
    note,
  ]);
  heard.tx.record({
    type: 'visit.noted',
    actor: heard.actor,
    reason: note,
    workOrderId: visit.workOrderId,
    appointmentId: visit.appointmentId,
    assignmentId: visit.ticket?.id ?? null,
    technicianId: visit.ticket?.technicianId ?? null,
  });
  await wakeForNote(heard.tx, visit);
  return reply(heard, 'noted', { note });
}
