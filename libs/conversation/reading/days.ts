import { type LocalDay, plusDays } from '#time/zone';

/** When and where a text is read; `visit` is the one it most likely is about. */
export type Moment = {
  readonly now: Date;
  readonly zone: string;
  readonly visit?: { readonly from: Date; readonly to: Date; readonly technicianFirst?: string };
};

/** A first and a last day, the same for a single one. */
export type Span = readonly [LocalDay, LocalDay];

type Days = { readonly span: Span; readonly length: number };

const WEEKDAYS: readonly (readonly string[])[] = [
  ['monday', 'lunes'],
  ['tuesday', 'martes'],
  ['wednesday', 'miercoles'],
  ['thursday', 'jueves'],
  ['friday', 'viernes'],
  ['saturday', 'sabado'],
  ['sunday', 'domingo'],
];
const WEEKDAY = new Map(WEEKDAYS.flatMap((names, i) => names.map((name): [string, number] => [name, i])));
const MONTH = new Map(
  [
    'january jan enero',
    'february feb febrero',
    'march mar marzo',
    'april apr abril',
    'may mayo',
    'june jun junio',
    'july jul julio',
    'august aug agosto',
    'september sept sep septiembre',
    'october oct octubre',
    'november nov noviembre',
    'december dec diciembre',
  ].flatMap((names, i) => names.split(' ').map((name): [string, number] => [name, i + 1])),
);

/** The words that are a day by themselves: a bare number beside one is an hour. */
export const DAYS = new Set([...WEEKDAY.keys(), 'today', 'tomorrow', 'hoy', 'tonight', 'sat', 'sun']);

/** Monday is 0. */
const weekdayOf = (day: LocalDay) => (Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 3) % 7;

/**
 * The day or days that begin at token `i`. A weekday is its next coming, never today; "next Tuesday" is the one of next
 * week (weeks begin on Monday); a date without a year is its next coming.
 */
export function daysAt(tokens: readonly string[], i: number, today: LocalDay, moment: Moment): Days | null {
  const ahead = tokens.slice(i, i + 6).join(' ');
  for (const [pattern, span] of PHRASES) {
    const said = pattern.exec(ahead);
    if (said) return { span: span(today, said), length: said[0].split(' ').length };
  }
  const weekend = /^(?:the )?weekend of /.exec(ahead)?.[0].trim().split(' ').length;
  const dated = weekend === undefined ? null : dateAt(tokens, i + weekend, today);
  if (dated) {
    const saturday = plusDays(monday(dated.span[0]), 5);
    return { span: [saturday, plusDays(saturday, 1)], length: weekend! + dated.length };
  }
  return relativeAt(ahead, today, moment) ?? weekdayAt(tokens, i, today) ?? dateAt(tokens, i, today);
}

const one = (day: LocalDay): Span => [day, day];
const monday = (today: LocalDay) => plusDays(today, -weekdayOf(today));
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  un: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  couple: 2,
};
const count = (said: string) => NUMBERS[said] ?? Number(said);
const NUMBER = '(\\d{1,2}|a|an|one|two|three|four|five|six|seven|un|una|dos|tres|cuatro|cinco)';

