import { plusMinutes } from '#time/minutes';
import { dayAt, instantOf } from '#time/zone';
import type { Moment } from '#conversation/reading/days';
import { plain } from '#conversation/reading/plain';
import { whenSaid } from '#conversation/reading/when';

/**
 * When somebody who is late himself will be home: "20 min late" after he was due, "in half an hour" from now, "by
 * 10:15" on the clock. Null when he does not say. `due` is when his visit begins.
 */
export function homeAt(text: string, { now, zone }: Moment, due: Date): Date | null {
  const { words } = plain(text);
  const minutes = minutesIn(words);
  if (minutes !== null)
    return plusMinutes(/\b(?:late|behind|tarde|atras\w+|retras\w+|retraso)\b/.test(words) ? due : now, minutes);
  const { at: then, before, after, day } = whenSaid(text, { now, zone }).when;
  const at = then ?? before ?? after;
  if (at === undefined) return null;
  const clock = Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
  return (day ?? null) === null || !day!.includes(',') ? instantOf(day ?? dayAt(now, zone), clock, zone) : null;
}

function minutesIn(words: string): number | null {
  if (/\b(?:half an hour|half hour|media hora)\b/.test(words)) return 30;
  const said = AMOUNT.exec(words);
  if (!said) return null;
  const number = said[1]!;
  const amount = /^\d+$/.test(number) ? Number(number) : (NUMBERS[number] ?? 0);
  const total = /^(?:hours?|hrs?|h|horas?)$/.test(said[2]!) ? amount * 60 : amount;
  return total > 0 && total <= MOST_MINUTES ? total : null;
}

/** Who is later than that has another day in mind. */
const MOST_MINUTES = 12 * 60;

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  una: 1,
  two: 2,
  dos: 2,
  five: 5,
  cinco: 5,
  ten: 10,
  diez: 10,
  fifteen: 15,
  quince: 15,
  twenty: 20,
  veinte: 20,
  thirty: 30,
  treinta: 30,
  forty: 40,
  cuarenta: 40,
  'forty five': 45,
};
const AMOUNT = new RegExp(
  `\\b(\\d{1,3}|${Object.keys(NUMBERS)
    .sort((a, b) => b.length - a.length)
    .join('|')}) (minutes?|mins?|m|minutos?|hours?|hrs?|h|horas?)\\b`,
);
