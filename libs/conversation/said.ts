import { floorTo, ceilTo, plusMinutes, minutesBetween } from '#time/minutes';
import { sayDate, sayDay, sayHours, sayMinutes, sayRange, sayTime, sayWindow } from '#time/say';
import type { Window } from '#time/window';
import { dayAt } from '#time/zone';
import { clip, toGsm } from '#conversation/gsm';
import { sayIn } from '#conversation/catalogue/say-in';
import type { AgentSaid, Company, Hearer, Listener, Spread, TechnicianSaid, VisitSaid } from '#conversation/facts';

/** `Acme Fiber`, for the first and the legal texts. */
export const nameOf = (company: Company, to: Listener) => proper(company.name, 20) || shortOf(company, to);

/** `Acme`, for every other text that we begin. */
export const shortOf = (company: Company, { language }: Listener) =>
  proper(company.short, 12) || sayIn(language)('said.company');

/** `Maria`; somebody all the same when the name is unknown or in letters an SMS cannot carry. */
export const firstOf = (technician: TechnicianSaid | null, { language }: Listener) =>
  proper(technician?.first ?? '', 12) || sayIn(language)('said.technician');

/** `Maria G.`, to tell one Maria from another. */
export const shortNameOf = (technician: TechnicianSaid | null, to: Listener) =>
  proper(technician?.short ?? '', 12) || firstOf(technician, to);

/** `Maria's`, `Lois'`; `de Maria`. */
export const whose = (name: string, { language }: Listener) =>
  sayIn(language)(/s$/i.test(name) ? 'said.whose.after-s' : 'said.whose', { name });

/** `Lee`, the one of us who will do it. */
export const agentOf = (agent: { readonly first: string }, { language }: Listener) =>
  proper(agent.first, 12) || sayIn(language)('said.agent');

/** `dispatch`, `supervisor`: ours are said in his language, a company's own stay as they were written. */
export function roleOf({ role }: AgentSaid, { language }: Listener): string {
  const say = sayIn(language);
  return role === 'supervisor'
    ? say('said.supervisor')
    : (role !== 'dispatch' && proper(role, 12)) || say('said.dispatch');
}

export const phone = (number: string) => clip(number, 20);
export const refOf = (visit: { readonly ref: string }) => proper(visit.ref, 8);
export const workOf = (visit: { readonly work: string }, { language }: Listener) =>
  proper(visit.work, 16) || sayIn(language)('said.work');

/** `your job`, or `your install` where the order has several visits. */
export function yoursOf(visit: VisitSaid): string {
  const say = sayIn(visit.language);
  return visit.isOneOf ? say('said.your-work', { work: workOf(visit, visit) }) : say('said.your-job');
}

/** `Confirmed after the survey.`; nothing when the visit rests on no other one. */
export const afterSaid = (visit: VisitSaid) =>
  visit.after ? sayIn(visit.language)('said.after', { work: workOf({ work: visit.after }, visit) }) : '';

export const streetOf = (visit: { readonly street: string }) => proper(visit.street, 24).replace(/\.$/, '');

