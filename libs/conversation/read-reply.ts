import { dayAt, wallMinutes } from '#time/zone';
import type { Asked, Intent, Reading } from '#conversation/reading/asked';
import { callbackSaid } from '#conversation/reading/callback';
import { chosenIn } from '#conversation/reading/choice';
import type { Moment } from '#conversation/reading/days';
import { scoreSaid } from '#conversation/reading/digit';
import { FALLBACKS } from '#conversation/reading/fallback';
import { GIVEN_NAMES } from '#conversation/reading/names';
import { languageOf } from '#conversation/reading/language';
import { MANNERS, THANKS } from '#conversation/reading/manners';
import { isNote } from '#conversation/reading/note';
import { consentSaid } from '#conversation/reading/opt-out';
import { type Piece, type Plain, plain, wordsOf } from '#conversation/reading/plain';
import { QUESTIONS } from '#conversation/reading/questions';
import { REQUESTS } from '#conversation/reading/requests';
import { saysStillWrong } from '#conversation/reading/still-wrong';
import { isNothing, type When, whenSaid } from '#conversation/reading/when';
import type { Wish } from '#conversation/reading/wish';

/** Every intent, in the order in which a reading lists them. */
export const INTENTS: readonly Intent[] = [
  'stop-texts',
  'start-texts',
  'wrong-number',
  'is-cancelled',
  'who',
  'other-tech',
  'eta',
  'choose',
  'survey-score',
  'running-late-customer',
  'cancel-visit',
  'rebook',
  'person',
  'complaint',
  'help',
  'note',
  'eta-ack',
  'confirm',
  'decline',
  'thanks',
];

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

