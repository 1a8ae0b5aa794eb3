import { dayAt, wallMinutes } from '#time/zone';
import type { Asked, Choice } from '#conversation/reading/asked';
import type { Moment } from '#conversation/reading/days';
import { AGREES, CARRIES, LONGEST, numberPicked, OWNED } from '#conversation/reading/digit';
import type { Piece, Plain } from '#conversation/reading/plain';
import { wordsOf } from '#conversation/reading/plain';
import { isNothing, type When, whenSaid } from '#conversation/reading/when';

/**
 * What a text chooses of a menu. `digit`: exactly one line of it, or a digit that it does not have. `undecided`: it
 * speaks of the lines and fits none or several of them. `clauses`: those that say so and need no other reading.
 */
export type Chosen = { readonly digit: number | null; readonly undecided: boolean; readonly clauses: readonly Piece[] };

/** A choice is certain or it is none: two of them, a question or a doubt anywhere choose nothing. */
export function chosenIn(said: Plain, asked: Asked | null, moment: Moment): Chosen {
  const doubts = asked !== null && (DOUBT.test(said.words) || (asked.kind === 'cancel' && REFUSES.test(said.words)));
  const isBare = asked !== null || said.clauses.length === 1;
  const isAsked = said.clauses.some(({ words }) => ASKS_BESIDE.test(words));
  const read = said.clauses.map((clause) => ({
    clause,
    picked: isBare ? pickedIn(isAsked ? unasked(clause) : clause, asked, moment) : null,
  }));
  const picks = read.filter(({ picked }) => picked !== null);
  const digits = new Set(picks.flatMap(({ picked }) => (typeof picked === 'number' ? [picked] : [])));
  const undecided = doubts || picks.some(({ picked }) => picked === 'undecided') || digits.size > 1;
  const digit = digits.size === 1 && !undecided ? [...digits][0]! : null;
  return { digit, undecided: undecided && (picks.length > 0 || doubts), clauses: picks.map(({ clause }) => clause) };
}

/** "No. 9" leaves in doubt whether the visit shall be cancelled. */
const REFUSES = /^(?:no|nope|nah|dont)\b/;

/** "2, how late is he?" asks when, and no longer which. */
const ASKS_BESIDE =
  /^(?:and )?(?:how (?:late|long|soon)|when|who|whos|what time|where|cuando|a que hora|quien|donde)\b(?= \w)/;
const unasked = (clause: Piece): Piece => ({ ...clause, asks: clause.text.includes('?') });

const NUMBER = '(?:\\d|one|two|three|four|five|dos|tres|cuatro|uno|una|first|second|third|primera|segunda|tercera)';
const DOUBT = new RegExp(
  `\\b(?:maybe|perhaps|not sure|unsure|cant decide|torn|depends|let me (?:check|think|see|ask|get back|talk)|hold on|quizas|tal vez|no se|dejame (?:ver|pensar)|either|both|${NUMBER} and ${NUMBER}|${NUMBER} or|or (?:the |maybe )?${NUMBER}|${NUMBER} o|o la ${NUMBER}|(?:im|i am|torn|stuck|undecided) between ${NUMBER} and ${NUMBER}|not ${NUMBER}|if i (?:take|pick|choose|do)|unless|no wait|wait no|instead of|but (?:later|earlier|sooner|can|could|is|would|what|only|not|at|i|im|we|its|it|that|too|he|she|if|prefer|rather)|if (?:it|he|she|they) (?:was|is|were|could|can)|before i (?:pick|choose))\\b(?! (?:dog|people|stop))`,
);

/** The digit a clause picks, `undecided` when it names lines without picking one, null when it is about something else. */
function pickedIn(clause: Piece, asked: Asked | null, moment: Moment): number | 'undecided' | null {
  if (ASKS_FIRST.test(clause.words) || STATES_TIME.test(clause.words) || AMOUNT.test(clause.text)) return null;
  const number = numberPicked(asked?.kind === 'cancel' ? clause.words.replace(CANCELS, '') : clause.words);
  if (asked?.kind === 'survey') return number === 0 ? 0 : null;
  const fitting = asked?.kind === 'choice' || asked?.kind === 'cancel' ? fits(clause, asked, moment) : null;
  if (number !== null) {
    if (clause.asks) return 'undecided';
    if (asked?.digits.includes(number) || fitting === null || fitting === 'undecided') {
      const isDate = /\b\d(?:st|nd|rd|th)\b/.test(clause.words) && typeof fitting === 'number' && fitting !== number;
      return isDate ? 'undecided' : number;
    }
  }
  return clause.asks && fitting !== null ? 'undecided' : fitting;
}

