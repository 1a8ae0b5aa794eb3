import { sayDate, sayTime } from '#time/say';
import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, VisitSaid } from '#conversation/facts';
import { fit, rather } from '#conversation/fit';
import { firstOf, opening, phone, refOf, shortOf, spokenClock, spokenWhen, workOf } from '#conversation/said';

/** What is so of a visit about which nothing more is done at a text, and since when. */
export type Over =
  | { readonly is: 'finished' | 'not-finished' | 'cancelled'; readonly at: Date }
  /** The technician is there, and nothing can be cancelled any more. */
  | { readonly is: 'there'; readonly at: Date }
  | { readonly is: 'stands' | 'not-confirmed' | 'without-a-time' };

/** A reply that can do nothing any more: what is so, and the way to a person. */
export function alreadyDone(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly over: Over;
  readonly now: Date;
}): string {
  const { company, visit, over } = facts;
  const say = sayIn(visit.language);
  const desk = phone(company.desk);
  return fit([
    whatIsSo(facts),
    over.is === 'finished'
      ? rather(1, say('reply.still-wrong.or-desk', { desk }), say('reply.still-wrong'))
      : rather(1, say('reply.person-or-desk', { desk }), say('reply.person')),
  ]);
}

function whatIsSo({ company, visit, over, now }: Parameters<typeof alreadyDone>[0]): string {
  const say = sayIn(visit.language);
  const technician = firstOf(visit.technician, visit);
  const which = { company: shortOf(company, visit), work: workOf(visit, visit), ref: refOf(visit) };
  const on = (at: Date) => ({ day: sayDate(at, visit.zone, visit.language), time: sayTime(at, visit.zone) });
  switch (over.is) {
    case 'finished':
      return say('over.finished', { ...which, ...on(over.at), technician });
    case 'not-finished':
      return say('over.not-finished', { ...which, ...on(over.at) });
    case 'cancelled':
      return say('over.cancelled', { ...which, ...on(over.at) });
    case 'there':
      return say('over.there', { technician: opening(technician), clock: spokenClock(over.at, now, visit) });
    case 'stands':
      return say('over.stands', { ...which, when: spokenWhen(visit.window, now, visit) });
    case 'not-confirmed':
      return say('over.not-confirmed', { ...which, when: spokenWhen(visit.window, now, visit) });
    case 'without-a-time':
      return say('over.without-a-time', which);
  }
}
