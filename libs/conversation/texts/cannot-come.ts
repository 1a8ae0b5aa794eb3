import type { AgentSaid, Company, Menu, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { agentOf, clock, firstOf, phone, shortOf, when } from '#conversation/said';
import { heldness, menuLines } from '#conversation/texts/menu';

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
  const { company, visit, technician, menu, now } = facts;
  const until = clock(menu.heldUntil, now, visit);
  return fit(
    [
      `${shortOf(company)}: ${firstOf(technician)} ${reasonOf(facts)} and nobody else is free ${when(visit.window, now, visit)}.`,
      may(1, 'Sorry.'),
      'Reply:',
      ...menuLines(menu, '', now, visit),
      heldness(menu) === 'none'
        ? rather(2, '\nNot held for you: first come, first served.', '\nNot held: first come.')
        : rather(2, `\nHeld for you until ${until}.`, `\nHeld until ${until}.`),
    ],
    2,
  );
}

/** The same when no other time is free either: who calls, and by when. */
export function cannotComeCall(facts: Facts & { readonly agent: AgentSaid; readonly by: Date }): string {
  const { company, visit, technician, agent, by, now } = facts;
  return fit([
    `${shortOf(company)}: ${firstOf(technician)} ${reasonOf(facts)} and nobody else is free ${when(visit.window, now, visit)}.`,
    may(1, 'Sorry.'),
    `${agentOf(agent)} calls you by ${clock(by, now, visit)} with a new time.`,
    rather(2, `Can't wait? Call ${phone(company.desk)}.`, `Or call ${phone(company.desk)}.`, ''),
  ]);
}

const reasonOf = ({ why }: Facts) => (why === 'sick' ? 'is sick' : 'has broken down');
