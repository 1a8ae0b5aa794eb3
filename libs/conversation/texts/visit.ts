import { sayIn } from '#conversation/catalogue/say-in';
import type { AgentSaid, Company, Listener, Spread, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { type Clause, fit, may, rather } from '#conversation/fit';
import { clip } from '#conversation/gsm';
import {
  agentOf,
  arrival,
  atClock,
  clock,
  firstOf,
  nameOf,
  phone,
  proper,
  refOf,
  sentence,
  shortOf,
  spokenClock,
  spokenDay,
  spokenWhen,
  toldByMinute,
  whose,
  workOf,
} from '#conversation/said';
import { notFinished } from '#conversation/texts/next-visit';
import { type Kept, keptAfter, nowConfirmed, type OtherSaid } from '#conversation/texts/several';

/** He is on the road to this customer: to the minute, with the map and a line to him. */
export function onTheWay(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly eta: Spread;
  readonly now: Date;
}) {
  const { company, visit, eta, now } = facts;
  const { link } = visit;
  const say = sayIn(visit.language);
  const technician = firstOf(visit.technician, visit);
  const line = phone(company.line);
  const is = toldByMinute(eta);
  const opened = { company: shortOf(company, visit), technician };
  return fit([
    rather(
      3,
      say('visit.on-the-way', { ...opened, arrival: arrival(is, now, visit) }),
      say('visit.on-the-way', { ...opened, arrival: clock(is.p50, now, visit) }),
    ),
    rather(2, say('visit.map', { link }), link),
    rather(
      1,
      say('visit.line', { technician, line }),
      say('visit.line.short', { technician, line }),
      say('visit.line.shortest', { line }),
    ),
  ]);
}

/** What the customer wrote for the technician, as it was passed on. */
export function noted(facts: Listener & { readonly technician: TechnicianSaid | null; readonly note: string }): string {
  const note = clip(facts.note, 100).replace(/\.+$/, '');
  return fit([sayIn(facts.language)('visit.noted', { technician: firstOf(facts.technician, facts), note })]);
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
  const { company, visit, at, next, reopenDays, now } = facts;
  const say = sayIn(visit.language);
  const done = {
    company: shortOf(company, visit),
    technician: firstOf(visit.technician, visit),
    at: atClock(at, now, visit),
  };
  const said = (n: number) => {
    const note = clip(facts.note ?? '', n);
    return note ? sentence(say('visit.finished.note', { ...done, note })) : say('visit.finished', done);
  };
  const stillWrong = say('reply.still-wrong.days', { days: reopenDays });
  return fit([
    rather(1, said(64), said(48), said(32), said(0)),
    next ? nowConfirmed(next, now, visit) : '',
    next ? rather(2, stillWrong, say('reply.still-wrong.short')) : stillWrong,
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
  /** The later visit that waits for this work, and the digit that ends it; absent when none does. With it there are two segments. */
  readonly later?: (Kept & { readonly digit: number | null }) | null;
  readonly now: Date;
}): string {
  const { company, visit, reason, next, later, now } = facts;
  const say = sayIn(visit.language);
  const why = (n: number) => notFinished({ ...visit, company, now }, clip(reason, n) || say('next-visit.more'));
  const clauses = [
    rather(1, why(60), why(40), why(24)),
    next.do === 'call'
      ? say('person.calls-new-time', { agent: agentOf(next.agent, visit), by: spokenClock(next.by, now, visit) })
      : say('next-visit.choose', { digit: next.otherTimes }),
    ...(later ? laterStands(later, visit, now) : []),
    may(2, say('next-visit.or-desk', { desk: phone(company.desk), ref: refOf(visit) })),
  ];
  return fit(clauses, later ? 2 : 1);
}

/** It is kept but not confirmed, where another first visit is to be had, and the digit that ends it. */
function laterStands(later: Kept & { readonly digit: number | null }, visit: VisitSaid, now: Date): readonly Clause[] {
  const say = sayIn(visit.language);
  const first = workOf(visit, visit);
  const is = { work: workOf(later, visit), when: spokenWhen(later.window, now, visit) };
  return [
    rather(4, say('several.needs-first', is), ...keptAfter(later, first, now, visit)),
    may(3, say('several.new-time', { work: first, link: visit.link })),
    later.digit === null ? '' : may(2, say('several.give-up.only', { ...is, digit: later.digit })),
  ];
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
  const say = sayIn(visit.language);
  return fit([
    say('visit.survey', {
      company: shortOf(company, visit),
      whose: whose(firstOf(visit.technician, visit), visit),
      day: spokenDay(visit.window.from, now, visit),
      ref: refOf(visit),
    }),
    say('visit.survey.score'),
    may(1, say('visit.survey.once')),
  ]);
}

/** The answer is noted, and a bad one is not left without a way on: who waits for a call hears who calls him. */
export function thanks(facts: {
  readonly visit: VisitSaid;
  readonly score: number;
  readonly call?: { readonly agent: AgentSaid; readonly by: Date } | null;
  readonly now: Date;
}) {
  const { visit, score, call, now } = facts;
  const say = sayIn(visit.language);
  const customer = proper(visit.customer, 12);
  const noted = { score, technician: firstOf(visit.technician, visit) };
  const opened = customer ? say('visit.thanks.customer', { ...noted, customer }) : say('visit.thanks', noted);
  if (call)
    return fit([
      opened,
      say('at-once.calls.shortest', { agent: agentOf(call.agent, visit), by: spokenClock(call.by, now, visit) }),
    ]);
  return fit([opened, may(1, score <= 2 ? say('reply.still-wrong') : ''), say('visit.closed', { ref: refOf(visit) })]);
}

/** A text from somebody who has no open visit: who we are, and where a person is. */
export function noVisit(facts: Listener & { readonly company: Company }): string {
  const say = sayIn(facts.language);
  return fit([
    say('visit.none', { company: nameOf(facts.company, facts) }),
    say('reply.person-or-desk', { desk: phone(facts.company.desk) }),
  ]);
}

/** Asks for the words that are to be passed on. */
export const askNote = (facts: Listener & { readonly technician: TechnicianSaid | null }) =>
  fit([sayIn(facts.language)('visit.ask-note', { technician: firstOf(facts.technician, facts) })]);
