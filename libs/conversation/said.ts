import { floorTo, ceilTo, plusMinutes, minutesBetween } from '#time/minutes';
import { sayDate, sayDay, sayHours, sayMinutes, sayRange, sayTime, sayWindow } from '#time/say';
import type { Window } from '#time/window';
import { dayAt } from '#time/zone';
import { clip, toGsm } from '#conversation/gsm';
import type { Company, Hearer, Spread, TechnicianSaid } from '#conversation/facts';

/** `Acme Fiber`, for the first and the legal texts. */
export const nameOf = (company: Company) => proper(company.name, 20) || shortOf(company);

/** `Acme`, for every other text that we begin. */
export const shortOf = (company: Company) => proper(company.short, 12) || 'Service desk';

/** `Maria`; somebody all the same when the name is unknown or in letters an SMS cannot carry. */
export const firstOf = (technician: TechnicianSaid | null) => proper(technician?.first ?? '', 12) || 'your technician';

/** `Maria G.`, to tell one Maria from another. */
export const shortNameOf = (technician: TechnicianSaid | null) =>
  proper(technician?.short ?? '', 12) || firstOf(technician);

/** `Lee`, the one of us who will do it. */
export const agentOf = (agent: { readonly first: string }) => proper(agent.first, 12) || 'A person';

export const phone = (number: string) => clip(number, 20);
export const refOf = (visit: { readonly ref: string }) => proper(visit.ref, 8);
export const workOf = (visit: { readonly work: string }) => proper(visit.work, 16) || 'service';

/** `your job`, or `your install` where the order has several visits. */
export const yoursOf = (visit: { readonly work: string; readonly isOneOf?: boolean }) =>
  `your ${visit.isOneOf ? workOf(visit) : 'job'}`;

/** `Confirmed after the survey.`; nothing when the visit rests on no other one. */
export const afterSaid = ({ after }: { readonly after?: string | null }) =>
  after ? `Confirmed after the ${workOf({ work: after })}.` : '';

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

/** `today Tue Mar 3`, `Fri Mar 6`: a day that is kept in a calendar; `hoy mar 3 mar`. */
export function fullDay(t: Date, now: Date, { zone, language }: Hearer): string {
  const date = sayDate(t, zone, language);
  return dayAt(t, zone) === dayAt(now, zone) ? `${sayDay(t, now, zone, language)} ${date}` : date;
}

/** `8:22am`, or `Wed 8:22am` when that is not today. */
export const clock = (t: Date, now: Date, hearer: Hearer) => otherDay(t, now, hearer) + sayTime(t, hearer.zone);

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

/** `2h05 after your window`, `in your window`, `before your window`. */
export function againstWindow(p50: Date, window: Window): string {
  const late = minutesBetween(window.to, p50);
  if (late > 0) return `${sayMinutes(late)} after your window`;
  return p50 < window.from ? 'before your window' : 'in your window';
}

export const half = (t: Date, zone: string) => sayTime(t, zone).slice(-2);

/** The first letter in capitals, to open a sentence; back through GSM-7, which has `ù` and no `Ù`. */
export const opening = (said: string) => toGsm(said.charAt(0).toUpperCase()) + said.slice(1);

/** With one full stop, also after `Sam R.`. */
export const sentence = (said: string) => (/[.?!]$/.test(said) ? said : `${said}.`);

const otherDay = (t: Date, now: Date, { zone, language }: Hearer) =>
  dayAt(t, zone) === dayAt(now, zone) ? '' : `${sayDay(t, now, zone, language)} `;
