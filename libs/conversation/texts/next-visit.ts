import type { Company, Hearer, Menu, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { type Clause, fit, rather } from '#conversation/fit';
import {
  clock,
  firstOf,
  opening,
  proper,
  refOf,
  sentence,
  shortNameOf,
  shortOf,
  streetOf,
  when,
  workOf,
} from '#conversation/said';
import { menuLines } from '#conversation/texts/menu';

type Because = {
  readonly why: 'part' | 'skill' | 'absent' | 'unsafe' | 'time';
  readonly part: string | null;
  /** When he was at the door. */
  readonly at: Date | null;
};

type NextVisit = Hearer & {
  readonly company: Company;
  readonly work: string;
  readonly street: string;
  readonly technician: TechnicianSaid | null;
  /** Null when the customer knows why, and only the times are fresh. */
  readonly because: Because | null;
  readonly menu: Menu;
  readonly now: Date;
};

/** Why the work is not done, and when it can go on: said before the technician has left. */
export function nextVisit(facts: NextVisit): string {
  const { company, because, menu, now } = facts;
  const until = `held until ${clock(menu.heldUntil, now, facts)}:`;
  const opened: Clause[] = because ? whyNot(facts, because) : [`${shortOf(company)}:`];
  return fit([...opened, rather(3, `Next visit, ${until}`), ...menuLines(menu, '', now, facts)], 2);
}

function whyNot(facts: NextVisit, because: Because): Clause[] {
  const { company, work, street, technician, now } = facts;
  const who = firstOf(technician);
  if (because.why === 'absent') {
    const time = because.at ? ` at ${clock(because.at, now, facts)}` : '';
    const place = streetOf({ street });
    const was = (where: string) => `${shortOf(company)}: ${who} was ${where}${time} and found nobody.`;
    return [rather(1, was(place ? `at ${place}` : 'there'), was('there'))];
  }
  const not = `${shortOf(company)}: ${who} could not finish your ${workOf({ work })}`;
  const part = proper(because.part ?? '', 24);
  const reasons = {
    part: part ? [`a part is needed: ${part}`, 'a part is needed'] : ['a part is needed'],
    skill: ['it needs another specialist'],
    time: ['it needs more time than planned'],
    unsafe: ['it was not safe to go on'],
  }[because.why];
  return [rather(1, ...reasons.map((reason) => sentence(`${not}: ${reason}`)))];
}

/** The next visit has its time. */
export function nextBooked({
  visit,
  part,
  now,
}: {
  readonly visit: VisitSaid;
  readonly part: string | null;
  readonly now: Date;
}): string {
  const { window, technician, link } = visit;
  const comes = `Done. ${opening(shortNameOf(technician))} comes ${when(window, now, visit)}`;
  return fit([
    sentence(part ? `${comes}, with the part` : comes),
    rather(2, `Same ref ${refOf(visit)}; your notes and what was done are passed on.`, `Same ref ${refOf(visit)}.`),
    rather(1, `Confirmation: ${link}`, link),
  ]);
}
