import { DateTime } from 'luxon';
import type { Language } from '#time/language';
import type { Window } from '#time/window';

/** `8:03am`, in the zone of the place. Plain ASCII, so that it may stand in an SMS. */
export const sayTime = (t: Date, zone: string) => at(t, zone).toFormat('h:mma').toLowerCase();

/** `8:30-9:30am`, `11:30am-12:30pm`, `1-2pm`: whole hours lose their `:00`, a shared am/pm is said once. */
export function sayWindow({ from, to }: Window, zone: string): string {
  const [a, b] = [at(from, zone), at(to, zone)];
  const half = (t: DateTime) => t.toFormat('a').toLowerCase();
  const sameHalf = half(a) === half(b) && a.hasSame(b, 'day');
  return `${hours(a)}${sameHalf ? '' : half(a)}-${hours(b)}${half(b)}`;
}

/** `11:15-11:55`: a range whose half of the day is plain from the time said before it. */
export const sayRange = ({ from, to }: Window, zone: string) =>
  `${at(from, zone).toFormat('h:mm')}-${at(to, zone).toFormat('h:mm')}`;

/** `8:30-9:30`, `1-2`: a window whose half of the day is plain; across noon both halves are said, `11am-1pm`. */
export function sayHours(window: Window, zone: string): string {
  const said = sayWindow(window, zone);
  return (said.match(/[ap]m/g) ?? []).length === 1 ? said.slice(0, -2) : said;
}

/** `today`, `Wed` within six days, `Tue Mar 3` beyond them, as seen from `now` in the zone; `hoy`, `mie`, `mar 3 mar` in Spanish. */
export function sayDay(t: Date, now: Date, zone: string, language: Language = 'en'): string {
  const days = at(t, zone).startOf('day').diff(at(now, zone).startOf('day'), 'days').days;
  if (Math.round(days) === 0) return TODAY[language];
  return days > 0 && days < 6.5 ? plain(at(t, zone, language).toFormat('ccc')) : sayDate(t, zone, language);
}

/** `Tue Mar 3`; `mar 3 mar` in Spanish. */
export const sayDate = (t: Date, zone: string, language: Language = 'en') =>
  plain(at(t, zone, language).toFormat(language === 'es' ? 'ccc d LLL' : 'ccc LLL d'));

/** `2h05`, `45 min`. */
export function sayMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)}h${String(whole % 60).padStart(2, '0')}`;
}

const TODAY: Readonly<Record<Language, string>> = { en: 'today', es: 'hoy' };
const LOCALE: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

/** `sept.` and `mié` in letters and marks an SMS carries. */
const plain = (said: string) =>
  said
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .replace('sept', 'sep');

const at = (t: Date, zone: string, language: Language = 'en') =>
  DateTime.fromJSDate(t, { zone }).setLocale(LOCALE[language]);
const hours = (t: DateTime) => t.toFormat(t.minute === 0 ? 'h' : 'h:mm');
