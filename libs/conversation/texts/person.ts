import type { AgentSaid, Company, Hearer, Menu, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { agentOf, clock, phone, proper, sentence, shortOf } from '#conversation/said';
import { stillOpen } from '#conversation/texts/menu';

type CallBack = Hearer & {
  readonly company: Company;
  readonly agent: AgentSaid;
  readonly by: Date;
  readonly now: Date;
};

/** A call-back is promised: which number, by when, by whom. */
export function callBack(facts: CallBack & { readonly phone: string }): string {
  const { company, agent, by, now } = facts;
  const who = agentOf(agent);
  return fit([
    `A person will call you at ${phone(facts.phone)} by ${sentence(`${clock(by, now, facts)}: ${who}, ${roleOf(agent)}`)}`,
    rather(2, `${who} has your visit and this whole chat.`, `${who} has this chat.`),
    may(1, 'Other number? Text it.'),
    `Can't wait? Call ${phone(company.desk)}.`,
  ]);
}

/** The call-back was not made: said before the customer has to ask, with a new owner and a new time. */
export function callBackBroken(
  facts: CallBack & { readonly before: { readonly first: string; readonly by: Date } },
): string {
  const { company, agent, by, before, now } = facts;
  const desk = phone(company.desk);
  const [first, next] = [agentOf(before), agentOf(agent)];
  return fit([
    `${shortOf(company)}: ${first} did not call by ${clock(before.by, now, facts)} as promised. Sorry.`,
    rather(
      2,
      `${next} (${roleOf(agent)}) has it now and calls by ${clock(by, now, facts)}.`,
      `${next} calls by ${clock(by, now, facts)}.`,
    ),
    rather(1, `Or call ${desk}: your number opens this visit.`, `Or call ${desk}.`),
  ]);
}

/** Not understood, once. While a menu is open its digits keep their meaning, so no others are given. */
export function notUnderstood(
  open: { readonly visit: VisitSaid; readonly menu: Menu; readonly now: Date } | null,
): string {
  if (!open) {
    return 'Sorry, I did not get that. Reply 1 arrival time, 2 other times, 3 who is coming, 4 leave a note, 0 a person calls you.';
  }
  const ask = 'Ask me when, who or what you like, or reply 0 and a person calls you.';
  return fit([`Sorry, I did not get that.`, stillOpen(open.menu, open.now, open.visit), may(1, ask)]);
}

const roleOf = (agent: AgentSaid) => proper(agent.role, 12) || 'dispatch';
