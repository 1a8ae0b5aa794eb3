import { later, minutesBetween } from '#time/minutes';
import type { Language } from '#time/language';
import type { AgentSaid, DelayReason, EtaSaid, TechnicianSaid, VisitSaid } from '#conversation/facts';
import type { Basis } from '#eta/basis';
import type { NeedsFirst, Ticket, Visit } from '#store/visit';

/** `Maria Gomez` → Maria, Maria G. */
export function technicianSaid(name: string): TechnicianSaid {
  const [first = name, ...rest] = name.split(' ');
  const initial = rest.at(-1)?.[0];
  return { first, short: initial ? `${first} ${initial}.` : first };
}

/** Who has promised where nobody is at the desk: the desk as a whole. */
export const THE_DESK = 'The desk';

export const firstName = (name: string) => (name === THE_DESK ? name : (name.split(' ')[0] ?? name));

/** As a customer reads who of us it is; empty, which texts say as `a person`, where it is nobody by name. */
export const agentFirst = (name: string) => (name === THE_DESK ? '' : firstName(name));

/** Who calls, as he is named in a text. */
export const agentSaid = ({ name, role }: { readonly name: string; readonly role: string }): AgentSaid => ({
  first: agentFirst(name),
  role: role === 'desk' ? 'dispatch' : role,
});

/** `repair`, `reparación`: a kind of work in the language of who reads of it. */
export const workSaid = ({ name, nameEs }: Pick<Visit['work'], 'name' | 'nameEs'>, language: Language) =>
  ((language === 'es' && nameEs) || name).toLowerCase();

/** The same of the work that has to be done first. */
export const neededWorkSaid = ({ work, workEs }: NeedsFirst, language: Language) =>
  workSaid({ name: work, nameEs: workEs }, language);

/** A visit as the texts speak of it in `language`. A visit with nothing promised yet has no window to speak of: that throws. */
export function visitSaid(visit: Visit, link: string, language: Language): VisitSaid {
  if (!visit.window) throw new Error(`appointment ${visit.appointmentId} has no window to tell`);
  return {
    ref: visit.ref,
    language,
    work: workSaid(visit.work, language),
    street: visit.place.street,
    zone: visit.place.zone,
    window: visit.window,
    technician: visit.ticket && technicianSaid(visit.ticket.technician),
    customer: firstName(visit.customer.name),
    link,
    after: visit.needs && visit.needs.state !== 'fulfilled' ? neededWorkSaid(visit.needs, language) : null,
    isOneOf: visit.needs !== null || visit.isNeeded,
  };
}

/**
 * The present prediction as the texts speak of it, or null when there is none (nothing planned, or he is there). Nobody
 * is told of a time before his window: until then he need not be home.
 */
export function etaSaid(visit: Visit, now: Date): EtaSaid | null {
  if (!visit.eta || visit.arrivedAt) return null;
  const seenAt = visit.ticket?.seenAt ?? null;
  const { p10, p50, p90 } = visit.eta;
  const notBefore = (t: Date) => (visit.window ? later(t, visit.window.from) : t);
  return {
    ...visit.eta,
    p10: notBefore(p10),
    p50: notBefore(p50),
    p90: notBefore(p90),
    reason: reasonOf(visit.eta.basis, visit.ticket),
    positionAgeMinutes: seenAt && minutesBetween(seenAt, now),
  };
}

/** A delay reported on a stop before this one is a job that ran over; on this one it is what he said himself. */
function reasonOf(basis: Basis, ticket: Ticket | null): DelayReason {
  // Once he drives to this very customer there is no job before that could be silent.
  if (basis === 'silence') return ticket?.state === 'en_route' ? 'plan' : 'silence';
  if (basis !== 'reported') return 'plan';
  return ticket?.announced ? 'reported' : 'job-ran-over';
}
