import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, EtaSaid, Menu, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { type Clause, fit, may, rather } from '#conversation/fit';
import {
  afterSaid,
  arrival,
  firstOf,
  opening,
  phone,
  refOf,
  sentence,
  shortNameOf,
  shortOf,
  spokenClock,
  spokenWhen,
  told,
  when,
  whose,
  workOf,
} from '#conversation/said';
import { heldness, menuLines } from '#conversation/texts/menu';
import type { OtherSaid } from '#conversation/texts/several';

/** Why a menu is put again: the old one ran out, somebody else took the time, or the customer asked for other times. */
export type FreshWhy = 'expired' | 'taken' | 'asked';

/** New times, under new digits, held for him as far as they are. */
export function freshChoices(facts: {
  readonly visit: VisitSaid;
  readonly menu: Menu;
  readonly why: FreshWhy;
  /** The later visit that would have to move as well; absent when these times spare it. */
  readonly moves?: OtherSaid | null;
  /** When he comes if nothing is chosen, where that is not in the window any more. */
  readonly eta?: EtaSaid | null;
  readonly now: Date;
}): string {
  const { visit, menu, why, moves, eta, now } = facts;
  const say = sayIn(visit.language);
  const until =
    heldness(menu) === 'none'
      ? say('choices.until.not-held', { now: spokenClock(now, now, visit) })
      : say('choices.until', { until: spokenClock(menu.heldUntil, now, visit) });
  const also = moves?.window
    ? say('choices.moves', { work: workOf(moves, visit), when: spokenWhen(moves.window, now, visit) })
    : '';
  const keeping = eta
    ? say('menu.keep-arrival', {
        technician: firstOf(visit.technician, visit),
        arrival: arrival(told(eta), now, visit),
      })
    : say('menu.keep-window', { when: when(visit.window, now, visit) });
  return fit([also, say(`choices.${why}`, { until }), ...menuLines(menu, keeping, now, visit)], 2);
}

/** Nothing is free: what stands goes on standing, and a person looks further. */
export function noChoices({
  company,
  visit,
  now,
}: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly now: Date;
}) {
  const say = sayIn(visit.language);
  return fit([
    say('choices.none'),
    say('choices.visit-stands', { when: spokenWhen(visit.window, now, visit) }),
    say('reply.person-or-desk', { desk: phone(company.desk) }),
  ]);
}

type Changed = {
  readonly visit: VisitSaid;
  readonly before: { readonly technician: TechnicianSaid | null; readonly expected: Date };
  /** The later visit that stands on the new time as well; absent when there is none. */
  readonly stillStands?: OtherSaid | null;
  readonly now: Date;
};

/** The choice is done: who and when now, and what was given back. `expected` is when the old visit was due. */
export function changed(facts: Changed): string {
  const { visit, stillStands: next, now } = facts;
  const { technician, link } = visit;
  const say = sayIn(visit.language);
  const who = opening(isSame(facts) ? firstOf(technician, visit) : shortNameOf(technician, visit));
  const done = { technician: who, when: spokenWhen(visit.window, now, visit) };
  const ref = { ref: refOf(visit) };
  return fit([
    visit.isOneOf
      ? sentence(say('choices.done.work', { ...done, work: workOf(visit, visit) }))
      : say('choices.done', done),
    may(6, afterSaid(visit)),
    may(
      5,
      next?.window
        ? say('choices.next-stands', { work: workOf(next, visit), when: spokenWhen(next.window, now, visit) })
        : '',
    ),
    rather(3, say(isSame(facts) ? 'choices.same-ref' : 'choices.same-ref.notes', ref), say('choices.same-ref', ref)),
    released(facts),
    rather(2, say('choices.confirmation', { link }), say('choices.confirmation.short', { link }), link),
  ]);
}

const isSame = ({ visit, before }: Changed) =>
  visit.technician !== null && visit.technician.short === before.technician?.short;

/** Whose time was given back: the other technician's by name, else simply the customer's own. */
function released(facts: Changed): Clause {
  const { visit, before, now } = facts;
  const say = sayIn(visit.language);
  const time = spokenClock(before.expected, now, visit).replace(/[ap]m$/, '');
  if (!before.technician || isSame(facts))
    return rather(4, say('choices.released.yours', { time }), say('choices.released.yours.short', { time }), '');
  const old = { whose: whose(firstOf(before.technician, visit), visit), time };
  return rather(4, opening(say('choices.released', old)), opening(say('choices.released.short', old)), '');
}

/** The customer stays with what is: the time as it stands now, and the promise to tell. */
export function kept({
  visit,
  eta,
  now,
}: {
  readonly visit: VisitSaid;
  readonly eta: EtaSaid | null;
  readonly now: Date;
}) {
  const say = sayIn(visit.language);
  const technician = firstOf(visit.technician, visit);
  return fit([
    eta
      ? say('choices.kept', { technician, arrival: arrival(told(eta), now, visit) })
      : say('choices.kept.window', { technician, when: when(visit.window, now, visit) }),
    say('answers.we-text'),
    may(1, say('choices.others-released', { ref: refOf(visit) })),
  ]);
}

/** The visit will not happen, and everybody knows. */
export function visitCancelled({ visit, now }: { readonly visit: VisitSaid; readonly now: Date }) {
  const say = sayIn(visit.language);
  const technician = visit.technician && firstOf(visit.technician, visit);
  return fit([
    say('choices.cancelled', { when: spokenWhen(visit.window, now, visit), ref: refOf(visit) }),
    may(2, technician ? opening(say('choices.technician-told', { technician })) : ''),
    say('reply.changed-mind'),
  ]);
}

/** Somebody else has the visit at the same time, and said yes. */
export function newTechnician(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly before: TechnicianSaid;
  readonly now: Date;
}): string {
  const { company, visit, before, now } = facts;
  const say = sayIn(visit.language);
  return fit([
    say('choices.new-technician', {
      company: shortOf(company, visit),
      before: firstOf(before, visit),
      technician: shortNameOf(visit.technician, visit),
    }),
    say('choices.same-time', { when: when(visit.window, now, visit), ref: refOf(visit) }),
    may(1, say('choices.nothing-to-do')),
  ]);
}
