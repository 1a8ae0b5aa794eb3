import type { TechnicianSaid } from '#conversation/facts';
import type { WhyTold } from '#visits/next-visit';
import { nextBooked, nextVisit } from '#conversation/texts/next-visit';
import { workSaid } from '#flows/said';
import { aboutVisit, type Context, instant, openMenu, type Rendered } from '#flows/messages/context';

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
  return {
    body: nextVisit({
      company: c.company,
      work: workSaid(visit.work, c.language),
      street: visit.place.street,
      zone: visit.place.zone,
      language: c.language,
      technician: said.technician ?? null,
      because: said.why
        ? { why: said.why, part: said.part ?? null, at: said.arrivedAt ? instant(said.arrivedAt) : null }
        : null,
      menu,
      now: c.now,
    }),
  };
}

export function tellNextBooked(c: Context): Rendered {
  if (c.visit?.state !== 'confirmed') return { suppress: `the visit is ${c.visit?.state}` };
  const { visit, said } = aboutVisit(c);
  if (visit.revision !== c.message.claims.revision) return { suppress: 'a newer promise has its own confirmation' };
  return { body: nextBooked({ visit: said, part: visit.part, now: c.now }) };
}
