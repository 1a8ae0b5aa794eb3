import { sayWindow } from '#time/say';
import type { Window } from '#time/window';
import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, Hearer, Menu, VisitSaid } from '#conversation/facts';
import { type Clause, fit, may, rather } from '#conversation/fit';
import {
  afterSaid,
  fullDay,
  nameOf,
  opening,
  proper,
  refOf,
  sentence,
  shortOf,
  spokenClock,
  spokenWhen,
  streetOf,
  when,
  workOf,
} from '#conversation/said';
import { bookedBy, consentTail, manage } from '#conversation/texts/booking';
import { heldLine, menuLines } from '#conversation/texts/menu';

/** Another visit of the same order: what is done, and when; null while it has no time. */
export type OtherSaid = { readonly work: string; readonly window: Window | null };

/** One whose time is kept while the visit it rests on is still to be done. */
export type Kept = OtherSaid & { readonly window: Window };

/** The first text of an order of several visits: the one that comes first, then those that rest on it. */
export function bookedSeveral(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly others: readonly OtherSaid[];
  readonly now: Date;
}): string {
  const { company, visit, others, now } = facts;
  const say = sayIn(visit.language);
  const street = streetOf(visit) && `, ${streetOf(visit)}`;
  const work = opening(workOf(visit, visit));
  const is = { work, day: fullDay(visit.window.from, now, visit), hours: sayWindow(visit.window, visit.zone) };
  return fit(
    [
      bookedBy(company, visit),
      rather(
        3,
        sentence(say('booking.visit.short', is) + street),
        sentence(say('booking.visit.short', is)),
        `${is.work} ${is.day} ${is.hours}.`,
      ),
      ...others.slice(0, 2).map((other) => otherClause(other, workOf(visit, visit), now, visit)),
      say('said.ref', { ref: refOf(visit) }),
      manage(visit),
      consentTail(visit),
    ],
    2,
  );
}

function otherClause(other: OtherSaid, first: string, now: Date, hearer: Hearer): Clause {
  const say = sayIn(hearer.language);
  const work = opening(workOf(other, hearer));
  if (!other.window) return rather(5, say('several.choose', { work }), '');
  return rather(5, ...keptAfter({ ...other, window: other.window }, first, now, hearer));
}

/** `Install Thu 9-11am is kept, confirmed after the survey.`, and shorter. `first` is the work it rests on. */
export function keptAfter(other: Kept, first: string, now: Date, hearer: Hearer): readonly string[] {
  const say = sayIn(hearer.language);
  const is = { work: opening(workOf(other, hearer)), when: when(other.window, now, hearer), first };
  return [say('several.kept-after', is), say('several.kept-after.short', is)];
}

/** Whether a text says it: it may have had no room for it. */
export const saysKept = (text: string, other: Kept, now: Date, hearer: Hearer): boolean =>
  text.includes(`${opening(workOf(other, hearer))} ${when(other.window, now, hearer)}`);

/** A later visit is booked, and what has to come first has no time yet: these are held. `visit` is the later one. */
export function surveyFirst(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly first: { readonly work: string; readonly minutes: number };
  readonly menu: Menu;
  readonly now: Date;
}): string {
  const { company, visit, first, menu, now } = facts;
  const say = sayIn(visit.language);
  const work = workOf(visit, visit);
  const before = workOf(first, visit);
  return fit(
    [
      say('several.survey-first', { company: shortOf(company, visit), work, first: before, minutes: first.minutes }),
      say('menu.pick'),
      ...menuLines(menu, '', now, visit),
      rather(3, ...keptAfter(visit, before, now, visit).map((kept) => `\n${kept}`)),
      heldLine(menu, now, visit),
    ],
    2,
  );
}

/** Why a later visit does not stand any more. */
export type SuspendedWhy = 'moved' | 'technician' | 'cancelled' | 'failed' | 'open';

type Suspended = {
  readonly company: Company;
  /** The later visit. */
  readonly visit: VisitSaid;
  /** What has to be done first. */
  readonly first: OtherSaid;
  readonly why: SuspendedWhy;
  readonly now: Date;
};

/** What a visit rested on has moved: it is kept, not confirmed, and these are the times that fit. */
export function suspended(facts: Suspended & { readonly menu: Menu | null }): string {
  const { visit, now, menu } = facts;
  const say = sayIn(visit.language);
  const kept = may(2, say('several.kept'));
  if (!menu?.choices.length)
    return fit([because(facts), kept, rather(3, say('several.none-free'), say('reply.person'))]);
  const held = `\n${say('menu.held.short', { until: spokenClock(menu.heldUntil, now, visit) })}`;
  return fit([because(facts), kept, say('menu.pick'), ...menuLines(menu, '', now, visit), held], 2);
}

