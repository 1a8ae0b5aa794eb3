import { sayWindow } from '#time/say';
import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, Listener, VisitSaid } from '#conversation/facts';
import { type Clause, fit, may, rather } from '#conversation/fit';
import {
  afterSaid,
  fullDay,
  isToday,
  nameOf,
  opening,
  phone,
  refOf,
  sentence,
  shortNameOf,
  shortOf,
  streetOf,
  when,
  workOf,
  yoursOf,
} from '#conversation/said';

/** Invites to book: who we are, what for, the link. */
export function bookingLink(
  facts: Listener & {
    readonly company: Company;
    readonly work: string;
    readonly street: string;
    readonly link: string;
  },
): string {
  const { company, link } = facts;
  const say = sayIn(facts.language);
  const street = streetOf(facts);
  const visit = { company: nameOf(company, facts), work: workOf(facts, facts) };
  const choose = say('booking.choose', visit);
  return fit([
    rather(3, street ? say('booking.choose.at', { ...visit, street }) : choose, choose),
    link,
    may(1, say('booking.questions', { desk: phone(company.desk) })),
    consentTail(facts),
  ]);
}

/** The first text of a visit, the one that carries the words of consent. */
export function booked({
  company,
  visit,
  now,
}: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly now: Date;
}) {
  const { zone, window } = visit;
  const say = sayIn(visit.language);
  const street = streetOf(visit) && `, ${streetOf(visit)}`;
  const time = { day: fullDay(window.from, now, visit), hours: sayWindow(window, zone) };
  const is = { ...time, work: opening(workOf(visit, visit)) };
  return fit([
    bookedBy(company, visit),
    rather(
      3,
      sentence(say('booking.visit', is) + street),
      sentence(say('booking.visit.short', is) + street),
      sentence(say('booking.visit.short', is)),
      sentence(say('booking.visit.bare', time)),
      sentence(say('booking.visit.shortest', time)),
    ),
    may(6, afterSaid(visit)),
    say('said.ref', { ref: refOf(visit) }),
    manage(visit),
    consentTail(visit),
  ]);
}

/** `Acme Fiber: booked.` */
export function bookedBy(company: Company, to: Listener): Clause {
  const say = sayIn(to.language);
  return rather(
    4,
    say('booking.booked', { company: nameOf(company, to) }),
    say('booking.booked', { company: shortOf(company, to) }),
  );
}

/** The way to the visit's page. */
export const manage = ({ link, language }: VisitSaid): Clause =>
  rather(1, sayIn(language)('booking.manage', { link }), link);

/** What the law wants in the first text. */
export function consentTail({ language }: Listener): Clause {
  const say = sayIn(language);
  return rather(2, say('consent.help-stop'), say('consent.help-stop.short'));
}

/** The technician said yes; the day is said when it is not today. */
export function accepted({
  company,
  visit,
  now,
}: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly now: Date;
}) {
  const { zone, window } = visit;
  const say = sayIn(visit.language);
  const desk = { desk: phone(company.desk) };
  return fit([
    say('booking.accepted', {
      company: shortOf(company, visit),
      technician: shortNameOf(visit.technician, visit),
      yours: yoursOf(visit),
      time: isToday(window.from, now, visit) ? sayWindow(window, zone) : when(window, now, visit),
    }),
    may(6, afterSaid(visit)),
    rather(1, say('booking.ask', desk), say('booking.ask.short', desk)),
  ]);
}
