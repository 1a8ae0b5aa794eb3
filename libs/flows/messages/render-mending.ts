import { cannotCome, type CannotCome, cannotComeCall } from '#conversation/texts/cannot-come';
import type { Agent } from '#flows/steps/call-back';
import { aboutVisit, type Context, fact, instant, openMenu, type Rendered } from '#flows/messages/context';
import { agentSaid, technicianSaid } from '#flows/said';

/** Nobody comes as planned: other times, or who calls. Not said once somebody has the visit again. */
export async function tellCannotCome(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  if (visit.state !== 'confirmed') return { suppress: `the visit is ${visit.state}` };
  if (visit.ticket) return { suppress: 'somebody has the visit again' };
  const facts = {
    company: c.company,
    visit: said,
    technician: technicianSaid(fact(c, 'technician')),
    why: fact<CannotCome>(c, 'why'),
    now: c.now,
  };
  const call = c.message.facts['call'] as { agent: Agent; by: string } | undefined;
  if (call) return { body: cannotComeCall({ ...facts, agent: agentSaid(call.agent), by: instant(call.by) }) };
  const menu = await openMenu(c);
  return menu?.choices.length
    ? { body: cannotCome({ ...facts, menu }) }
    : { suppress: 'the times it would name are not held any more' };
}
