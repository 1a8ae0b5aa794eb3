import { sayWindow } from '#time/say';
import { dayAt } from '#time/zone';
import type { Company, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import {
  afterSaid,
  fullDay,
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
export function bookingLink(facts: {
  readonly company: Company;
  readonly work: string;
  readonly street: string;
  readonly link: string;
}): string {
  const { company, link } = facts;
  const work = `${nameOf(company)}: choose a time for your ${workOf(facts)} visit`;
  return fit([
    rather(3, streetOf(facts) ? `${work} at ${streetOf(facts)}:` : `${work}:`, `${work}:`),
    link,
    may(1, `Questions? Call ${phone(company.desk)}.`),
    CONSENT,
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
  const { zone, window, link } = visit;
  const work = opening(workOf(visit));
  const street = streetOf(visit) && `, ${streetOf(visit)}`;
  const [day, clock] = [fullDay(window.from, now, visit), sayWindow(window, zone)];
  const time = `${day}, arriving ${clock}`;
  return fit([
    rather(4, `${nameOf(company)}: booked.`, `${shortOf(company)}: booked.`),
    rather(
      3,
      sentence(`${work} visit ${time}${street}`),
      sentence(`${work} ${time}${street}`),
      sentence(`${work} ${time}`),
      sentence(`Visit ${time}`),
      sentence(`Visit ${day} ${clock}`),
    ),
    may(6, afterSaid(visit)),
    `Ref ${refOf(visit)}.`,
    rather(1, `Manage: ${link}`, link),
    CONSENT,
  ]);
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
  const time = dayAt(window.from, zone) === dayAt(now, zone) ? sayWindow(window, zone) : when(window, now, visit);
  const desk = phone(company.desk);
  return fit([
    `${shortOf(company)}: ${shortNameOf(visit.technician)} has ${yoursOf(visit)} and accepted it for ${time}.`,
    may(6, afterSaid(visit)),
    rather(
      1,
      `Questions? Text them here, or call ${desk}: whoever answers sees this visit.`,
      `Questions? Text here or call ${desk}.`,
    ),
  ]);
}

const CONSENT = rather(2, 'HELP=help STOP=end texts', 'HELP=help STOP=end');
