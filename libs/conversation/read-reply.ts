import type { Asked, Intent, Reading } from '#conversation/reading/asked';
import { choiceSaid, digitSaid } from '#conversation/reading/digit';
import { languageOf } from '#conversation/reading/language';
import { MANNERS } from '#conversation/reading/manners';
import { noteSaid } from '#conversation/reading/note';
import { consentSaid } from '#conversation/reading/opt-out';
import { type Plain, plain } from '#conversation/reading/plain';
import { QUESTIONS } from '#conversation/reading/questions';
import { REQUESTS } from '#conversation/reading/requests';
import type { Wish } from '#conversation/reading/wish';

type Reader = (said: Plain, asked: Asked | null) => Reading | null;

/** Consent is the law's: it comes before everything, and CANCEL alone says so without touching the visit. */
const consent: Reader = (said) => {
  switch (consentSaid(said)) {
    case 'stop':
      return { intents: ['stop-texts'] };
    case 'cancel-word':
      return { intents: ['stop-texts'], cancelWord: true };
    case 'start':
      return { intents: ['start-texts'] };
    case 'help':
      return { intents: ['help'] };
    case null:
      return null;
  }
};

/** A digit means what the open prompt gave it; 0 is a person whoever asked what. One that was not offered does nothing. */
const digit: Reader = (said, asked) => {
  const chosen = digitSaid(said, asked) ?? choiceSaid(said, asked);
  if (chosen === null) return null;
  if (chosen === 0) return { intents: ['person'], digit: 0 };
  return { intents: asked?.digits.includes(chosen) ? [meaning(asked, chosen)] : [], digit: chosen };
};

/** Y and N of a technician whom a ticket was sent. */
const ticket: Reader = ({ words }, asked) => {
  if (asked?.kind !== 'ticket') return null;
  if (/^(?:y|yes|yep|yeah|si|ok|accept|accepted|confirm|confirmed)(?: (?:please|thanks|accepted|ok|sir))?$/.test(words))
    return { intents: ['confirm'] };
  return /^(?:n|no|nope|decline|declined|cant|pass)(?: (?:sorry|thanks|cant|i cant))*$/.test(words)
    ? { intents: ['decline'] }
    : null;
};

/** Everything a text asks, wants or tells, in this order; manners count only when it does neither. */
const wishes: Reader = (said) => {
  const intents = spoken([...QUESTIONS, ...REQUESTS], said.words);
  const note = noteSaid(said);
  if (note !== null) intents.push('note');
  if (intents.length === 0) intents.push(...(said.asks ? [] : spoken(MANNERS, said.words)));
  return intents.length === 0 ? null : { intents, ...(note === null ? {} : { note }) };
};

/** In this order: the law before a digit, a digit before a question, a question before manners. */
export const READERS: readonly Reader[] = [consent, digit, ticket, wishes];

/**
 * What a reply wants, read with the prompt that is open. It never guesses: what changes something is read only from
 * wording that leaves no doubt, and what nobody understands has no intents, so that the flow can hand it to a person.
 */
export function readReply(text: string, asked: Asked | null): Reading {
  const said = plain(text);
  const language = languageOf(said.words);
  for (const read of READERS) {
    const reading = read(said, asked);
    if (reading) return language ? { ...reading, language } : reading;
  }
  return language ? { intents: [], language } : { intents: [] };
}

function meaning(asked: Asked, chosen: number): Intent {
  if (asked.kind === 'survey') return 'survey-score';
  return asked.kind === 'cancel' && chosen === 9 ? 'cancel-visit' : 'choose';
}

const spoken = (wishes: readonly Wish[], words: string): Intent[] =>
  wishes
    .filter(({ says, unless }) => says.some((p) => p.test(words)) && !unless?.some((p) => p.test(words)))
    .map(({ intent }) => intent);
