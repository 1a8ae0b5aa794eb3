import { dayAt, type LocalDay } from '#time/zone';
import { DAYS, daysAt, daysText, type Moment, type Span } from '#conversation/reading/days';
import { clockAt, type Clock, rangeAt, wall } from '#conversation/reading/clock';
import { tokensOf } from '#conversation/reading/tokens';

export type Part = 'morning' | 'afternoon' | 'evening';

/**
 * A time that is wished for. `day` is a local day; several are `2026-03-05,2026-03-06`, a stretch of days
 * `2026-03-09/2026-03-15`. Clock times are `HH:MM` on the wall.
 */
export type When = {
  readonly day?: string;
  readonly part?: Part;
  readonly at?: string;
  readonly after?: string;
  readonly before?: string;
};

/** What a text says of time: the wish, how much of the text it takes, and whether any of it was refused ("not Monday"). */
export type WhenSaid = { readonly when: When; readonly rest: readonly string[]; readonly refuses: boolean };

type Found = {
  days: Span[];
  refused: Span[];
  parts: Part[];
  refusedParts: Part[];
  at?: Clock;
  after?: Clock;
  before?: Clock;
};

/**
 * Days, parts of day and times in English and Spanish, beside `now` in `zone`. An hour without am or pm is one of the
 * working day: 7 to 11 in the morning, 12 to 6 after noon, unless its part of day says otherwise.
 */
export function whenSaid(text: string, moment: Moment): WhenSaid {
  const tokens = tokensOf(text);
  if (!tokens.some((token) => OF_TIME.test(token))) return { when: {}, rest: tokens, refuses: false };
  const found: Found = { days: [], refused: [], parts: [], refusedParts: [] };
  const today = dayAt(moment.now, moment.zone);
  const rest: string[] = [];
  const refusal = refusing(tokens);
  let dropped = false;
  for (let i = 0; i < tokens.length;) {
    if (INSTEAD.test(tokens.slice(i, i + 3).join(' '))) {
      dropped = true;
      i += tokens[i] === 'en' ? 3 : 2;
      continue;
    }
    const length = readAt(tokens, i, found, { today, moment, refused: refusal || dropped, dropped });
    if (length === 0) rest.push(tokens[i]!);
    i += Math.max(1, length);
  }
  return { when: asWhen(found), rest, refuses: found.refused.length > 0 || found.refusedParts.length > 0 };
}

/** Most texts have no word of time at all and need no further look. */
const OF_TIME =
  /^(?:\d|to(?:day|morrow|night)|hoy|manana|mon|tue|wed|thu|fri|sat|sun|lun|mar|mie|jue|vie|sab|dom|week|semana|fortnight|weekend|fin|morn|after|even|night|noche|tarde|noon|mid|medio|dia|days?|dias|month|mes|proxim|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|half|quarter|first|bright|primera|lunch|a$|at$|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|early|temprano|end|am$|pm$|hallow|christmas|navidad|nochebuena|new$)/;

const INSTEAD = /^(?:instead of|rather than|en vez de|en lugar de|other than)\b/;

