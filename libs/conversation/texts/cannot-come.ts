import { sayIn } from '#conversation/catalogue/say-in';
import type { AgentSaid, Company, Menu, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { agentOf, firstOf, phone, shortOf, spokenClock, spokenWhen } from '#conversation/said';
import { heldLine, menuLines } from '#conversation/texts/menu';

/** Why nobody comes as planned. */
export type CannotCome = 'sick' | 'broken-down';

type Facts = {
  readonly company: Company;
  readonly visit: VisitSaid;
  /** Who was to come. */
  readonly technician: TechnicianSaid;
  readonly why: CannotCome;
  readonly now: Date;
};

/**
 * The technician cannot come and nobody else can keep the time: said at once, with the reason and other times held.
 * There is nothing to keep, so no digit keeps it.
 */
export function cannotCome(facts: Facts & { readonly menu: Menu }): string {
  const { visit, menu, now } = facts;
  const say = sayIn(visit.language);
  const lines = menuLines(menu, '', now, visit);
  return fit([news(facts), may(1, say('said.sorry')), say('menu.reply'), ...lines, heldLine(menu, now, visit)], 2);
}

/** The same when no other time is free either: who calls, and by when. */
export function cannotComeCall(facts: Facts & { readonly agent: AgentSaid; readonly by: Date }): string {
  const { company, visit, agent, by, now } = facts;
  const say = sayIn(visit.language);
  const desk = { desk: phone(company.desk) };
  return fit([
    news(facts),
    may(1, say('said.sorry')),
    say('person.calls-new-time', { agent: agentOf(agent, visit), by: spokenClock(by, now, visit) }),
    rather(2, say('reply.cannot-wait', desk), say('reply.or-desk', desk), ''),
  ]);
}

const news = ({ company, visit, technician, why, now }: Facts): string =>
  sayIn(visit.language)(`cannot-come.${why}`, {
    company: shortOf(company, visit),
    technician: firstOf(technician, visit),
    when: spokenWhen(visit.window, now, visit),
  });
