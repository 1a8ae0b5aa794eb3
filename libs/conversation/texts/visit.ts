import { sayDate, sayDay, sayTime } from '#time/say';
import type { AgentSaid, Company, Spread, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { clip } from '#conversation/gsm';
import {
  agentOf,
  arrival,
  clock,
  firstOf,
  nameOf,
  phone,
  proper,
  refOf,
  sentence,
  shortOf,
  toldByMinute,
  workOf,
} from '#conversation/said';
import { possessive } from '#conversation/texts/because';
import { nowConfirmed, type OtherSaid } from '#conversation/texts/several';

/** He is on the road to this customer: to the minute, with the map and a line to him. */
export function onTheWay(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly eta: Spread;
  readonly now: Date;
}) {
  const { company, visit, eta, now } = facts;
  const technician = firstOf(visit.technician);
  const line = phone(company.line);
  const is = toldByMinute(eta);
  const opened = `${shortOf(company)}: ${technician} is on the way, arriving about`;
  return fit([
    rather(3, `${opened} ${arrival(is, now, visit)}.`, `${opened} ${clock(is.p50, now, visit)}.`),
    rather(2, `Map: ${visit.link}`, visit.link),
    rather(
      1,
      `Call or text ${technician} until the visit is done: ${line}`,
      `Call or text ${technician}: ${line}`,
      `Call ${line}`,
    ),
  ]);
}

/** What the customer wrote for the technician, as it was passed on. */
export function noted({ technician, note }: { readonly technician: TechnicianSaid | null; readonly note: string }) {
  return fit([`Passed to ${firstOf(technician)} for this visit only: "${clip(note, 100).replace(/\.+$/, '')}".`]);
}

/** What was done, and a way back if it was not. */
export function finished(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly at: Date;
  /** The technician's words. */
  readonly note: string | null;
  /** The visit that rested on this one and is confirmed by it; absent when there is none. */
  readonly next?: OtherSaid | null;
  readonly reopenDays: number;
  readonly now: Date;
}): string {
  const { company, visit, at, note, next, reopenDays, now } = facts;
  const done = `${shortOf(company)}: ${firstOf(visit.technician)} finished at ${clock(at, now, visit)}`;
  const said = (n: number) => (clip(note ?? '', n) ? sentence(`${done}: ${clip(note ?? '', n)}`) : `${done}.`);
  return fit([
    rather(1, said(64), said(48), said(32), said(0)),
    next ? nowConfirmed(next, now, visit) : '',
    next
      ? rather(
          2,
          `Still wrong? Reply 0 in the next ${reopenDays} days and a person calls you.`,
          'Still wrong? Reply 0.',
        )
      : `Still wrong? Reply 0 in the next ${reopenDays} days and a person calls you.`,
  ]);
}

/** What happens after a visit that could not do the work. */
export type Next =
  | { readonly do: 'call'; readonly agent: AgentSaid; readonly by: Date }
  | { readonly do: 'choose'; readonly otherTimes: number };

/** The work could not be done: why, and what happens next. */
export function cannotComplete(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly reason: string;
  readonly next: Next;
  readonly now: Date;
}): string {
  const { company, visit, reason, next, now } = facts;
  const why = (n: number) => clip(reason, n) || 'the work needs more';
  const opened = `${shortOf(company)}: ${firstOf(visit.technician)} could not finish your ${workOf(visit)}:`;
  return fit([
    rather(1, sentence(`${opened} ${why(60)}`), sentence(`${opened} ${why(40)}`), sentence(`${opened} ${why(24)}`)),
    next.do === 'call'
      ? `${agentOf(next.agent)} calls you by ${clock(next.by, now, visit)} with a new time.`
      : `Reply ${next.otherTimes} for new times, 0 a person calls you.`,
    may(2, `Or call ${phone(company.desk)}, ref ${refOf(visit)}.`),
  ]);
}

/** One question, once. */
export function survey({
  company,
  visit,
  now,
}: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly now: Date;
}) {
  const day = sayDay(visit.window.from, now, visit.zone);
  return fit([
    `${shortOf(company)}: one question about ${possessive(firstOf(visit.technician))} visit ${day} (ref ${refOf(visit)}):`,
    'how was it, 1 bad to 5 great? Reply a number.',
    may(1, 'We ask only once.'),
  ]);
}

/** The answer is noted, and a bad one is not left without a way on. */
export function thanks({ visit, score }: { readonly visit: VisitSaid; readonly score: number }) {
  const customer = proper(visit.customer, 12);
  return fit([
    `Thank you${customer ? `, ${customer}` : ''}: ${score} noted for ${firstOf(visit.technician)}.`,
    may(1, score <= 2 ? 'Still wrong? Reply 0 and a person calls you.' : ''),
    `Ref ${refOf(visit)} is closed; no more texts about this visit.`,
  ]);
}

/** A reply after closure: what was done when, and the way back. */
export function alreadyDone(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly at: Date;
}): string {
  const { company, visit, at } = facts;
  return fit([
    `${shortOf(company)}: your ${workOf(visit)} visit (ref ${refOf(visit)}) was finished ${finishedAt(at, visit.zone)} by ${firstOf(visit.technician)}.`,
    rather(
      1,
      `Still wrong? Reply 0 and a person calls you, or call ${phone(company.desk)}.`,
      'Still wrong? Reply 0 and a person calls you.',
    ),
  ]);
}

/** A text from somebody who has no open visit: who we are, and where a person is. */
export function noVisit({ company }: { readonly company: Company }): string {
  return fit([
    `${nameOf(company)}: we find no open visit for this number.`,
    `Reply 0 and a person calls you, or call ${phone(company.desk)}.`,
  ]);
}

const finishedAt = (at: Date, zone: string) => `${sayDate(at, zone)}, ${sayTime(at, zone)},`;

/** Asks for the words that are to be passed on. */
export const askNote = ({ technician }: { readonly technician: TechnicianSaid | null }) =>
  fit([
    `Text your note now, in one message, and we pass it to ${firstOf(technician)} for this visit only. 0 a person calls you.`,
  ]);