const PHRASES: readonly (readonly [RegExp, (today: LocalDay, said: RegExpExecArray) => Span])[] = [
  [/^(?:the )?(?:day after tomorrow|pasado manana)\b/, (today) => one(plusDays(today, 2))],
  [/^(?:a|one|1) week from (?:today|now)\b|^de hoy en ocho\b/, (today) => one(plusDays(today, 7))],
  [/^(?:a|one|1) week from tomorrow\b/, (today) => one(plusDays(today, 8))],
  [
    new RegExp(`^(?:in|en|dentro de) (?:like |about )?${NUMBER} (?:days?|dias?)\\b`),
    (today, said) => one(plusDays(today, count(said[1]!))),
  ],
  [
    new RegExp(`^(?:in|en|dentro de) (?:like |about )?${NUMBER} (?:weeks?|semanas?)\\b`),
    (today, said) => one(plusDays(today, 7 * count(said[1]!))),
  ],
  [new RegExp(`^${NUMBER} weeks from (?:today|now)\\b`), (today, said) => one(plusDays(today, 7 * count(said[1]!)))],
  [/^(?:in )?a fortnight(?: from (?:today|now))?\b/, (today) => one(plusDays(today, 14))],
  [
    /^(?:the )?(first|last) week (?:of|in) (\w+)\b/,
    (today, said) => weekOf(MONTH.get(said[2]!) ?? Number(today.slice(5, 7)), said[1] === 'last', today),
  ],
  [/^(?:in )?a couple (?:of )?days\b/, (today) => one(plusDays(today, 2))],
  [
    /^(?:this|the|this coming|the coming|on the|over the|el|este)? ?(?:weekend|fin de semana)\b(?! of)/,
    (today) => {
      const saturday = plusDays(monday(today), 5);
      return [saturday < today ? today : saturday, plusDays(monday(today), 6)];
    },
  ],
  [/^(?:next|the following) weekend\b/, (today) => [plusDays(monday(today), 12), plusDays(monday(today), 13)]],
  [
    /^(?:(?:early|late|later|sometime|any day|any time|anytime) )?(?:next|the following) week\b|^(?:la )?(?:proxima semana|semana que (?:viene|entra)|semana entrante|semana siguiente|semana proxima|otra semana)\b/,
    (today) => [plusDays(monday(today), 7), plusDays(monday(today), 13)],
  ],
  [/^(?:week after next)\b/, (today) => [plusDays(monday(today), 14), plusDays(monday(today), 20)]],
  [/^(?:later )?(?:this|in the) week\b|^esta semana\b/, (today) => [today, plusDays(monday(today), 6)]],
  [/^next month\b|^(?:el )?(?:proximo mes|mes que viene)\b/, (today) => month(today, 1)],
  [/^halloween\b/, (today) => one(comingDate(10, 31, today))],
  [/^christmas eve\b|^nochebuena\b/, (today) => one(comingDate(12, 24, today))],
  [/^christmas(?: day)?\b(?! (?:lights|tree|party))|^navidad\b/, (today) => one(comingDate(12, 25, today))],
  [/^new years eve\b/, (today) => one(comingDate(12, 31, today))],
  [/^new years(?: day)?\b|^ano nuevo\b/, (today) => one(comingDate(1, 1, today))],
  [/^(?:the )?(?:4th|fourth) of july\b/, (today) => one(comingDate(7, 4, today))],
  [/^(?:later today|today|hoy)\b/, (today) => one(today)],
  [/^(?:tomorrow|manana)\b/, (today) => one(plusDays(today, 1))],
];

/** The first or the last seven days of the next coming of a month. */
function weekOf(number: number, isLast: boolean, today: LocalDay): Span {
  const ahead = (number - Number(today.slice(5, 7)) + 12) % 12;
  const [first, last] = month(today, ahead);
  return isLast ? [plusDays(last, -6), last] : [first, plusDays(first, 6)];
}

/** "the day after" is the one after the visit. */
function relativeAt(ahead: string, today: LocalDay, { visit, now }: Moment): Days | null {
  const said = /^(?:the (?:day after|next day|following day)|the day afterwards?|el dia siguiente)(?! tomorrow)\b/.exec(
    ahead,
  )?.[0];
  if (!said) return null;
  const ahead1 = visit ? Math.max(0, Math.round((visit.from.getTime() - now.getTime()) / 86_400_000)) : 0;
  return { span: one(plusDays(today, ahead1 + 1)), length: said.split(' ').length };
}

function weekdayAt(tokens: readonly string[], i: number, today: LocalDay): Days | null {
  const head = /^(?:next|this coming|this|coming|the following|following|the|el proximo|proximo|el|este|on)$/;
  let [at, cue] = [i, ''];
  if (head.test(`${tokens[at]} ${tokens[at + 1]}`) && tokens[at + 2] !== undefined)
    [cue, at] = [`${tokens[at]} ${tokens[at + 1]}`, at + 2];
  else if (head.test(tokens[at] ?? '')) [cue, at] = [tokens[at]!, at + 1];
  const weekday = WEEKDAY.get(tokens[at] ?? '') ?? shortAt(tokens, at, cue);
  if (weekday === undefined) return null;
  const behind = tokens.slice(at + 1, at + 4).join(' ');
  const next = /^(?:next|the following|following)$/.test(cue) || /^(?:next week|de la proxima semana)/.test(behind);
  const dated =
    next || cue === 'the' || cue === 'on' || cue === 'el' || cue === '' ? dateAt(tokens, at + 1, today) : null;
  if (dated) return { span: dated.span, length: at + 1 - i + dated.length };
  const coming = plusDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
  const viene = behind.startsWith('que viene');
  const ofNextWeek = plusDays(monday(today), 7 + weekday);
  const day =
    next || (viene && weekday > weekdayOf(today))
      ? ofNextWeek
      : /^(?:this|este)$/.test(cue) && weekday === weekdayOf(today)
        ? today
        : coming;
  return {
    span: one(day),
    length: at + 1 - i + (/^next week|^que viene/.test(behind) ? 2 : behind.startsWith('de la') ? 4 : 0),
  };
}