/** What a clause says; `when` is the time it wishes for, `time` any that it names. */
type Heard = { readonly clause: Piece; readonly intents: readonly Intent[]; readonly when: When; readonly time: When };

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
  // Who cancels this time and names another wants that: "cancel this time, give me Monday".
  const isMoved =
    found.has('cancel-visit') &&
    heard.some(
      ({ when: at, intents: said, clause }) =>
        !isNothing(at) && !said.includes('cancel-visit') && WISHES.test(clause.words),
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

/** What one clause says. */
function hear(clause: Piece, said: Plain, asked: Asked | null, moment: Moment): Heard {
  const words = named(clause.words, asked, moment);
  const intents: Intent[] = [];
  const when = NO_TIME.test(clause.text) ? {} : whenSaid(clause.text, moment).when;
  const thanks = spoken([THANKS], words, said.words);
  intents.push(...spoken([...QUESTIONS, ...REQUESTS], words, said.words), ...thanks);
  if (isNote({ ...clause, words })) intents.push('note');
  settleClause(intents, clause, words);
  const only = intents.every((intent): boolean => intent === 'thanks');
  if (only && !clause.asks && !QUESTION.test(words)) intents.push(...answers(words, when, moment));
  else if (only && MANNERS[1]!.says[0]!.test(words)) intents.push('confirm');
  if (intents.length === 0 && (isNothing(when) || NO_WISH.test(words)))
    intents.push(...spoken(FALLBACKS, words, words).slice(0, 1));
  if (clause.asks && isTheVisit(when, moment) && only && AS_IT_STANDS.test(words)) intents.push('eta');
  return { clause, intents, when: isAboutTime(intents, words, when, moment) ? when : {}, time: when };
}

/** "so 10 then?", "today right?" */
const AS_IT_STANDS = /^so\b|\b(?:then|right|correct|still)$/;

/** "10-4" agrees, "10/10" praises. */
const NO_TIME = /^\W*10[- ]4\b|\b\d\d\s*\/\s*10\b(?=\W*$)|\b10\s*\/\s*10\b|\b[1-5]\s*\/\s*5\b(?=\W*$)/;

const QUESTION =
  /^(?:do|does|did|is|are|am|can|could|will|would|should|what|how|where|when|who|why)\b(?! do$| be (?:here|there|home)\b)/;

const WISHES =
  /\b(?:give|come|do|make|try|book|want|can|could|prefer|better|instead|rather|works|about|lets|please|puede\w*|vengan?|mejor)\b/;

/** Yes, no, fine, we wait: what a clause answers that asks and wants nothing. */
function answers(words: string, when: When, moment: Moment): Intent[] {
  if (isQuotedArrival(when, words)) return ['eta-ack'];
  const found = spoken(MANNERS, words, words);
  if (found.includes('eta-ack')) return ['eta-ack'];
  if (isNothing(when) || NO_WISH.test(words)) return found.slice(0, 1);
  if (found.includes('decline')) return ['decline'];
  if (/\b(?:keep|leave|stick|stay)\b/.test(words) && isTheVisit(when, moment)) return ['decline'];
  return isTheVisit(when, moment) &&
    (found.includes('confirm') || /\b(?:works|good|fine|perfect|great|ok|yes|confirm\w*)\b/.test(words))
    ? ['confirm']
    : found.includes('confirm') && /\bsee you\b/.test(words)
      ? ['confirm']
      : [];
}

/** "11:35 works": only an arrival that we told has minutes like these. */
const isQuotedArrival = ({ at, day }: When, words: string) =>
  at !== undefined &&
  day === undefined &&
  Number(at.slice(3)) % 15 !== 0 &&
  /\b(?:works|fine|ok|good|great|then|perfect|sounds|it is)\b/.test(words);

/** Whether a time that was named is the one of the visit as it stands. */
function isTheVisit({ day, part, at, after, before }: When, moment: Moment): boolean {
  if (!moment.visit || after !== undefined || before !== undefined || part === 'evening') return false;
  if (part !== undefined && (part === 'morning') !== wallMinutes(moment.visit.from, moment.zone) < 720) return false;
  const { from, to } = moment.visit;
  if (day !== undefined && day !== dayAt(from, moment.zone)) return false;
  if (at === undefined) return day !== undefined;
  const minutes = Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
  return minutes >= wallMinutes(from, moment.zone) && minutes <= wallMinutes(to, moment.zone);
}

/** Where a clause carries one of these, its time belongs to that and is no wish for another. */
const TIMED: readonly Intent[] = [
  'eta',
  'is-cancelled',
  'who',
  'person',
  'note',
  'running-late-customer',
  'cancel-visit',
  'confirm',
  'eta-ack',
  'wrong-number',
  'help',
  'decline',
];

function isAboutTime(intents: readonly Intent[], words: string, when: When, moment: Moment): boolean {
  if (NO_WISH.test(words)) return false;
  if (intents.includes('complaint') && when.day === undefined && when.at === undefined) return false;
  if (intents.includes('other-tech') && !intents.includes('rebook') && isTheDay(when, moment)) return false;
  if (intents.includes('rebook')) return !intents.some((intent) => intent === 'person');
  return !intents.some((intent) => TIMED.includes(intent));
}

const isTheDay = ({ day }: When, moment: Moment) =>
  day === undefined ||
  day === dayAt(moment.visit?.from ?? moment.now, moment.zone) ||
  day === dayAt(moment.now, moment.zone);

/** A day in these is no wish. */
const NO_WISH =
  /\b(?:(?:i|we|ive) (?:leave|leaving|work|start|get off|(?:have|got|had) (?:a|an|my|the|to|another|work|school|class|church|plans|something)) (?!opening|time|day|better|nights)|(?:i|we) leave$|(?:doctors?|dentist|other) appointment|if (?:its|it is|hes|shes|he|she|they|you|tech)\b|pay\b|(?:thanks|thank you|gracias) (?:for|por|so much for)\b|merry|weather|rain|raining|snow|happy|dijeron|me dijo|quedaron|see you|nos vemos|(?:i|we) (?:was|were) told|you (?:said|told)|they (?:said|told)|birthday|payment|paid|bill|invoice|due|charge|charged|holiday|election|game|since|last (?:week(?! of)|night|month|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|yesterday|ago|good (?:morning|afternoon|evening|night)|buenos dias|buenas tardes|buenas noches|how much|cost|every (?:day|morning|night)|have a (?:good|great|nice)|enjoy|milk|lol|wish|^(?:so |um )?(?:its|it is) (?:already |almost |past |now |like |about |way |after )*(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|noon\b)|too (?:late|early|soon)|call of duty|difference|(?:im|i am) between|covered|warranty|are you open|hours|all (?:day|morning|afternoon)|por la demora|quiet|same day|feliz)\b/;

const TELLS = /\b(?:tell|let) (?:him|her|them|tech|the \w+) (?:know )?(?:that|to)\b/;

/** What two readings of the same clause make of each other. */
function settleClause(intents: Intent[], { asks }: Piece, words: string): void {
  const has = (intent: Intent) => intents.includes(intent);
  const drop = (...dropped: Intent[]) => {
    for (const intent of dropped) {
      const at = intents.indexOf(intent);
      if (at >= 0) intents.splice(at, 1);
    }
  };
  if (has('wrong-number'))
    drop('who', 'help', 'eta', 'is-cancelled', 'other-tech', 'note', 'person', 'rebook', 'complaint');
  if (has('is-cancelled'))
    drop(
      'cancel-visit',
      'rebook',
      'note',
      ...(/\b(?:when|how late|what time|where|coming|here|way|or (?:is|are) \w+ (?:just |only )?late)\b/.test(words)
        ? []
        : (['eta'] as Intent[])),
    );
  if (has('running-late-customer'))
    drop(
      'eta',
      'rebook',
      'confirm',
      ...(has('note') && !/\b(?:gate|code|dog|key|door)\b/.test(words) ? (['note'] as Intent[]) : []),
    );
  if (has('cancel-visit')) drop('rebook', 'note', 'other-tech', 'eta');
  if (asks && /^(?:so )?(?:call it off|scrap it|cancel (?:it|that|this))$/.test(words)) drop('cancel-visit');
  if (has('person'))
    drop(
      'help',
      ...(/\b(?:gate|code|dog|key)\b/.test(words) ? [] : (['note'] as Intent[])),
      ...(/\b(?:where is|when (?:is|will)|what time|eta)\b/.test(words) ? [] : (['eta'] as Intent[])),
      ...(/\b(?:another|different|someone) (?:tech|technician|else)\b/.test(words)
        ? []
        : (['who', 'other-tech'] as Intent[])),
    );
  if (has('other-tech'))
    drop(
      'who',
      'note',
      'help',
      ...(/\b(?:resched\w*|rebook|(?:another|other|different|otherwise|next|better) (?:day|time|week)|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|otro dia)\b/.test(
        words,
      )
        ? []
        : (['rebook'] as Intent[])),
      ...(/\b(?:how (?:late|long)|when is|what time)\b/.test(words) ? [] : (['eta'] as Intent[])),
    );
  if (has('who') && !/\b(?:when|what time|how late|eta|how long|a que hora|cuando|donde)\b/.test(words))
    drop('eta', 'note');
  if (has('who')) drop('help');
  if (has('eta')) drop('help', ...(TELLS.test(words) ? [] : (['note'] as Intent[])));
  if (has('eta') && has('rebook'))
    drop(
      /\b(?:reschedul\w*|another day|other day|rebook|different (?:day|time)|instead)\b/.test(words)
        ? 'note'
        : asks || /^(?:when|what time|how|is|are|will|do|cuando|a que hora)\b/.test(words)
          ? 'rebook'
          : 'eta',
    );
  if (has('rebook') && has('note') && !/\b(?:gate|code|dog|key|side door|back door|park)\b/.test(words)) drop('note');
  if (has('complaint') && has('note'))
    drop(
      /\b(?:rude|mess|broke my|scratched|damaged|never|worst|terrible service|still broken)\b/.test(words)
        ? 'note'
        : 'complaint',
    );
  if (has('complaint')) drop('thanks', 'help');
  if (has('help') && has('note')) drop('help');
  if (asks && has('running-late-customer') && /^running (?:late|behind)$/.test(words)) {
    drop('running-late-customer');
    intents.push('eta');
  }
}

/** The time that all clauses wish for together; a bare time of who is late himself is when he will be home. */
function wished(heard: readonly Heard[], found: ReadonlySet<Intent>): When {
  const isLate = found.has('running-late-customer') && !found.has('rebook');
  const timed = heard.filter(({ when, intents }) => !isNothing(when) && !(isLate && intents.length === 0));
  if (found.has('stop-texts')) return {};
  const days = [...new Set(timed.flatMap(({ when }) => when.day?.split(',') ?? []))].sort();
  const merged = Object.assign({}, ...timed.map(({ when }) => when).reverse()) as When;
  const { day: _, ...rest } = merged;
  const single = days.filter((day) => !day.includes('/'));
  const named = single.length ? single : days;
  return named.length ? { day: named.join(','), ...rest } : rest;
}

/** The readings of the clauses put together: what a whole text means of what its parts said. */
function settled(found: Set<Intent>, said: Plain, asked: Asked | null, hasTime: boolean): Intent[] {
  const weighty = [...found].filter((intent) => !LIGHT.has(intent));
  const answersOnly = weighty.every((intent) => BESIDE_ANSWERS.has(intent));
  if (!answersOnly || found.has('choose') || found.has('eta-ack')) {
    if (
      found.has('confirm') &&
      (BARE.test(said.clauses.find(({ words }) => BARE.test(words))?.words ?? '-') ||
        found.has('choose') ||
        found.has('eta-ack'))
    )
      found.delete('confirm');
    if (!found.has('eta-ack') || found.has('choose') || !answersOnly) found.delete('decline');
    else found.delete('decline');
  }
  if (found.has('cancel-visit') || found.has('wrong-number'))
    for (const intent of ['rebook', 'decline', 'confirm', 'eta-ack', 'note', 'is-cancelled'] as const)
      found.delete(intent);
  if (found.has('wrong-number'))
    for (const intent of ['cancel-visit', 'help', 'who', 'eta'] as const) found.delete(intent);
  if (found.has('choose') && found.has('cancel-visit')) found.delete('choose');
  if (found.has('choose'))
    for (const intent of ['rebook', 'cancel-visit', 'eta-ack', 'decline', 'other-tech'] as const) found.delete(intent);
  if (asked?.kind === 'cancel' && KEEPING.test(said.words) && (found.has('confirm') || found.size === 0)) {
    found.delete('confirm');
    found.add('decline');
  }
  if (asked?.kind === 'survey') settleSurvey(found, said);
  if (found.has('confirm') && found.has('thanks') && THANKS_FOR_NEWS.test(said.words)) {
    found.delete('confirm');
    found.add('eta-ack');
  }
  if (found.has('confirm') && found.has('decline'))
    found.delete(
      /^no\b/.test(said.words) || asked?.kind === 'cancel' || asked?.kind === 'choice' ? 'confirm' : 'decline',
    );
  if (found.has('decline') && POLITE_NO.test(said.words)) found.delete('thanks');
  if (found.has('rebook') || found.has('complaint') || found.has('running-late-customer')) found.delete('confirm');
  if (found.has('cancel-visit') && !/\b(?:else|another|different|other)\b/.test(said.words)) found.delete('other-tech');
  if (found.has('complaint')) found.delete('decline');
  if (found.has('rebook')) found.delete('eta-ack');
  // "Not home until 3, can you come after that?" asks for another time.
  if (found.has('rebook')) found.delete('running-late-customer');
  if (found.has('eta') && found.has('rebook') && !hasTime && !ANOTHER.test(said.words)) found.delete('rebook');
  if (
    found.has('running-late-customer') &&
    !said.asks &&
    !/\b(?:when|what time|how|where)\b/.test(said.words) &&
    !said.clauses.some(({ words }) => /^(?:is|are|has|did|when|where|how) (?!my|i|we)/.test(words))
  )
    found.delete('eta');
  return inOrder([...found]);
}

/** When the work is done nobody asks when it comes: what is still wrong is a complaint, and "perfect" is praise. */
function settleSurvey(found: Set<Intent>, { text, words }: Plain): void {
  if (saysStillWrong(text) || (found.has('note') && SYMPTOM.test(words)) || /\b(?:hours?|minutes) late\b/.test(words)) {
    found.delete('note');
    found.add('complaint');
  }
  if (found.has('complaint')) found.delete('eta');
  if (found.has('confirm') && PRAISE.test(words)) {
    found.delete('confirm');
    found.add('thanks');
  }
}

/** "When is he coming? I have to leave at 10" asks; it wishes for another time only where it says so. */
const ANOTHER =
  /\b(?:resched\w*|rebook\w*|another|different|other|change|move|instead|postpone|later|earlier|sooner|otro|otra|cambiar)\b/;
/** Whoever declines with thanks only declines. */
const POLITE_NO = /^(?:no|nope|nah) (?:thanks|thank you|gracias|muchas gracias)\b/;
/** To "shall it be cancelled?" these are a no. */
const KEEPING =
  /^(?:(?:wait|oh|um|lol|actually|sorry) )*no\b|^(?:not (?:yet|now|today|really)|nope|nah|dont|negative)$|^(?:(?:oh|ok|actually|sorry|wait) )*never ?mind\b|\b(?:dont|didnt|not) (?:\w+ )?cancel\b|\b(?:keep|leave) (?:it|the|my)\b|\b(?:dej\w+|mant\w+) (?:asi|la cita|mi cita|como esta|igual)\b/;
const PRAISE =
  /^(?:(?:all |very |todo |muy )?(?:good|great|excellent|perfect|awesome|amazing|wonderful|fantastic|nice|bien|excelente|perfecto|genial)\b)/;
const CONFIRMS_CANCEL =
  /^(?:(?:yes|yeah|yep|ok|sure|si) )+(?:please |confirm |to )*cancel(?:lation)?(?: please)?$|^(?:(?:yes|please|i|si|yo) )*(?:confirm|confirming|confirmed|confirmo) (?:the |my |to |la )?cancel(?:lation|ling|acion|ar)?$/;
/** After the visit what is still wrong, or is again, was not mended. */
const SYMPTOM =
  /\b(?:still|again|(?:is|came|its) back)\b|\b(?:leak\w*|drip\w*|not (?:working|fixed)|(?:doesnt|wont|stopped) (?:work\w*|turn on)|broke)\b|\b(?:sigue|todavia|otra vez|de nuevo|no (?:sirve|funciona))\b/;
/** "That's fine, thanks for the update" accepts what the news was. */
const THANKS_FOR_NEWS =
  /\b(?:thanks|thank you|gracias) (?:so much |very much )?(?:for (?:the (?:update|heads ?up|info|notice|warning)|letting|telling|updating|the new time)|por (?:avisar\w*|el aviso|informar\w*))\b/;
const LIGHT = new Set<Intent>(['confirm', 'decline', 'eta-ack', 'thanks']);
const BESIDE_ANSWERS = new Set<Intent>(['note', 'running-late-customer']);
const BARE =
  /^(?:(?:ok|okay|alright|great|perfect) (?:thanks|thank you|gracias)|yes|yeah|yep|ok|fine|sure|alright|good|great|perfect|cool|si|bueno|esta bien|claro|no|awesome|got it|right|awesome|oh ok|all right)$/;

/** Whoever cancels "my wed thing" means that day and no other. */
function cancelledDay(heard: readonly Heard[], intents: readonly Intent[], moment: Moment): { when?: When } {
  if (!intents.includes('cancel-visit')) return {};
  const day = heard.find((clause) => clause.intents.includes('cancel-visit'))?.time.day;
  const isTheVisits = moment.visit && day === dayAt(moment.visit.from, moment.zone);
  return day === undefined || isTheVisits ? {} : { when: { day } };
}

function callbackIn(heard: readonly Heard[], said: Plain, moment: Moment | null): string | undefined {
  const number = callbackSaid(said.text, null);
  if (number !== undefined) return number;
  const asking = heard.filter(({ intents }) => intents.includes('person'));
  for (const { clause } of asking) {
    const callback = callbackSaid(clause.text, moment);
    if (callback !== undefined) return callback;
  }
  return undefined;
}

/**
 * The sentences that tell something; the whole text when it does nothing else. A question that ends such a sentence is
 * for us: `gate code 4471, when are you here?` tells `gate code 4471`.
 */
function noteIn(said: Plain, heard: readonly Heard[]): string {
  const isTold = ({ intents }: Heard) => intents.includes('note');
  const told = said.sentences.filter(({ text }) => heard.some((one) => isTold(one) && text.includes(one.clause.text)));
  const asked = heard.filter((one) => !isTold(one) && one.clause.text.endsWith('?') && one.intents.some(isQuestion));
  const cut = told.map(({ text }) => {
    const last = asked.find(({ clause }) => clause.text !== text && text.endsWith(clause.text));
    return last ? text.slice(0, -last.clause.text.length).replace(BEFORE_A_QUESTION, '') : text;
  });
  const isWhole = cut.length === said.sentences.length && cut.every((text, i) => text === told[i]!.text);
  return isWhole ? said.text : cut.join(' ');
}

const isQuestion = (intent: Intent) =>
  intent === 'eta' || intent === 'who' || intent === 'is-cancelled' || intent === 'other-tech';

/** What joined the question to what was told. */
const BEFORE_A_QUESTION = /[\s,;(¿–—-]*(?:\b(?:and|but|so|y|pero|also)[\s,]*)?[\s,;(¿–—-]*$/iu;

function meaning(asked: Asked, digit: number): Intent {
  const cancels = asked.choices?.some((choice) => choice.cancel && choice.digit === digit);
  return cancels || (asked.kind === 'cancel' && digit === 9) ? 'cancel-visit' : 'choose';
}

/**
 * Names become words that patterns know: the technician of the visit `tech`, the others on offer `othertech`, a given
 * name of anybody else `zname`.
 */
function named(words: string, asked: Asked | null, moment: Moment): string {
  const own = [
    moment.visit?.technicianFirst,
    ...(asked?.choices ?? []).filter(({ keep }) => keep).map((c) => c.technicianFirst),
  ];
  const others = (asked?.choices ?? []).map((choice) => choice.technicianFirst);
  const mine = own.flatMap((name) => (name ? [wordsOf(name)] : []));
  const theirs = others.flatMap((name) => (name ? [wordsOf(name)] : [])).filter((name) => !mine.includes(name));
  return words
    .split(' ')
    .map((word) => {
      const bare = word.replace(/s$/, '');
      if (mine.includes(word) || (word.length > 4 && mine.includes(bare)))
        return word === bare || mine.includes(word) ? 'tech' : 'techs';
      if (theirs.includes(word)) return 'othertech';
      return GIVEN_NAMES.has(word) || (bare !== word && GIVEN_NAMES.has(bare)) ? 'zname' : word;
    })
    .join(' ');
}

const inOrder = (intents: readonly Intent[]): Intent[] => INTENTS.filter((intent) => intents.includes(intent));

const spoken = (wishes: readonly Wish[], words: string, text: string): Intent[] =>
  wishes
    .filter(
      ({ says, unless, never }) =>
        says.some((p) => p.test(words)) && !unless?.some((p) => p.test(words)) && !never?.some((p) => p.test(text)),
    )
    .map(({ intent }) => intent);
