import { callBack, callBackBroken, pleaseCallUs } from '#conversation/texts/person';
import { type Context, fact, hearerOf, instant, type Rendered } from '#flows/messages/context';
import { agentFirst, agentSaid } from '#flows/said';
import type { Agent } from '#flows/steps/call-back';

/** Who calls, and by when. */
export const tellCall = (c: Context): Rendered => ({
  body: callBack({ ...callOf(c), phone: c.message.phone }),
});

/** The call that was promised did not come; who calls now. */
export function tellBrokenCall(c: Context): Rendered {
  const before = fact<{ name: string; by: string }>(c, 'before');
  return { body: callBackBroken({ ...callOf(c), before: { first: agentFirst(before.name), by: instant(before.by) } }) };
}

/** Nobody has called time and again: he is asked to. */
export const tellPleaseCall = (c: Context): Rendered => ({
  body: pleaseCallUs({ company: c.company, language: c.language }),
});

const callOf = (c: Context) => ({
  company: c.company,
  agent: agentSaid(fact<Agent>(c, 'agent')),
  by: instant(fact(c, 'by')),
  now: c.now,
  ...hearerOf(c),
});