/** A name or an address in letters, figures and the few marks such have: no datum may look like a part of our sentence. */
export function proper(text: string, n: number): string {
  const plain = toGsm(text)
    .replace(/[^\p{L}\p{N} .'&#/-]/gu, ' ')
    .replace(/\.{2,}/g, '.');
  return clip(plain.replace(/ (?=\.)/g, '').replace(/^[^\p{L}\p{N}]+/u, ''), n).replace(/[^\p{L}\p{N}.]+$/u, '');
}

/** `today 8:30-9:30am`, `Wed 8-9am`; `hoy 8:30-9:30am`, `mie 8-9am`. */
export const when = (window: Window, now: Date, { zone, language }: Hearer) =>
  `${sayDay(window.from, now, zone, language)} ${sayWindow(window, zone)}`;

/** The same within a sentence, where Spanish gives a day its article: `Wed 8-9am`, `hoy 8:30-9:30am`, `el mie 8-9am`. */
export function spokenWhen(window: Window, now: Date, hearer: Hearer): string {
  const time = when(window, now, hearer);
  return isToday(window.from, now, hearer) ? time : sayIn(hearer.language)('said.on-day', { time });
}

/** `today`, `Wed`; `hoy`, `el mie`. */
export function spokenDay(t: Date, now: Date, hearer: Hearer): string {
  const day = sayDay(t, now, hearer.zone, hearer.language);
  return isToday(t, now, hearer) ? day : sayIn(hearer.language)('said.on-day', { time: day });
}

/** `today Tue Mar 3`, `Fri Mar 6`: a day that is kept in a calendar; `hoy mar 3 mar`. */
export function fullDay(t: Date, now: Date, { zone, language }: Hearer): string {
  const date = sayDate(t, zone, language);
  return isToday(t, now, { zone }) ? `${sayDay(t, now, zone, language)} ${date}` : date;
}

/** `8:22am`, or `Wed 8:22am` when that is not today. */
export const clock = (t: Date, now: Date, hearer: Hearer) => otherDay(t, now, hearer) + sayTime(t, hearer.zone);

/** The same within a sentence: `8:22am`, `las 8:22am`, `la 1:05pm`, `el mie 8:22am`. */
export const spokenClock = (t: Date, now: Date, hearer: Hearer) =>
  withHour('said.hour', clock(t, now, hearer), t, now, hearer);

/** The same as when something happens: `8:22am`, `a las 8:22am`, `a la 1:05pm`, `el mie 8:22am`. */
export const atClock = (t: Date, now: Date, hearer: Hearer) =>
  withHour('said.at-hour', clock(t, now, hearer), t, now, hearer);

/** An arrival as it is told: the range widened and the middle rounded to five minutes, which no one can promise better. */
export const told = ({ p10, p50, p90 }: Spread): Spread => ({
  p10: floorTo(p10, 5),
  p50: floorTo(plusMinutes(p50, 2.5), 5),
  p90: ceilTo(p90, 5),
});

/** To the minute, for a technician who is on the road. */
export const toldByMinute = ({ p10, p50, p90 }: Spread): Spread => ({
  p10: floorTo(p10, 1),
  p50: floorTo(plusMinutes(p50, 0.5), 1),
  p90: ceilTo(p90, 1),
});

/**
 * `11:35am (11:15-11:55)`. A range across noon says both halves and then spares the middle its own:
 * `12:00 (11:50am-12:10pm)`. A day that is not today comes first; a range of nothing is not said.
 */
export function arrival({ p10, p50, p90 }: Spread, now: Date, hearer: Hearer): string {
  const { zone } = hearer;
  const day = otherDay(p50, now, hearer);
  const range = spread({ p10, p90 }, zone);
  const middle = sayTime(p50, zone);
  if (p10 >= p90) return day + middle;
  return `${day}${/[ap]m/.test(range) ? middle.slice(0, -2) : middle} (${range})`;
}

/** `11:15-11:55`, or `11:50am-12:10pm` when it runs across noon or midnight. */
export function spread({ p10, p90 }: { readonly p10: Date; readonly p90: Date }, zone: string): string {
  const same = half(p10, zone) === half(p90, zone);
  return same ? sayRange({ from: p10, to: p90 }, zone) : fullSpread({ p10, p90 }, zone);
}

/** `11:50am-12:10pm`, both halves said: for a range that stands alone. */
export const fullSpread = ({ p10, p90 }: { readonly p10: Date; readonly p90: Date }, zone: string) =>
  `${sayTime(p10, zone)}-${sayTime(p90, zone)}`;

/** `8:30-9:30`: the promise that was, beside a time that names its half of the day. */
export const wasPromised = (window: Window, zone: string) => sayHours(window, zone);

/** `2h05 after your window`, `in your window`, `at the end of your window or just after`, `before your window`. */
export function againstWindow({ p50, p90 }: Spread, window: Window, { language }: Listener): string {
  const say = sayIn(language);
  const late = minutesBetween(window.to, p50);
  if (late > 0) return say('said.after-window', { late: sayMinutes(late) });
  if (p50 < window.from) return say('said.before-window');
  return say(late > -CLOSE_MINUTES && p90 > window.to ? 'said.end-of-window' : 'said.in-window');
}

/** So close to the end nobody can say that it is inside. */
const CLOSE_MINUTES = 10;

export const half = (t: Date, zone: string) => sayTime(t, zone).slice(-2);

/** The first letter in capitals, to open a sentence; back through GSM-7, which has `ù` and no `Ù`. */
export const opening = (said: string) => toGsm(said.charAt(0).toUpperCase()) + said.slice(1);

/** With one full stop, also after `Sam R.`. */
export const sentence = (said: string) => (/[.?!]$/.test(said) ? said : `${said}.`);

const otherDay = (t: Date, now: Date, hearer: Hearer) =>
  isToday(t, now, hearer) ? '' : `${sayDay(t, now, hearer.zone, hearer.language)} `;

export const isToday = (t: Date, now: Date, { zone }: Pick<Hearer, 'zone'>) => dayAt(t, zone) === dayAt(now, zone);

/** In Spanish an hour has an article, that of one o'clock in the singular, and so has a day; English has none. */
function withHour(how: 'said.hour' | 'said.at-hour', time: string, t: Date, now: Date, hearer: Hearer): string {
  const say = sayIn(hearer.language);
  if (!isToday(t, now, hearer)) return say('said.on-day', { time });
  return say(sayTime(t, hearer.zone).startsWith('1:') ? `${how}.one` : how, { time });
}
