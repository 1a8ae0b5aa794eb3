import type { Part } from '#conversation/reading/when';

/** Hours and minutes as they were said; `half` when am or pm was said or the clock has 24 hours. */
export type Clock = { readonly hour: number; readonly minute: number; readonly half: 'am' | 'pm' | null };

type At = { readonly clock: Clock; readonly length: number };

const HOURS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
};
const MINUTES: Readonly<Record<string, number>> = {
  thirty: 30,
  fifteen: 15,
  fortyfive: 45,
  treinta: 30,
  quince: 15,
  oclock: 0,
};

/**
 * The clock time that begins at token `i`. Without a cue before it (`cued`) a bare number is none: only what shows
 * itself to be a time counts, as 10:30, 2pm, 4ish, noon, half past 2.
 */
export function clockAt(tokens: readonly string[], i: number, { cued }: { readonly cued: boolean }): At | null {
  const token = tokens[i] ?? '';
  if (/^(?:noon|midday|noonish|mediodia|medio|lunchtime)$/.test(token)) {
    if (token === 'medio') return tokens[i + 1] === 'dia' ? { clock: NOON, length: 2 } : null;
    return { clock: NOON, length: 1 };
  }
  if (/^(?:al|el|a)$/.test(token) && tokens[i + 1] === 'mediodia') return { clock: NOON, length: 2 };
  const spoken = spokenAt(tokens, i);
  if (spoken) return withHalf(tokens, i, spoken);
  const written = /^(\d{1,2})(?:[:.](\d\d))?(h|ish|[ap]m?)?$/.exec(token);
  if (written) return numberAt(tokens, i, written, cued);
  const run = /^(\d{1,2})(\d\d)([ap]m)?$/.exec(token);
  if (run && (cued || run[3]) && Number(run[1]) <= 23 && Number(run[2]) % 5 === 0)
    return withHalf(tokens, i, { clock: clock(Number(run[1]), Number(run[2]), run[3]), length: 1 });
  const hour = HOURS[token];
  if (hour === undefined) return null;
  const next = tokens[i + 1] ?? '';
  const minute = MINUTES[next];
  const isTime = cued || minute !== undefined || /^(?:am|pm)$/.test(next) || isY(tokens, i + 1);
  if (!isTime || (token === 'one' && cued && /^(?:of|with|on|that|or)$/.test(next))) return null;
  if (minute !== undefined) return withHalf(tokens, i, { clock: clock(hour, minute), length: 2 });
  return withHalf(tokens, i, { clock: clock(hour, 0), length: 1 });
}

const NOON: Clock = { hour: 12, minute: 0, half: 'pm' };
const isY = (tokens: readonly string[], i: number) =>
  tokens[i] === 'y' && /^(?:media|cuarto|quince|treinta)$/.test(tokens[i + 1] ?? '');

/** half past 2, quarter to 4, ten past 9. */
function spokenAt(tokens: readonly string[], i: number): At | null {
  const said = /^(half|quarter|a quarter|ten|twenty|five|10|20|5|15) (past|to|till|after|of) (\w+)/.exec(
    tokens.slice(i, i + 4).join(' '),
  );
  if (!said) return null;
  const hour = HOURS[said[3]!] ?? (/^\d{1,2}$/.test(said[3]!) ? Number(said[3]) : undefined);
  if (hour === undefined || hour > 12) return null;
  const named: Record<string, number> = { half: 30, quarter: 15, 'a quarter': 15, ten: 10, twenty: 20, five: 5 };
  const minutes = named[said[1]!] ?? Number(said[1]);
  if (/^\d/.test(said[1]!) && /^(?:to|of|after)$/.test(said[2]!)) return null;
  const isPast = said[2] === 'past' || said[2] === 'after';
  const at = isPast ? clock(hour, minutes) : clock(hour === 1 ? 12 : hour - 1, 60 - minutes);
  return { clock: at, length: said[0].split(' ').length };
}

function numberAt(tokens: readonly string[], i: number, written: RegExpExecArray, cued: boolean): At | null {
  const [hour, minute] = [Number(written[1]), Number(written[2] ?? 0)];
  if (hour > 23 || minute > 59) return null;
  const next = tokens[i + 1] ?? '';
  const shows =
    written[2] !== undefined || written[3] !== undefined || /^(?:oclock|ish|am|pm)$/.test(next) || isY(tokens, i + 1);
  if (!shows && (!cued || MEASURES.test(next) || hour === 0)) return null;
  const half = written[3] === 'h' || written[3] === 'ish' ? undefined : written[3]?.[0];
  if (half === 'a' && written[3] === 'a' && !cued && !written[2]) return null;
  const spelt = half === undefined ? undefined : `${half}m`;
  const at = { clock: clock(hour, minute, spelt), length: 1 };
  if (MINUTES[next] !== undefined && written[2] === undefined)
    return withHalf(tokens, i, { clock: clock(hour, MINUTES[next], spelt), length: 2 });
  return withHalf(tokens, i, next === 'ish' ? { ...at, length: 2 } : at);
}

