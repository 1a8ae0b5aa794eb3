import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, Hearer, Listener, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { refOf, sentence, shortOf, spokenClock, streetOf, when, workOf } from '#conversation/said';

type Ticket = {
  /** In the technician's language, not the customer's. */
  readonly visit: VisitSaid;
  /** The technician's own link, not the customer's. */
  readonly link: string;
  readonly replyBy: Date;
  readonly now: Date;
};

/** The ticket, to a technician whose page is closed. */
export function newJob({ visit, link, replyBy, now }: Ticket): string {
  const say = sayIn(visit.language);
  const job = say('ticket.new', jobOf(visit, now));
  const by = { by: spokenClock(replyBy, now, visit) };
  return fit([
    whatAndWhere(job, visit),
    rather(3, say('ticket.reply', by), say('ticket.reply.short', by)),
    may(0, visit.after ? say('ticket.after', { work: workOf({ work: visit.after }, visit) }) : ''),
    rather(1, say('ticket.open', { link }), link),
  ]);
}

/** The second rung of the ladder: still not answered. */
export function stillNewJob({ visit, link, replyBy, now }: Ticket): string {
  const say = sayIn(visit.language);
  const by = { by: spokenClock(replyBy, now, visit) };
  return fit([
    whatAndWhere(say('ticket.still', jobOf(visit, now)), visit),
    rather(3, say('ticket.reply-or-another', by), say('ticket.reply-or-another.short', by)),
    rather(1, say('ticket.open', { link }), link),
  ]);
}

export type WithdrawnBecause = 'reassigned' | 'moved' | 'cancelled' | 'not-answered' | 'off';

/** The job is no longer his; a withdrawal is acknowledged like a ticket. */
export function jobWithdrawn(facts: {
  readonly visit: VisitSaid;
  readonly because: WithdrawnBecause;
  readonly now: Date;
}): string {
  const { visit, now } = facts;
  const say = sayIn(visit.language);
  const job = say('ticket.off', jobOf(visit, now));
  const why = say(`ticket.off.${facts.because}`);
  return fit([rather(1, `${job}${street(visit)}: ${why}.`, `${job}: ${why}.`), say('ticket.do-not-go')]);
}

/** The one-time link of a technician's page. */
export function signIn(
  facts: Hearer & {
    readonly company: Company;
    readonly link: string;
    readonly until: Date;
    readonly now: Date;
  },
) {
  const { link, until, now } = facts;
  const say = sayIn(facts.language);
  const company = shortOf(facts.company, facts);
  return fit([
    rather(
      1,
      say('ticket.sign-in', { company, until: spokenClock(until, now, facts) }),
      say('ticket.sign-in.short', { company }),
    ),
    link,
  ]);
}

/** The answer to a technician's Y. */
export function jobAccepted({ visit, now }: { readonly visit: VisitSaid; readonly now: Date }): string {
  return fit([
    sayIn(visit.language)('ticket.accepted', jobOf(visit, now)),
    may(1, streetOf(visit) && sentence(streetOf(visit))),
  ]);
}

/** The answer to a technician's N. */
export const jobDeclined = ({ visit }: { readonly visit: VisitSaid }): string =>
  fit([sayIn(visit.language)('ticket.declined', { ref: refOf(visit) })]);

/** A Y or N with nothing to answer. */
export const noOpenJob = (facts: Listener & { readonly company: Company }): string =>
  fit([sayIn(facts.language)('ticket.none', { company: shortOf(facts.company, facts) })]);

const jobOf = (visit: VisitSaid, now: Date) => ({ ref: refOf(visit), when: when(visit.window, now, visit) });

const whatAndWhere = (job: string, visit: VisitSaid) =>
  rather(2, sentence(`${job}, ${workOf(visit, visit)}${street(visit)}`), sentence(`${job}${street(visit)}`), `${job}.`);

const street = (visit: VisitSaid) => streetOf(visit) && `, ${streetOf(visit)}`;
