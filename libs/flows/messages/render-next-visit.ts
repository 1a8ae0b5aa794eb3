import type { TechnicianSaid } from '#conversation/facts';
import type { WhyTold } from '#visits/next-visit';
import { nextBooked, nextVisit } from '#conversation/texts/next-visit';
import { saysKept } from '#conversation/texts/several';
import { cannotComplete } from '#conversation/texts/visit';
import { agentSaid, workSaid } from '#flows/said';
import { aboutVisit, type Context, fact, instant, openMenu, type Rendered } from '#flows/messages/context';
import { keptFor } from '#flows/messages/render-several';
import type { Agent } from '#flows/steps/call-back';

/** Why the work could not be completed, and the times for the next visit; while they are still to be chosen from. */
export async function tellNextVisit(c: Context): Promise<Rendered> {
  const visit = c.visit!;
  if (visit.state !== 'requested') return { suppress: 'the next visit has its time by now' };
  const menu = await openMenu(c);
  if (!menu?.choices.length) return { suppress: 'the times for the next visit are gone by now' };
  const said = c.message.facts as {
    why?: WhyTold;
    part?: string | null;
    arrivedAt?: string | null;
    technician?: TechnicianSaid | null;
  };
  const later = await keptFor(c);
  const hearer = { zone: visit.place.zone, language: c.language };
  const body = nextVisit({
    company: c.company,
    work: workSaid(visit.work, c.language),
    street: visit.place.street,
    ...hearer,
    technician: said.technician ?? null,
    because: said.why
      ? { why: said.why, part: said.part ?? null, at: said.arrivedAt ? instant(said.arrivedAt) : null }
      : null,
    menu,
    later,
    now: c.now,
  });
  return { body, ...(later && saysKept(body, later, c.now, hearer) ? { besides: ['suspension'] } : {}) };
}

/** The work could not be completed, and a person calls. */
export async function tellCouldNotComplete(c: Context): Promise<Rendered> {
  const { agent, by } = fact<{ agent: Agent; by: string }>(c, 'call');
  const later = await keptFor(c);
  const body = cannotComplete({
    company: c.company,
    visit: aboutVisit(c).said,
    reason: fact(c, 'reason'),
    next: { do: 'call', agent: agentSaid(agent), by: instant(by) },
    later: later && { ...later, digit: fact<number | null | undefined>(c, 'digit') ?? null },
    now: c.now,
  });
  return { body, ...(later ? { besides: ['suspension'] } : {}) };
}

export function tellNextBooked(c: Context): Rendered {
  if (c.visit?.state !== 'confirmed') return { suppress: `the visit is ${c.visit?.state}` };
  const { visit, said } = aboutVisit(c);
  if (visit.revision !== c.message.claims.revision) return { suppress: 'a newer promise has its own confirmation' };
  return { body: nextBooked({ visit: said, part: visit.part, now: c.now }) };
}
