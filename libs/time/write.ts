import { DateTime } from 'luxon';
import type { Language } from '#time/language';
import { sayTime } from '#time/say';

/*
 * Days as a page writes them: there is room, and Spanish keeps its accents. What an SMS says is in say.ts.
 */

const LOCALE: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };
const DAY: Readonly<Record<Language, string>> = { en: 'ccc LLL d', es: `cccc d 'de' LLLL` };
const NEAR: Readonly<Record<Language, readonly string[]>> = { en: ['Today', 'Tomorrow'], es: ['Hoy', 'Mañana'] };

/** `Tue Mar 3`, `martes 3 de marzo`. */
export const writeDate = (t: Date, zone: string, language: Language): string =>
  at(t, zone).setLocale(LOCALE[language]).toFormat(DAY[language]);

/** `Today, Tue Mar 3`, `Mañana, miércoles 4 de marzo`, `Fri Mar 6`, as seen from `now` in the zone; opens a sentence. */
export function writeDay(t: Date, now: Date, zone: string, language: Language): string {
  const days = Math.round(at(t, zone).startOf('day').diff(at(now, zone).startOf('day'), 'days').days);
  const near = NEAR[language][days];
  const date = writeDate(t, zone, language);
  return near ? `${near}, ${date}` : date.charAt(0).toLocaleUpperCase(LOCALE[language]) + date.slice(1);
}

/** An hour within a sentence, which in Spanish has its article: `8:22am`; `las 8:22am`, `la 1:05pm`. */
export function writeHour(t: Date, zone: string, language: Language): string {
  const hour = sayTime(t, zone);
  if (language === 'en') return hour;
  return /^1[:ap]/.test(hour) ? `la ${hour}` : `las ${hour}`;
}

/** The same, with its day where that is not today: `8:22am on Wed Mar 4`, `las 8:22am del miércoles 4 de marzo`. */
export function writeMoment(t: Date, now: Date, zone: string, language: Language): string {
  const hour = writeHour(t, zone, language);
  if (at(t, zone).hasSame(at(now, zone), 'day')) return hour;
  return `${hour} ${language === 'es' ? 'del' : 'on'} ${writeDate(t, zone, language)}`;
}

/** `Eastern Standard Time`, `hora estándar oriental`: what a zone calls its time at `t`. */
export const writeZone = (t: Date, zone: string, language: Language): string =>
  at(t, zone).setLocale(LOCALE[language]).offsetNameLong ?? zone;

const at = (t: Date, zone: string) => DateTime.fromJSDate(t, { zone });
