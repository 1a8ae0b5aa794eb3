import type { Asked, Intent, Reading } from '#conversation/reading/asked';
import { chosenIn } from '#conversation/reading/choice';
import type { Moment } from '#conversation/reading/days';
import { scoreSaid } from '#conversation/reading/digit';
import { hear } from '#conversation/reading/heard';
import { inOrder } from '#conversation/reading/intents';
import { languageOf } from '#conversation/reading/language';
import { THANKS } from '#conversation/reading/manners';
import { named } from '#conversation/reading/named';
import { isNote } from '#conversation/reading/note';
import { consentSaid } from '#conversation/reading/opt-out';
import { type Plain, plain } from '#conversation/reading/plain';
import { QUESTIONS } from '#conversation/reading/questions';
import { REQUESTS } from '#conversation/reading/requests';
import { settled } from '#conversation/reading/settled';
import { callbackIn, cancelledDay, noteIn, wished } from '#conversation/reading/slots';
import { saysStillWrong } from '#conversation/reading/still-wrong';
import { isNothing } from '#conversation/reading/when';
import { spoken, type Wish } from '#conversation/reading/wish';

/**
 * What a reply wants, read with the prompt that is open and, when it is known, the moment: now, the zone and the visit.
 * In this order: opting out, in any wording; the digit or the words that the open prompt offers; everything the text
 * asks, wants or tells, clause by clause; a time that nothing else explains. It never guesses: what changes something
 * is read only from wording that leaves no doubt, and what nobody understands has no intents, so that the flow can
 * hand it to a person.
 */
export function readReply(text: string, asked: Asked | null, moment: Moment = NOWHERE): Reading {
  const said = plain(text);
  const language = languageOf(said.words);
  const reading =
    consent(said, asked) ?? ticket(said, asked) ?? score(said, asked, moment) ?? wishes(said, asked, moment);
  return { ...reading, ...(language ? { language } : {}) };
}

/** Where nothing is known of the moment a time can be heard, but not be said. */
const NOWHERE: Moment = { now: new Date(0), zone: 'UTC' };

/** Consent is the law's: it comes before everything, and CANCEL alone says so without touching the visit. */
function consent(said: Plain, asked: Asked | null): Reading | null {
  switch (consentSaid(said)) {
    case 'cancel-word':
      // "yes cancel" answers whether to.
      if (asked?.kind === 'cancel' && CONFIRMS_CANCEL.test(said.words)) return null;
      return { intents: ['stop-texts'], cancelWord: true };
    case 'help':
      return { intents: ['help'] };
    case 'start':
      return { intents: ['start-texts'] };
    case 'stop': {
      const beside = said.clauses
        .filter(({ words }) => said.clauses.length === 1 || consentSaid(plain(words)) !== 'stop')
        .flatMap((clause) => [
          ...spoken([...QUESTIONS, ...REQUESTS], clause.words, said.words),
          ...(isNote(clause) && AT_THE_DOOR.test(clause.words) ? (['note'] as const) : []),
        ]);
      const besides = BESIDES_STOP.filter((intent) => beside.includes(intent));
      return { intents: inOrder(['stop-texts', ...besides]) };
    }
    case null:
      return null;
  }
}

const AT_THE_DOOR = /\b(?:gate|code|dog|dogs|key|keys|door|park|unit|porton|perro|codigo|puerta)\b/;

/** What an opt-out may say beside itself that still has to be done. */
const BESIDES_STOP: readonly Intent[] = [
  'wrong-number',
  'cancel-visit',
  'person',
  'eta',
  'note',
  'complaint',
  'other-tech',
];

/** Y and N of a technician whom a ticket was sent. */
function ticket({ words }: Plain, asked: Asked | null): Reading | null {
  if (asked?.kind !== 'ticket') return null;
  if (/^(?:y|yes|yep|yeah|si|ok|accept|accepted|confirm|confirmed)(?: (?:please|thanks|accepted|ok|sir))?$/.test(words))
    return { intents: ['confirm'] };
  return /^(?:n|no|nope|decline|declined|cant|pass)(?: (?:sorry|thanks|cant|i cant))*$/.test(words)
    ? { intents: ['decline'] }
    : null;
}

/** The answer to a survey, with what is said beside the score. */
function score(said: Plain, asked: Asked | null, moment: Moment): Reading | null {
  if (asked?.kind !== 'survey') return null;
  const digit = scoreSaid(said);
  if (digit === null) return null;
  const beside = new Set<Intent>(
    spoken(
      [LITERAL_THANKS, ...REQUESTS],
      named(said.words, asked, moment).replace(/\b(?:one|1) stars?\b|\b(?:was|were|is) (?:\w+ )?late\b/, ''),
      said.words,
    ),
  );
  const kept: Intent[] = (['thanks', 'complaint', 'person'] as const).filter((intent) => beside.has(intent));
  if (digit < 3 && saysStillWrong(said.text) && !kept.includes('complaint')) kept.push('complaint');
  return { intents: inOrder(['survey-score', ...kept.filter((intent) => digit < 3 || intent !== 'complaint')]), digit };
}