/** "today doesnt work", "cant do Monday", "not Monday", "hoy no puedo": the days named are the ones that are not meant. */
function refusing(tokens: readonly string[]): boolean {
  const words = tokens.join(' ');
  return REFUSING.test(words) && !STILL.test(words);
}
const REFUSING =
  /\b(?:not|cant|cannot|wont|dont|doesnt|isnt|arent|no puedo|no podre|no podemos|no voy|no voy a poder|no sirve|no me sirve|no estare|no estoy|no esta bien|unable|except|besides|any(?:thing|time)? (?:day |time )?but|everything but|menos el|excepto|conflict|busy|booked|bad|out of town|called in|no good|no way|not good)\b|^(?:but|pero no|no) (?:on )?(?:today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|^(?:hoy|manana|el \w+) no\b/;
const STILL =
  /\b(?:if|why (?:dont|not|cant)|cant (?:you|he|she|we|they|someone|somebody)|dont you|cant wait|not (?:before|until|till|earlier|after|later)|dont forget|no (?:antes|despues|earlier|later|sooner)|(?:wont|not|cant|dont|no) (?:\w+ ){0,4}(?:until|till|before|hasta|antes)|dont (?:mind|care))\b/;

type About = {
  readonly today: LocalDay;
  readonly moment: Moment;
  readonly refused: boolean;
  readonly dropped: boolean;
};

/** Reads what begins at token `i`; gives how many tokens it took, 0 when it is nothing of time. */
function readAt(tokens: readonly string[], i: number, found: Found, about: About): number {
  const part = partAt(tokens, i);
  if (part) {
    (about.refused ? found.refusedParts : found.parts).push(part.part);
    if (part.today) (about.refused ? found.refused : found.days).push([about.today, about.today]);
    return part.length;
  }
  const day = daysAt(tokens, i, about.today, about.moment);
  if (day) {
    if (BOUNDED.test(tokens[i - 1] ?? '') && !isPutOff(tokens, i)) return day.length;
    const moved = /^from$/.test(tokens[i - 1] ?? '') && /^(?:to|until)$/.test(tokens[i + day.length] ?? '');
    (about.refused || moved ? found.refused : found.days).push(day.span);
    return day.length;
  }
  const range = rangeAt(tokens, i);
  if (range) {
    if (!about.dropped) [found.after, found.before] = [range.from, range.to];
    return range.length;
  }
  return boundAt(tokens, i, found, about);
}

/** "after today" names a day that is not meant. */
const BOUNDED = /^(?:after|before|until|till|than|except|since|hasta)$/;

/** "put it off until Friday" wishes for Friday. */
const isPutOff = (tokens: readonly string[], i: number) =>
  /^(?:until|till|til|hasta)$/.test(tokens[i - 1] ?? '') &&
  /\b(?:put|push|move|postpone|delay|hold|wait|reschedule|bump|posponer\w*|mover\w*|aplazar\w*|cambiar\w*)\b/.test(
    tokens.slice(0, i).join(' '),
  );

/** after 3, before noon, by 5, not before 10, until 1, at 2, around 4ish, 2pm. */
function boundAt(tokens: readonly string[], i: number, found: Found, about: About): number {
  for (const [pattern, bound] of BOUNDS) {
    const cue = pattern.exec(tokens.slice(i, i + 6).join(' '))?.[0];
    if (cue === undefined) continue;
    const taken = cue.split(' ').length;
    const clock = clockAt(tokens, i + taken, { cued: true });
    if (!clock) {
      const lunch = /^(?:lunch|lunchtime|comer|almuerzo|work|school|trabajo)$/.exec(tokens[i + taken] ?? '')?.[0];
      if (lunch && /^(?:after|despues)/.test(cue)) {
        found.parts.push(/work|trabajo/.test(lunch) ? 'evening' : 'afternoon');
        return taken + 1;
      }
      continue;
    }
    const later = tokens.slice(i + taken + clock.length, i + taken + clock.length + 3).join(' ');
    if (!about.dropped && !(bound === 'at' && about.refused)) {
      if (bound === 'at' && /^(?:or later|or after|onwards?|o mas tarde|en adelante)/.test(later))
        found.after = clock.clock;
      else if (bound === 'at' && /^(?:or (?:earlier|before)|at the latest|o antes)/.test(later))
        found.before = clock.clock;
      else found[isRefused(tokens, i, cue) ? OTHER_SIDE[bound] : bound] ??= clock.clock;
    }
    return taken + clock.length;
  }
  const moved =
    tokens[i] === 'to' &&
    /^(?:push|move|it|change|switch|bump|back|up|appointment|visit|time)$/.test(tokens[i - 1] ?? '');
  const to = moved ? clockAt(tokens, i + 1, { cued: true }) : null;
  if (to) {
    found.at ??= to.clock;
    return to.length + 1;
  }
  const stands = i === 0 && /^(?:works|would|is|ok|better)$/.test(tokens[1] ?? '');
  const isAsked = tokens[i - 1] === 'is' && /^(?:ok|good|possible|available|open|fine)$/.test(tokens[i + 1] ?? '');
  const near =
    stands || isAsked || DAYS.has(tokens[i - 1] ?? '') || DAYS.has(tokens[i + 1] ?? '') || tokens[i + 1] === 'on';
  const clock = clockAt(tokens, i, { cued: near && /^\d/.test(tokens[i] ?? '') });
  if (!clock) return 0;
  if (!about.dropped && !about.refused) found.at ??= clock.clock;
  return clock.length;
}

/** "I wont be home til 3", "dont come before 2", "cant do after 4": what is left is the other side of that hour. */
const isRefused = (tokens: readonly string[], i: number, cue: string) =>
  /^(?:until|till|til|hasta|before|after)\b/.test(cue) &&
  /\b(?:wont|not|cant|cannot|dont|isnt|no)\b(?! (?:later|earlier|sooner|problem|rush))/.test(
    tokens.slice(Math.max(0, i - 5), i).join(' '),
  );
const OTHER_SIDE = { at: 'at', after: 'before', before: 'after' } as const;

const BOUNDS: readonly (readonly [RegExp, 'at' | 'after' | 'before'])[] = [
  [
    /^(?:no (?:earlier|sooner) than|not (?:before|until|till|earlier than)|any ?time after|sometime after|after|past|later than|starting at|from|since|a partir de las?|despues de las?|pasadas las?|desde las?|no antes de las?|luego de las?|hasta despues de las?)\b/,
    'after',
  ],
  [
    /^(?:no later than|not (?:after|later than)|any ?time before|sometime before|before|by|until|till|til|up to|earlier than|prior to|antes de las?|antes del|hasta las?|a mas tardar a las?)\b/,
    'before',
  ],
  [
    /^(?:at around|at about|at like|around|about|at|like|maybe at|circa|como a las?|a eso de las?|(?:la|el) de las?|sobre las?|tipo|a las?|alrededor de las?|at exactly|(?:make it|be|do)(?= \d{1,2}(?::\d\d)?(?:am|pm)?(?: |$))(?! \d+ (?:minutes|hours|days|weeks)))\b/,
    'at',
  ],
];

/** morning, this afternoon, por la tarde, first thing, end of the day. */
function partAt(tokens: readonly string[], i: number): { part: Part; length: number; today: boolean } | null {
  const ahead = tokens.slice(i, i + 6).join(' ');
  // A half of the day by itself belongs to a date: "jun 22 am".
  if (/^(?:am|pm)\b/.test(ahead))
    return /^\d|th$/.test(tokens[i - 1] ?? '') || DAYS.has(tokens[i - 1] ?? '')
      ? { part: ahead.startsWith('am') ? 'morning' : 'afternoon', length: 1, today: false }
      : null;
  for (const [pattern, part, today] of PARTS) {
    const said = pattern.exec(ahead)?.[0];
    if (said === 'temprano' && /^(?:mas|muy|tan|bien|algo)$/.test(tokens[i - 1] ?? '')) return null;
    if (said !== undefined) return { part, length: said.split(' ').length, today };
  }
  return null;
}

const PARTS: readonly (readonly [RegExp, Part, boolean])[] = [
  [/^(?:later )?this morning\b|^esta manana\b/, 'morning', true],
  [/^(?:later )?this (?:afternoon|aft)\b|^esta tarde\b/, 'afternoon', true],
  [/^(?:later )?(?:this evening|tonight)\b|^esta noche\b/, 'evening', true],
  [
    /^(?:first thing(?: in the (?:morning|am))?|bright and early|a primera hora|early (?:morning|am)|in the (?:early )?(?:morning|mornings|am)|mornings?|mornings? (?:time|hours)|temprano|(?:por|en|de|a) la manana|por las mananas|en las mananas|temprano en la manana)\b/,
    'morning',
    false,
  ],
  [
    /^(?:(?:late |early |mid )?(?:in the )?(?:late |early |mid )?afternoons?|in the pm|(?:por|en|de|a) la tarde|por las tardes|en las tardes|towards? the end of the day|(?:at )?(?:the )?end of (?:the )?day|late in the day)\b/,
    'afternoon',
    false,
  ],
  [
    /^(?:(?:late |early )?(?:in the )?(?:evenings?|nights?)|at night|(?:por|en|de|a) la noche|por las noches|en las noches)\b/,
    'evening',
    false,
  ],
  [/^(?:earlier|early) in the day\b/, 'morning', false],
];

function asWhen({ days, refused, parts, refusedParts, at, after, before }: Found): When {
  const kept = days.filter((span) => !refused.some((other) => other[0] === span[0] && other[1] === span[1]));
  const part = parts.find((said) => !refusedParts.includes(said));
  const day = daysText(kept);
  return {
    ...(day === null ? {} : { day }),
    ...(part && new Set(parts).size === 1 ? { part } : {}),
    ...(at ? { at: wall(at, part) } : {}),
    ...(after ? { after: wall(after, part, 'after') } : {}),
    ...(before ? { before: wall(before, part, 'before') } : {}),
  };
}

export const isNothing = (when: When) => Object.keys(when).length === 0;
