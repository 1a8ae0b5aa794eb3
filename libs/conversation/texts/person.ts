import { sayIn } from '#conversation/catalogue/say-in';
import type { AgentSaid, Company, Hearer, Listener, Menu, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { agentOf, nameOf, phone, roleOf, sentence, shortOf, spokenClock } from '#conversation/said';
import { stillOpen } from '#conversation/texts/menu';

type CallBack = Hearer & {
  readonly company: Company;
  readonly agent: AgentSaid;
  readonly by: Date;
  readonly now: Date;
};

/** A call-back is promised: which number, by when, by whom. */
export function callBack(facts: CallBack & { readonly phone: string }): string {
  const { company, by, now } = facts;
  const say = sayIn(facts.language);
  const agent = agentOf(facts.agent, facts);
  const call = {
    phone: phone(facts.phone),
    by: spokenClock(by, now, facts),
    agent,
    role: roleOf(facts.agent, facts),
  };
  return fit([
    rather(3, sentence(say('person.will-call', call)), sentence(say('person.will-call.short', call))),
    rather(2, say('person.has-chat', { agent }), say('person.has-chat.short', { agent })),
    may(1, say('person.other-number')),
    say('reply.cannot-wait', { desk: phone(company.desk) }),
  ]);
}

/** The call-back was not made: said before the customer has to ask, with a new owner and a new time. */
export function callBackBroken(
  facts: CallBack & { readonly before: { readonly first: string; readonly by: Date } },
): string {
  const { company, before, now } = facts;
  const say = sayIn(facts.language);
  const desk = { desk: phone(company.desk) };
  const next = { agent: agentOf(facts.agent, facts), by: spokenClock(facts.by, now, facts) };
  const promised = {
    company: shortOf(company, facts),
    agent: agentOf(before, facts),
    by: spokenClock(before.by, now, facts),
  };
  return fit([
    rather(3, say('person.did-not-call', promised), say('person.did-not-call.short', promised)),
    rather(
      2,
      say('person.has-it-now', { ...next, role: roleOf(facts.agent, facts) }),
      say('person.has-it-now.short', next),
    ),
    rather(1, say('person.or-desk', desk), say('reply.or-desk', desk)),
  ]);
}

/** Nobody has called, time and again: no further time is promised, and he is asked to call. */
export function pleaseCallUs({ company, language }: Listener & { readonly company: Company }): string {
  const say = sayIn(language);
  const facts = { company: nameOf(company, { language }), desk: phone(company.desk) };
  return fit([rather(1, say('person.call-us', facts), say('person.call-us.short', facts))]);
}

/** Not understood, once. While a menu is open its digits keep their meaning, so no others are given. */
export function notUnderstood(
  open: { readonly visit: VisitSaid; readonly menu: Menu; readonly now: Date } | null,
  { language }: Listener,
): string {
  const say = sayIn(language);
  if (!open) return say('person.not-understood.digits');
  return fit([
    say('person.not-understood'),
    stillOpen(open.menu, open.now, open.visit),
    may(1, say('person.ask-anything')),
  ]);
}