/** "sat" and "sun" are days where a day would stand, and words elsewhere. */
function shortAt(tokens: readonly string[], at: number, cue: string): number | undefined {
  const weekday = { sat: 5, sun: 6 }[tokens[at] ?? ''];
  if (weekday === undefined) return undefined;
  const fits =
    cue !== '' ||
    tokens.length <= 4 ||
    /^(?:\d.*|or|and|works|please|morning|afternoon|at)$/.test(tokens[at + 1] ?? '') ||
    /^(?:or|and|for|do|by)$/.test(tokens[at - 1] ?? '');
  return fits ? weekday : undefined;
}

/** March 12th, 12 de mayo, 3/12, the 15th, el 15. */
function dateAt(tokens: readonly string[], i: number, today: LocalDay): Days | null {
  let at = i;
  while (/^(?:on|the|el|dia|for)$/.test(tokens[at] ?? '')) at += 1;
  const [a, b, c] = [tokens[at] ?? '', tokens[at + 1] ?? '', tokens[at + 2] ?? ''];
  const length = (taken: number) => at - i + taken;
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/\d+)?$/.exec(a);
  if (slashed) return dated(Number(slashed[1]), Number(slashed[2]), today, length(1));
  const numbered = /^(\d{1,2})(?:st|nd|rd|th)?$/;
  const month = MONTH.get(a);
  if (month && numbered.test(b)) return dated(month, parseInt(b, 10), today, length(2));
  if (month && b === 'the' && numbered.test(c)) return dated(month, parseInt(c, 10), today, length(3));
  const monthBehind = MONTH.get(b === 'de' || b === 'of' ? c : b);
  if (numbered.test(a) && monthBehind && !(b === 'may' && !/th|st|nd|rd/.test(a)))
    return dated(monthBehind, parseInt(a, 10), today, length(b === 'de' || b === 'of' ? 3 : 2));
  const isOrdinal = /^\d{1,2}(?:st|nd|rd|th)$/.test(a) && at > i;
  const isEl =
    /^\d{1,2}$/.test(a) && (tokens[at - 1] === 'dia' || (tokens[at - 1] === 'el' && Number(a) > 9)) && at > i;
  if ((isOrdinal || isEl) && !NO_DATE.test(b)) return ofMonth(parseInt(a, 10), today, length(1));
  return null;
}

const NO_DATE =
  /^(?:one|option|choice|floor|time|door|house|street|slot|building|st|ave|avenue|gate|unit|light|guy|tech|opcion|piso|on|stop|call|visit|left|right)$/;

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dated(month: number, date: number, today: LocalDay, length: number): Days | null {
  if (month < 1 || month > 12 || date < 1 || date > LENGTHS[month - 1]!) return null;
  return { span: one(comingDate(month, date, today)), length };
}

function comingDate(month: number, date: number, today: LocalDay): LocalDay {
  const year = Number(today.slice(0, 4));
  const day = iso(year, month, date);
  return day < today ? iso(year + 1, month, date) : day;
}

function ofMonth(date: number, today: LocalDay, length: number): Days | null {
  if (date < 1 || date > 31) return null;
  const here = `${today.slice(0, 8)}${String(date).padStart(2, '0')}`;
  const [next] = month(today, 1);
  return { span: one(here >= today ? here : `${next.slice(0, 8)}${String(date).padStart(2, '0')}`), length };
}

/** The first and the last day of the month `ahead` of today's. */
function month(today: LocalDay, ahead: number): Span {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + ahead;
  const first = (m: number) => iso(Math.floor(m / 12), (m % 12) + 1, 1);
  return [first(months), plusDays(first(months + 1), -1)];
}

const iso = (year: number, month: number, date: number): LocalDay =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** One day, several days or a stretch, as a slot says them; null of none. */
export function daysText(spans: readonly Span[]): string | null {
  const said = [...new Set(spans.map(([from, to]) => (from === to ? from : `${from}/${to}`)))];
  const singles = said.filter((day) => !day.includes('/'));
  const kept = singles.length ? singles : said;
  return kept.length === 0 ? null : kept.sort().join(',');
}
