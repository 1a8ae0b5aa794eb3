import type { Company, Hearer, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { clock, refOf, sentence, shortOf, streetOf, when, workOf } from '#conversation/said';

type Ticket = {
  readonly visit: VisitSaid;
  /** The technician's own link, not the customer's. */
  readonly link: string;
  readonly replyBy: Date;
  readonly now: Date;
};

/** The ticket, to a technician whose page is closed. */
export function newJob({ visit, link, replyBy, now }: Ticket): string {
  const job = `NEW JOB ${refOf(visit)} ${when(visit.window, now, visit)}`;
  return fit([
    rather(2, sentence(`${job}, ${workOf(visit)}${street(visit)}`), sentence(`${job}${street(visit)}`), `${job}.`),
    `Reply Y by ${clock(replyBy, now, visit)} to accept, N to decline.`,
    may(0, visit.after ? `Only after the ${workOf({ work: visit.after })}.` : ''),
    rather(1, `Open: ${link}`, link),
  ]);
}

/** The second rung of the ladder: still not answered. */
export function stillNewJob({ visit, link, replyBy, now }: Ticket): string {
  const job = `STILL OPEN: job ${refOf(visit)} ${when(visit.window, now, visit)}`;
  return fit([
    rather(2, sentence(`${job}, ${workOf(visit)}${street(visit)}`), sentence(`${job}${street(visit)}`), `${job}.`),
    `Reply Y by ${clock(replyBy, now, visit)} or it goes to another.`,
    rather(1, `Open: ${link}`, link),
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
  const job = `JOB OFF ${refOf(visit)} ${when(visit.window, now, visit)}`;
  return fit([
    rather(1, `${job}${street(visit)}: ${WITHDRAWN[facts.because]}.`, `${job}: ${WITHDRAWN[facts.because]}.`),
    'Do not go. Reply Y to confirm.',
  ]);
}

const WITHDRAWN: Readonly<Record<WithdrawnBecause, string>> = {
  reassigned: 'another technician has it',
  moved: 'the customer chose another time',
  cancelled: 'the customer does not want the visit',
  'not-answered': 'not accepted in time, another technician has it',
  off: 'you are off',
};

/** The one-time link of a technician's page. */
export function signIn(
  facts: Hearer & {
    readonly company: Company;
    readonly link: string;
    readonly until: Date;
    readonly now: Date;
  },
) {
  const { company, link, until, now } = facts;
  return fit([
    rather(
      1,
      `${shortOf(company)}: your sign-in link, good once until ${clock(until, now, facts)}:`,
      `${shortOf(company)} sign-in:`,
    ),
    link,
  ]);
}

/** The answer to a technician's Y. */
export function jobAccepted({ visit, now }: { readonly visit: VisitSaid; readonly now: Date }): string {
  return fit([
    `Accepted: ${refOf(visit)} ${when(visit.window, now, visit)}.`,
    may(1, streetOf(visit) && sentence(streetOf(visit))),
  ]);
}

/** The answer to a technician's N. */
export function jobDeclined({ visit }: { readonly visit: VisitSaid }): string {
  return fit([`Declined: ${refOf(visit)} goes to another technician. Nothing for you to do.`]);
}

/** A Y or N with nothing to answer. */
export function noOpenJob({ company }: { readonly company: Company }): string {
  return fit([`${shortOf(company)}: no job is waiting for your answer. Your page has today's jobs.`]);
}

const street = (visit: VisitSaid) => streetOf(visit) && `, ${streetOf(visit)}`;
