import { alreadyDone, type Over } from '#conversation/texts/over';
import { survey, thanks } from '#conversation/texts/visit';
import type { Visit } from '#store/visit';
import { aboutVisit, type Context, fact, instant, type Rendered } from '#flows/messages/context';
import { agentSaid } from '#flows/said';
import type { Agent } from '#flows/steps/call-back';
import { isSomethingOpen } from '#flows/steps/something-open';

/** What is so of a visit when this leaves, where a text can do nothing about it. */
export function tellAlreadyDone(c: Context): Rendered {
  const { visit, said } = aboutVisit(c);
  return { body: alreadyDone({ company: c.company, visit: said, over: overOf(visit, c.now), now: c.now }) };
}

function overOf({ state, endedAt, arrivedAt, suspendedAt }: Visit, now: Date): Over {
  const at = endedAt ?? now;
  switch (state) {
    case 'fulfilled':
      return { is: 'finished', at };
    case 'failed':
      return { is: 'not-finished', at };
    case 'cancelled':
      return { is: 'cancelled', at };
    case 'requested':
      return { is: 'without-a-time' };
    case 'confirmed':
      if (arrivedAt) return { is: 'there', at: arrivedAt };
      return { is: suspendedAt ? 'not-confirmed' : 'stands' };
  }
}

/** How it was is asked of nobody who has meanwhile written that something is wrong, or waits for us. */
export async function tellSurvey(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  if (await isSomethingOpen(c.tx, visit)) return { suppress: 'something is open with the customer by now' };
  return { body: survey({ company: c.company, visit: said, now: c.now }) };
}

/** His answer is noted; who waits for a call hears by when it comes. */
export function tellThanks(c: Context): Rendered {
  const call = fact<{ agent: Agent; by: string } | null | undefined>(c, 'call');
  return {
    body: thanks({
      visit: aboutVisit(c).said,
      score: fact(c, 'score'),
      call: call ? { agent: agentSaid(call.agent), by: instant(call.by) } : null,
      now: c.now,
    }),
  };
}
