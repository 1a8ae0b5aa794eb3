import { plusMinutes } from '#time/minutes';
import {
  jobAccepted,
  jobDeclined,
  jobWithdrawn,
  newJob,
  noOpenJob,
  signIn,
  stillNewJob,
} from '#conversation/texts/technician';
import { signInLink, signInUrl } from '#flows/links';
import { aboutVisit, type Context, fact, hearerOf, instant, type Rendered } from '#flows/messages/context';

/** Technicians are spoken to in English, whatever the customer's language. */
const toTechnician = (c: Context): Context => ({ ...c, language: 'en' });

export const tellTicket = (c: Context): Promise<Rendered> => ticketText(c, newJob);
export const tellTicketAgain = (c: Context): Promise<Rendered> => ticketText(c, stillNewJob);

export const tellAccepted = (c: Context): Rendered => ({
  body: jobAccepted({ visit: aboutVisit(toTechnician(c)).said, now: c.now }),
});

export const tellDeclined = (c: Context): Rendered => ({
  body: jobDeclined({ visit: aboutVisit(toTechnician(c)).said }),
});

export const tellNoTicket = (c: Context): Rendered => ({
  body: noOpenJob({ company: c.company, language: toTechnician(c).language }),
});

/** A link of his own, made for this text. */
export async function tellSignIn(c: Context): Promise<Rendered> {
  const signInLinkId = await signInLink(c.tx, c.house, fact(c, 'technicianId'));
  const link = signInUrl(c.house, signInLinkId);
  const until = plusMinutes(c.now, 1440);
  return {
    body: signIn({ company: c.company, link, until, now: c.now, ...hearerOf(toTechnician(c)) }),
    signInLinkId,
  };
}

/** His ticket has ended without him: why. */
export async function tellWithdrawal(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(toTechnician(c));
  const [ended] = await c.tx.sql<{ state: string }>('SELECT state FROM assignment WHERE id = $1', [
    c.message.assignmentId,
  ]);
  const withoutAnybody = ended?.state === 'withdrawn' ? 'off' : 'not-answered';
  const because = visit.state === 'cancelled' ? 'cancelled' : visit.ticket ? 'reassigned' : withoutAnybody;
  return { body: jobWithdrawn({ visit: said, because, now: c.now }) };
}

async function ticketText(c: Context, write: typeof newJob): Promise<Rendered> {
  const { visit, said } = aboutVisit(toTechnician(c));
  const ticket = visit.ticket;
  if (ticket?.id !== c.message.assignmentId || (ticket?.state !== 'created' && ticket?.state !== 'delivered'))
    return { suppress: 'the ticket has been answered or given on' };
  const signInLinkId = await signInLink(c.tx, c.house, ticket.technicianId);
  const link = signInUrl(c.house, signInLinkId);
  return { body: write({ visit: said, link, replyBy: instant(fact(c, 'replyBy')), now: c.now }), signInLinkId };
}