/** Beside the digit that cancels, in answer to whether to. */
const CANCELS = / (?:confirm|confirmed)$| cancel(?: it| the \w+| my \w+)?$/;

/** "it's 4:30 now" tells the time. */
const STATES_TIME =
  /^(?:so |and |but )*(?:its|it is) (?:already |now |almost |past |about )*\d{1,2}(?::\d\d)?(?:am|pm)?(?: (?:now|already))*$/;
/** Neither "$2" nor "2%" is a line of a menu. */
const AMOUNT = /[$€£]\s?\d|\d\s?%|^\s*[-+]\d/;

/** A question is one without its mark, too. */
const ASKS_FIRST =
  /^(?:(?:and|so|but|ok|hey|hi) )*(?:is|are|does|will|what|whats|which|who|whos|when|where|how|why|has|was|if|can (?!i|we)|could (?!i|we|you)|cual|quien|cuando|donde|como)\b(?= )/;

/** The one line that the wording fits: "sam", "1pm", "wednesday works", "keep maria", "the last one". */
function fits({ words, text }: Piece, asked: Asked, moment: Moment): number | 'undecided' | null {
  if (words.length > LONGEST || OWNED.test(words)) return null;
  const keep = asked.choices?.find((choice) => choice.keep);
  if (keep && keeps(ofItsDay(words, moment), [keep.technicianFirst, moment.visit?.technicianFirst])) return keep.digit;
  if (asked.kind !== 'choice') return null;
  const lines = (asked.choices ?? []).map((choice) => (choice.keep ? kept(choice, moment) : choice));
  if (LAST.test(words)) return lastOf(lines);
  if (SOONEST.test(words)) return keep ? 'undecided' : soonestOf(lines);
  const names = lines.flatMap(({ technicianFirst }) => (technicianFirst ? [wordsOf(technicianFirst)] : []));
  const named = [...new Set(words.split(' ').filter((word) => names.includes(word)))];
  const either = text.split(/\s+(?:or|o)\s+/i);
  if (either.length > 1 && either.every((part) => fits(asPiece(part), asked, moment) !== null)) return 'undecided';
  if (named.length && GREETS.test(words)) return null;
  const { when, rest, refuses } = whenSaid(text, moment);
  if (when.day?.includes(',') && isAmong(when.day, lines, moment)) return 'undecided';
  if (refuses || (named.length === 0 && isNothing(when))) return null;
  const left = rest.filter(
    (word, i) =>
      !named.includes(word) &&
      !(/^(?:\w|are|you|que)$/.test(word) && i === rest.length - 1 && named.includes(rest[i - 1] ?? '')),
  );
  if (!ONLY_CARRIED.test(left.join(' '))) return null;
  const fitting = lines.filter(
    (line) =>
      named.every((name) => line.technicianFirst !== undefined && wordsOf(line.technicianFirst) === name) &&
      isThen(line, when, moment),
  );
  // The visit as it stands is late: a part of the day alone does not say that it shall stay.
  const isPartOnly = named.length === 0 && when.part !== undefined && Object.keys(when).length === 1;
  if (fitting.length === 1 && fitting[0]!.keep && isPartOnly) return 'undecided';
  if (fitting.length === 1) return fitting[0]!.digit;
  return fitting.length > 1 ? 'undecided' : null;
}

/** "thanks Janet" speaks to her. */
const GREETS = /^(?:hi|hello|hey|hola|thanks|thank you|gracias)(?: (?:so much|a lot|again|there))? \w+$/;

const asPiece = (text: string): Piece => ({ text, words: wordsOf(text), asks: false });

/** "friday or saturday", when either is on offer. */
const isAmong = (days: string, lines: readonly Choice[], { zone }: Moment) =>
  days.split(',').some((day) => lines.some(({ from }) => from && dayAt(from, zone) === day));

const LAST =
  /^(?:(?:i will take|ill take|ill do|lets do|i want|give me|yes|the|la|el|i pick|i choose) )*(?:last|ultima|ultimo|bottom)(?: (?:one|option|slot|time|choice|opcion))?(?: (?:please|works|is good|is fine|works for me|por favor|thanks))*$/;

const SOONEST =
  /^(?:(?:i will take|ill take|ill do|lets do|i want|give me|yes|the|la|el|lo|i pick|i choose|whatever is|whatevers|whichever is) )*(?:earliest|soonest|first available|next available|mas pronto|mas temprano)(?: (?:one|option|slot|time|choice|opening|available|possible|you have|appointment|posible))*(?: (?:please|works|is good|is fine|works for me|por favor|thanks))*$/;

