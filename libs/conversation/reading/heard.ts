import { dayAt, wallMinutes } from '#time/zone';
import type { Asked, Intent } from '#conversation/reading/asked';
import type { Moment } from '#conversation/reading/days';
import { FALLBACKS } from '#conversation/reading/fallback';
import { MANNERS, THANKS } from '#conversation/reading/manners';
import { named } from '#conversation/reading/named';
import { isNote } from '#conversation/reading/note';
import type { Piece, Plain } from '#conversation/reading/plain';
import { QUESTIONS } from '#conversation/reading/questions';
import { REQUESTS } from '#conversation/reading/requests';
import { settleClause } from '#conversation/reading/settled';
import { isNothing, type When, whenSaid } from '#conversation/reading/when';
import { spoken } from '#conversation/reading/wish';

/** What a clause says; `when` is the time it wishes for, `time` any that it names. */
export type Heard = {
  readonly clause: Piece;
  readonly intents: readonly Intent[];
  readonly when: When;
  readonly time: When;
};

/** What one clause says. */
export function hear(clause: Piece, said: Plain, asked: Asked | null, moment: Moment): Heard {
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
  /\b(?:(?:i|im|we|we are|ive) (?:leave|leaving|work|start|get off|(?:have|got|had) (?:a|an|my|the|to|another|work|school|class|church|plans|something)) (?!opening|time|day|better|nights)|(?:i|we) leave$|(?:doctors?|dentist|other) appointment|if (?:its|it is|hes|shes|he|she|they|you|tech)\b|pay\b|(?:thanks|thank you|gracias) (?:for|por|so much for)\b|merry|weather|rain|raining|snow|happy|si no (?:llega|viene)\w*|trabajan|abren|atienden|dijeron|me dijo|quedaron|see you|nos vemos|(?:i|we) (?:was|were) told|you (?:said|told)|they (?:said|told)|birthday|payment|paid|bill|invoice|due|charge|charged|holiday|election|game|since|last (?:week(?! of)|night|month|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|yesterday|ago|good (?:morning|afternoon|evening|night)|buenos dias|buenas tardes|buenas noches|how much|cost|every (?:day|morning|night)|have a (?:good|great|nice)|enjoy|milk|lol|wish|^(?:so |um )?(?:its|it is) (?:already |almost |past |now |like |about |way |after )*(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|noon\b)|too (?:late|early|soon)|call of duty|difference|(?:im|i am) between|covered|warranty|are you open|hours|all (?:day|morning|afternoon)|por la demora|quiet|same day|feliz)\b/;