/** What a visit rested on will not happen: another one has to be booked first. `digit` ends the later one as well. */
export function firstIsOff(facts: Suspended & { readonly digit: number | null }): string {
  const { visit, first, digit } = facts;
  const { link } = visit;
  const say = sayIn(visit.language);
  return fit(
    [
      because(facts),
      may(3, say('several.kept')),
      rather(2, say('several.new-time', { work: workOf(first, visit), link }), link),
      digit === null
        ? say('reply.person')
        : rather(
            1,
            say('several.give-up', { digit, work: workOf(visit, visit) }),
            say('several.give-up.short', { digit }),
          ),
    ],
    2,
  );
}

function because({ company, visit, first, why, now }: Suspended): Clause {
  const say = sayIn(visit.language);
  const is = {
    company: shortOf(company, visit),
    first: workOf(first, visit),
    work: workOf(visit, visit),
    when: spokenWhen(visit.window, now, visit),
  };
  switch (why) {
    case 'moved': {
      const time = first.window && spokenWhen(first.window, now, visit);
      const moved = time ? say('several.moved.to', { ...is, time }) : say('several.moved', is);
      return rather(4, moved, say('several.moved.short', is));
    }
    case 'technician':
      return rather(4, say('several.technician', is), say('several.technician.short', is));
    case 'open':
      return say('several.open', is);
    case 'failed':
      return rather(4, say('several.failed', is), say('several.failed.short', is));
    case 'cancelled':
      return rather(4, say('several.off', is), say('several.off.short', is));
  }
}

/** What stood still stands again, as it was. */
export const resumed = ({ company, visit, now }: Pick<Suspended, 'company' | 'visit' | 'now'>): string =>
  fit([
    sayIn(visit.language)('several.resumed', {
      company: shortOf(company, visit),
      work: workOf(visit, visit),
      when: spokenWhen(visit.window, now, visit),
      ref: refOf(visit),
    }),
    may(1, afterSaid(visit)),
  ]);

/** Nothing was booked in time for the visit it rests on: its time is let go. */
export function letGo(facts: Pick<Suspended, 'company' | 'visit' | 'first' | 'now'>): string {
  const { company, visit, first, now } = facts;
  const { link } = visit;
  const say = sayIn(visit.language);
  const is = {
    company: shortOf(company, visit),
    work: workOf(visit, visit),
    when: spokenWhen(visit.window, now, visit),
  };
  return fit(
    [
      rather(2, say('several.let-go.why', { ...is, first: workOf(first, visit) }), say('several.let-go', is)),
      rather(1, say('several.choose-new', { link }), link),
      say('several.or-person'),
    ],
    2,
  );
}

type Both = { readonly visit: VisitSaid; readonly others: readonly OtherSaid[]; readonly now: Date };

/** Several visits are open: which of them is meant is asked before anything happens. */
export function askCancelSeveral(facts: Both): string {
  const { visit } = facts;
  const say = sayIn(visit.language);
  const ask = { all: allOf(facts), ref: refOf(visit), work: workOf(visit, visit) };
  return fit([say('several.ask-cancel', ask), may(1, say('consent.nothing-changed'))], 2);
}

/** The same as the answer to the word that ends all texts by law. */
export function cancelWordSeveral({ company, ...facts }: Both & { readonly company: Company }): string {
  const { visit } = facts;
  const say = sayIn(visit.language);
  const name = { company: nameOf(company, visit) };
  return fit(
    [
      rather(2, say('consent.ended', name), say('consent.ended.short', name)),
      say('several.visits-stand'),
      say('several.cancel-or-start', { all: allOf(facts), work: workOf(visit, visit) }),
    ],
    2,
  );
}

/** All that was still to come is off. */
export function orderCancelled(facts: Both): string {
  const say = sayIn(facts.visit.language);
  return fit([say('several.cancelled', { ref: refOf(facts.visit), all: allOf(facts) }), say('reply.changed-mind')], 2);
}

/** `survey Tue 8-9am and install Thu 9-11am` */
function allOf({ visit, others, now }: Both): string {
  const say = sayIn(visit.language);
  return [visit, ...others.slice(0, 2)]
    .map((one) => workOf(one, visit) + (one.window ? ` ${when(one.window, now, visit)}` : ''))
    .reduce((one, other) => say(/^h?i/i.test(other) ? 'several.and.before-i' : 'several.and', { one, other }));
}

/** `Your install Thu 9-11am is now confirmed.`: what follows the visit that was just finished. */
export function nowConfirmed({ work, window }: OtherSaid, now: Date, hearer: Hearer): Clause {
  if (!window) return '';
  const say = sayIn(hearer.language);
  return rather(
    5,
    say('several.confirmed', { work: workOf({ work }, hearer), when: spokenWhen(window, now, hearer) }),
    say('several.confirmed.short', {
      work: opening(proper(work, 16) || say('several.next-visit')),
      when: when(window, now, hearer),
    }),
  );
}
