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

/**
 * `today`, `Wed` within six days, `Tue Mar 3` beyond them, as seen from `now` in the zone; `hoy`, `mie`, `mar 3 mar` in
 * Spanish, in letters an SMS carries.
 */
export function sayDay(t: Date, now: Date, zone: string, language: Language = 'en'): string {
  const days = at(t, zone).startOf('day').diff(at(now, zone).startOf('day'), 'days').days;
  if (Math.round(days) === 0) return TODAY[language];
  return days > 0 && days < 6.5 ? dayName(at(t, zone), language) : sayDate(t, zone, language);
}

/** `Tue Mar 3`; `mar 3 mar` in Spanish. */
export const sayDate = (t: Date, zone: string, language: Language = 'en') => DATE[language](at(t, zone));

/** `2h05`, `45 min`. */
export function sayMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)}h${String(whole % 60).padStart(2, '0')}`;
}

const TODAY: Readonly<Record<Language, string>> = { en: 'today', es: 'hoy' };
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  es: ['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom'],
};
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
};

const dayName = (t: DateTime, language: Language) => WEEKDAYS[language][t.weekday - 1]!;
const monthName = (t: DateTime, language: Language) => MONTHS[language][t.month - 1]!;
const DATE: Readonly<Record<Language, (t: DateTime) => string>> = {
  en: (t) => `${dayName(t, 'en')} ${monthName(t, 'en')} ${t.day}`,
  es: (t) => `${dayName(t, 'es')} ${t.day} ${monthName(t, 'es')}`,
};

const at = (t: Date, zone: string) => DateTime.fromJSDate(t, { zone });
const hours = (t: DateTime) => t.toFormat(t.minute === 0 ? 'h' : 'h:mm');
