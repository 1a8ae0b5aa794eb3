import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, Hearer, Menu, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { type Clause, fit, rather } from '#conversation/fit';
import {
  atClock,
  firstOf,
  opening,
  proper,
  refOf,
  sentence,
  shortNameOf,
  shortOf,
  spokenClock,
  spokenWhen,
  streetOf,
  workOf,
} from '#conversation/said';
import { menuLines } from '#conversation/texts/menu';
import { type Kept, keptAfter } from '#conversation/texts/several';

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
  /** The later visit that waits for this one; absent when none does. */
  readonly later?: Kept | null;
  readonly now: Date;
};

/** Why the work is not done, and when it can go on: said before the technician has left. */
export function nextVisit(facts: NextVisit): string {
  const { company, because, menu, later, now } = facts;
  const until = spokenClock(menu.heldUntil, now, facts);
  const opened = because ? whyNot(facts, because) : `${shortOf(company, facts)}:`;
  const held = sayIn(facts.language)('next-visit.held', { until });
  const kept = later ? keptAfter(later, workOf(facts, facts), now, facts).map((said) => `\n${said}`) : [];
  return fit([opened, held, ...menuLines(menu, '', now, facts), rather(3, ...kept, '')], 2);
}

function whyNot(facts: NextVisit, because: Because): Clause {
  if (because.why === 'absent') return foundNobody(facts, because.at);
  const say = sayIn(facts.language);
  const part = proper(because.part ?? '', 24);
  const reason = say(`next-visit.${because.why}`);
  const reasons = because.why === 'part' && part ? [say('next-visit.part.named', { part }), reason] : [reason];
  return rather(1, ...reasons.map((why) => notFinished(facts, why)));
}

function foundNobody(facts: NextVisit, arrived: Date | null): Clause {
  const say = sayIn(facts.language);
  const who = { company: shortOf(facts.company, facts), technician: firstOf(facts.technician, facts) };
  const street = streetOf(facts);
  const at = arrived && atClock(arrived, facts.now, facts);
  const there = at ? say('next-visit.absent.time', { ...who, at }) : say('next-visit.absent', who);
  if (!street) return there;
  const inStreet = { ...who, street };
  return rather(
    1,
    at ? say('next-visit.absent.street-time', { ...inStreet, at }) : say('next-visit.absent.street', inStreet),
    there,
  );
}

/** `Acme: Maria could not finish your repair: a part is needed.` */
export function notFinished(
  facts: Omit<NextVisit, 'because' | 'menu' | 'later' | 'street' | 'zone'>,
  reason: string,
): string {
  return sentence(
    sayIn(facts.language)('next-visit.not-finished', {
      company: shortOf(facts.company, facts),
      technician: firstOf(facts.technician, facts),
      work: workOf(facts, facts),
      reason,
    }),
  );
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
  const say = sayIn(visit.language);
  const ref = { ref: refOf(visit) };
  return fit([
    say(part ? 'choices.done.part' : 'choices.done', {
      technician: opening(shortNameOf(technician, visit)),
      when: spokenWhen(window, now, visit),
    }),
    rather(2, say('choices.same-ref.done', ref), say('choices.same-ref', ref)),
    rather(1, say('choices.confirmation.short', { link }), link),
  ]);
}