const MEASURES =
  /^(?:minutes?|hours?|h|days?|weeks?|months?|years?|people|dogs?|cats?|percent|dollars?|bucks|times?|feet|ft|stops?|horas?|minutos?|dias?|semanas?|of|st|street|floor|kids|st\.|ave|oak|main|degrees|stars?|estrellas|techs?|visits?|more|mas)$/;

/** `y media`, `menos cuarto`, `am`, `in the evening`, `de la tarde` behind a time. */
function withHalf(tokens: readonly string[], i: number, at: At): At {
  let { clock: said, length } = at;
  const minutes = /^(y media|y cuarto|y quince|y treinta|menos cuarto)/.exec(
    tokens.slice(i + length, i + length + 2).join(' '),
  )?.[1];
  if (minutes) {
    if (minutes === 'menos cuarto') said = { ...said, hour: said.hour === 1 ? 12 : said.hour - 1, minute: 45 };
    else said = { ...said, minute: /media|treinta/.test(minutes) ? 30 : 15 };
    length += 2;
  }
  const next = tokens[i + length];
  if ((next === 'am' || next === 'pm') && said.half === null)
    return { clock: { ...said, half: next }, length: length + 1 };
  if (next === 'ish' || next === 'oclock' || next === 'sharp') length += 1;
  return { clock: said, length };
}

const clock = (hour: number, minute: number, half?: string): Clock => ({
  hour,
  minute,
  half: hour > 12 ? (hour >= 12 ? 'pm' : 'am') : half === 'am' || half === 'pm' ? half : null,
});

/** between 9 and 12, from 2 to 4, 8-10am, 10 to noon, entre las 9 y las 12. */
export function rangeAt(tokens: readonly string[], i: number): { from: Clock; to: Clock; length: number } | null {
  let at = i;
  const cue = /^(?:anytime between|between|from|anywhere from|entre|desde|de)$/.exec(tokens[at] ?? '')?.[0];
  if (cue) at += 1;
  while (/^(?:las?|like|about|around)$/.test(tokens[at] ?? '') && cue) at += 1;
  const first = clockAt(tokens, at, { cued: true });
  if (!first) return null;
  at += first.length;
  const joint = tokens[at] ?? '';
  if (!/^(?:-|to|and|y|a|until|till|through|hasta)$/.test(joint)) return null;
  if (!cue && !/^(?:-|to)$/.test(joint)) return null;
  at += 1;
  while (/^(?:las?|like|about|around)$/.test(tokens[at] ?? '') && cue) at += 1;
  const second = clockAt(tokens, at, { cued: true });
  if (!second) return null;
  if (!cue && joint === 'to' && first.clock.half === null && second.clock.half === null && !isHour(tokens, i))
    return null;
  const [from, to] = halves(first.clock, second.clock);
  return { from, to, length: at + second.length - i };
}

/** "9 to 12" is a range; "add 2 to 3" would be one, too, but nobody writes it to us. */
const isHour = (tokens: readonly string[], i: number) => /^\d{1,2}(?:[:.]\d\d)?$/.test(tokens[i] ?? '');

/** `8-10am` are both in the morning, `10-2pm` are not. */
function halves(from: Clock, to: Clock): [Clock, Clock] {
  // "5 to 7" ends in the evening.
  if (from.half === null && to.half === null && minutesOf(to) <= minutesOf(from)) return [from, { ...to, half: 'pm' }];
  if (from.half !== null || to.half === null) return [from, to];
  const same = { ...from, half: to.half };
  if (minutesOf(same) < minutesOf(to)) return [same, to];
  return [{ ...from, half: to.half === 'pm' ? 'am' : 'pm' }, to];
}

/** Minutes since midnight; an hour without am or pm is one of the working day, or of the part of day that was named. */
export function minutesOf({ hour, minute, half }: Clock, part?: Part, bound?: 'after' | 'before'): number {
  const said = half ?? (hour === 12 ? 'pm' : halfBy(hour, part, bound));
  const twelve = hour > 12 ? hour : (hour % 12) + (said === 'pm' ? 12 : 0);
  return twelve * 60 + minute;
}

function halfBy(hour: number, part: Part | undefined, bound: 'after' | 'before' | undefined): 'am' | 'pm' {
  if (part === 'morning') return 'am';
  if (part === 'afternoon') return 'pm';
  if (part === 'evening') return hour >= 4 ? 'pm' : 'am';
  if (bound === 'after' && hour === 7) return 'pm';
  return hour <= 6 ? 'pm' : 'am';
}

/** `14:30`. */
export function wall(clock: Clock, part?: Part, bound?: 'after' | 'before'): string {
  const minutes = minutesOf(clock, part, bound);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