/** The line that begins first; nobody knows when a visit that is kept will be. */
const soonestOf = (lines: readonly Choice[]): number | null =>
  lines.reduce<Choice | null>(
    (soonest, line) => (line.from && (!soonest || line.from < soonest.from!) ? line : soonest),
    null,
  )?.digit ?? null;

const lastOf = (lines: readonly Choice[]): number | null =>
  lines.reduce<number | null>((last, { digit, from }) => (from && digit > (last ?? 0) ? digit : last), null);

const ONLY_CARRIED = new RegExp(
  `^(?:(?:${CARRIES}|${AGREES}|one|ones|option|slot|time|appointment|opcion|cita|hora|instead|works|technician|come|for|oclock|del|los|el de|en|window|better|mine|wins|then)(?: |$))*$`,
);

/** The line that leaves the visit as it is has the visit's technician and window. */
const kept = (choice: Choice, moment: Moment): Choice =>
  moment.visit
    ? { technicianFirst: moment.visit.technicianFirst ?? '', from: moment.visit.from, to: moment.visit.to, ...choice }
    : choice;

/** "keep dan today" keeps a visit of today. */
const ofItsDay = (words: string, { visit, now, zone }: Moment) =>
  visit && dayAt(visit.from, zone) === dayAt(now, zone)
    ? words.replace(/ (?:for )?(?:today|tonight|this (?:morning|afternoon|evening)|hoy|esta (?:tarde|noche))$/, '')
    : words;

function keeps(words: string, names: readonly (string | undefined)[]): boolean {
  if (
    /^(?:no changes?|(?:i )?dont (?:want to )?(?:change|move|reschedule)(?: (?:it|me|anything|my \w+|the \w+))?|no cambios?|sin cambios?)(?: please| por favor| thanks)?$/.test(
      words,
    )
  )
    return true;
  const said = KEEP.exec(words);
  if (!said) return false;
  const what = (said[1] ?? '')
    .trim()
    .replace(new RegExp(`(?<=.) (?:with|con) (?:${names.map((name) => wordsOf(name ?? '-')).join('|')})$`), '');
  return KEPT.test(what) || names.some((name) => name !== undefined && name !== '' && what === wordsOf(name));
}

const KEEP =
  /^(?:(?:ill|i will|i would like to|id like to|id rather|i want to|i prefer to|we will|well|lets|please|just|yes|no|nah|nope|ok|1|can you|quiero|mejor|me) )*(?:keep|leave|stay with|stick with|sticking with|keeping|dejar(?:l[ao])?|dejen(?:l[ao])?|dejel[ao]|deje|dejal[ao]|dejenme|quedo|mantener|mantengan|sigo|seguimos|quedo con|quedarme con|conservar)(?: (?:a |la |con )?(.+?))??(?: (?:please|thanks|for now|then|por favor|works|is fine|now))*$/;
const KEPT =
  /^(?:(?:it|this|that|things|everything)(?: (?:as is|as it is|the same|like it is|how it is|the way it is))?|the (?:visit|appointment|same|time|one|original|original time|current one|same time|same appointment|same tech|tech|one i have)|my (?:visit|appointment|time|tech|technician|slot|spot|place|original|original time|current time|current appointment|spot|original appointment)|same|same time|same tech|him|her|them|as is|as it is|what i have|cita|mi cita|la cita|mi visita|misma|el mismo|la misma|lo mismo|igual|asi|como esta|como estaba|tal cual|)$/;

/** Whether a line is at the time that was said: its day, its part of day, its very beginning, or its very window. */
function isThen({ from, to }: Choice, { day, part, at, after, before }: When, moment: Moment): boolean {
  if (day === undefined && part === undefined && at === undefined && after === undefined && before === undefined)
    return true;
  if (!from || !to) return false;
  const { zone } = moment;
  const [begins, ends] = [wallMinutes(from, zone), wallMinutes(to, zone)];
  if (day !== undefined && day !== dayAt(from, zone)) return false;
  if (part !== undefined && part !== partOf(begins)) return false;
  if (at !== undefined && minutes(at) !== begins) return false;
  if ((after === undefined) !== (before === undefined)) return false;
  return after === undefined || (minutes(after) === begins && minutes(before!) === ends);
}

const minutes = (wall: string) => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3));
const partOf = (begins: number) => (begins < 12 * 60 ? 'morning' : begins < 17 * 60 ? 'afternoon' : 'evening');