const LITERAL_THANKS: Wish = { ...THANKS, says: THANKS.says.slice(0, 1) };

/** Everything a text asks, wants or tells; manners count only where nothing else is said. */
function wishes(said: Plain, asked: Asked | null, moment: Moment): Reading {
  const chosen = chosenIn(said, asked, moment);
  const digit = chosen.digit;
  const isOffered = digit !== null && digit !== 0 && asked?.digits.includes(digit);
  const open = said.clauses.filter((clause) => !chosen.clauses.includes(clause));
  const heard = open.map((clause) => hear(clause, said, asked, moment));
  const whole = said.sentences
    .filter(
      (sentence) => !said.clauses.includes(sentence) && !chosen.clauses.some((c) => sentence.text.includes(c.text)),
    )
    .flatMap(({ words }) => spoken([...QUESTIONS, ...REQUESTS], named(words, asked, moment), said.words));
  // A choice beside a wish for another time is none: nobody can tell which of both is meant.
  const keeps = asked?.choices?.some((choice) => choice.keep && choice.digit === digit);
  const isUnclear = heard.some(({ when, intents }) => !isNothing(when) || (keeps && intents.includes('rebook')));
  const offered = isOffered && !isUnclear;
  const found = new Set<Intent>([
    ...heard.flatMap(({ intents }) => intents),
    ...whole.filter((intent) => SPANNING.has(intent)),
  ]);
  if (
    chosen.clauses.length &&
    THANKS.says.some((p) => p.test(said.words)) &&
    !THANKS.unless!.some((p) => p.test(said.words))
  )
    found.add('thanks');
  if (offered) found.add(meaning(asked!, digit!));
  if (digit === 0) found.add('person');
  const isAnother = found.has('rebook') || heard.some(({ when }) => !isNothing(when));
  const refused = isAnother && !offered ? chosen.clauses.map((clause) => hear(clause, said, asked, moment)) : [];
  const when = wished([...heard, ...refused], found);
  if (!isNothing(when) && !found.has('cancel-visit')) found.add('rebook');
  if (asked?.kind === 'cancel' && CONFIRMS_CANCEL.test(said.words)) found.add('cancel-visit');
  if (said.clauses.some(({ words }) => LONE_CANCEL.test(words)) && NEEDS_NONE.test(said.words))
    found.add('cancel-visit');
  // Who cancels this time and names another wants that: "cancel this time, give me Monday".
  const isMoved =
    found.has('cancel-visit') &&
    heard.some(
      ({ when: at, intents: meant, clause }) =>
        !isNothing(at) && !meant.includes('cancel-visit') && WISHES.test(clause.words),
    );
  if (isMoved) {
    found.delete('cancel-visit');
    found.add('rebook');
  }
  const intents = settled(found, said, asked, !isNothing(when));
  const slots = {
    ...(intents.includes('rebook') && !isNothing(when) && moment !== NOWHERE ? { when } : {}),
    ...cancelledDay(heard, intents, moment),
  };
  const callback =
    intents.includes('person') && digit !== 0 ? callbackIn(heard, said, moment === NOWHERE ? null : moment) : undefined;
  return {
    intents,
    ...(digit === null ? {} : { digit }),
    ...slots,
    ...(callback === undefined ? {} : { callback }),
    ...(intents.includes('note') ? { note: noteIn(said, heard) } : {}),
  };
}

/** Of a wish that only a whole sentence carries, because a comma stands in it. */
const SPANNING = new Set<Intent>(['cancel-visit', 'other-tech', 'complaint', 'wrong-number', 'is-cancelled']);

function meaning(asked: Asked, digit: number): Intent {
  const cancels = asked.choices?.some((choice) => choice.cancel && choice.digit === digit);
  return cancels || (asked.kind === 'cancel' && digit === 9) ? 'cancel-visit' : 'choose';
}

/** To "shall it be cancelled?" these are a yes, CANCEL alone is not. */
const CONFIRMS_CANCEL =
  /^(?:(?:yes|yeah|yep|ok|sure|si) )+(?:please |confirm |to )*cancel(?:lation)?(?: please)?$|^(?:(?:yes|please|i|si|yo) )*(?:confirm|confirming|confirmed|confirmo) (?:the |my |to |la )?cancel(?:lation|ling|acion|ar)?$/;

/** "Cancel. We fixed it.": beside the reason the word means the visit. */
const LONE_CANCEL = /^(?:please )?cancel(?: please)?$/;
const NEEDS_NONE =
  /\b(?:fixed|sold the|moved|works? (?:again|now)|working (?:again|now)|found (?:someone|another)|going with|changed (?:my|our) mind|too expensive|no longer need\w*)\b/;

/** Beside a time these wish for it. */
const WISHES =
  /\b(?:give|come|do|make|try|book|want|can|could|prefer|better|instead|rather|works|about|lets|please|puede\w*|vengan?|mejor)\b/;
