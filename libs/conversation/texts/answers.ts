import { sayWindow } from '#time/say';
import { OLD_MINUTES } from '#eta/signal';
import { sayIn } from '#conversation/catalogue/say-in';
import type { ChoiceSaid, EtaSaid, Hearer, Menu, VisitSaid } from '#conversation/facts';
import { type Clause, fit, may, rather } from '#conversation/fit';
import {
  againstWindow,
  agentOf,
  arrival,
  clock,
  firstOf,
  fullSpread,
  half,
  isToday,
  opening,
  sentence,
  shortNameOf,
  spokenClock,
  spokenWhen,
  told,
  when,
  whose,
} from '#conversation/said';
import { because, place } from '#conversation/texts/because';
import { chosenName, stillOpen } from '#conversation/texts/menu';

/** What stands behind a technician whose phone is silent: since when, who looks into it, and by when they text. */
export type Dark = { readonly since: Date; readonly agent: string; readonly by: Date };

type HowLate = {
  readonly visit: VisitSaid;
  readonly eta: EtaSaid;
  readonly menu: Menu | null;
  readonly now: Date;
  /** When the same was last told, if nothing changed since. */
  readonly unchangedSince: Date | null;
  readonly dark: Dark | null;
};

/** The answer to "How late?": a time, what it rests on, and how old it is. */
export function howLate(facts: HowLate): string {
  if (facts.dark) return fromTheDark(facts, facts.dark);
  if (facts.unchangedSince) return stillThePlan(facts, facts.unchangedSince);
  return freshEta(facts);
}

function freshEta({ visit, eta, menu, now }: HowLate): string {
  const say = sayIn(visit.language);
  const is = told(eta);
  const against = againstWindow(is, visit.window, visit);
  const why = because(eta, visit);
  const where = place(eta, visit);
  return fit([
    say('answers.about', { time: clock(is.p50, now, visit), range: rangeWithHalf(eta, visit.zone), against }),
    rather(3, `${why ? `${why}; ${where}` : opening(where)}.`, `${opening(where)}.`),
    say('answers.as-of', { time: spokenClock(eta.asOf, now, visit) }),
    may(2, stale(eta, visit)),
    menu ? may(4, stillOpen(menu, now, visit)) : may(1, say('reply.person')),
  ]);
}

function stillThePlan({ visit, eta, menu, now }: HowLate, since: Date): string {
  const say = sayIn(visit.language);
  const technician = firstOf(visit.technician, visit);
  return fit([
    say('answers.still-plan', { technician, arrival: arrival(told(eta), now, visit) }),
    say('answers.no-change', { since: spokenClock(since, now, visit) }),
    say('answers.we-text'),
    ...(menu ? [may(1, stillOpen(menu, now, visit))] : []),
  ]);
}

function fromTheDark({ visit, eta, now }: HowLate, dark: Dark): string {
  const say = sayIn(visit.language);
  const technician = firstOf(visit.technician, visit);
  const is = { range: fullSpread(told(eta), visit.zone), since: spokenClock(dark.since, now, visit) };
  const checks = { agent: agentOf({ first: dark.agent }, visit), by: spokenClock(dark.by, now, visit) };
  return fit([
    rather(
      1,
      say('answers.dark', { ...is, whose: whose(technician, visit) }),
      say('answers.dark.short', { ...is, technician }),
    ),
    rather(2, say('answers.checks', checks), say('answers.checks.short', checks)),
  ]);
}

export type Ask = 'is-cancelled' | 'who' | 'other-tech' | 'eta';

/**
 * Several questions answered in one reply, in this order: does it stand, who, somebody else, when. A time is given
 * whatever was asked, unless somebody else's time already answers. One part where that says it all, else two.
 */
export function answers(facts: {
  readonly visit: VisitSaid;
  readonly eta: EtaSaid | null;
  /** Since when the technician is there; null while he is not. */
  readonly arrivedAt: Date | null;
  readonly menu: Menu | null;
  readonly asks: readonly Ask[];
  /** True when it is the technician the customer was first told of. */
  readonly sameTechnician: boolean;
  readonly now: Date;
}): string {
  const { visit, menu, asks, now } = facts;
  const say = sayIn(visit.language);
  const other = menu?.choices.find((choice) => !choice.sameTechnician);
  const asksOther = asks.includes('other-tech');
  const clauses: Clause[] = [];
  if (asks.includes('is-cancelled')) clauses.push(say('answers.not-cancelled'));
  if (asks.includes('who')) clauses.push(who(facts));
  if (asksOther) clauses.push(someoneElse(other, now, visit));
  if (asks.includes('eta') || !asksOther || !other) clauses.push(expected(facts));
  if (menu && asksOther && menu.keep !== null && other) {
    clauses.push(
      may(1, say('answers.keep', { digit: menu.keep, technician: firstOf(visit.technician, visit) })),
      other.isUnheld
        ? say('menu.none-held.short')
        : say('menu.held.short', { until: spokenClock(menu.heldUntil, now, visit) }),
    );
  } else if (menu) clauses.push(may(1, stillOpen(menu, now, visit)));
  return fit(clauses);
}

function who({ visit, sameTechnician }: { readonly visit: VisitSaid; readonly sameTechnician: boolean }): string {
  const say = sayIn(visit.language);
  if (!visit.technician) return say('answers.no-technician');
  const technician = shortNameOf(visit.technician, visit);
  return sentence(say(sameTechnician ? 'answers.same-technician' : 'answers.your-technician', { technician }));
}

function someoneElse(other: ChoiceSaid | undefined, now: Date, hearer: Hearer): string {
  const say = sayIn(hearer.language);
  if (!other) return say('answers.nobody-else');
  const { digit, window } = other;
  const technician = chosenName(other, hearer);
  return isToday(window.from, now, hearer)
    ? say('answers.somebody-else.today', { digit, technician, time: sayWindow(window, hearer.zone) })
    : say('answers.somebody-else', { digit, technician, time: when(window, now, hearer) });
}

type Expected = {
  readonly visit: VisitSaid;
  readonly eta: EtaSaid | null;
  readonly arrivedAt: Date | null;
  readonly now: Date;
};

function expected({ visit, eta, arrivedAt, now }: Expected): Clause {
  const say = sayIn(visit.language);
  if (arrivedAt) {
    const technician = opening(firstOf(visit.technician, visit));
    return say('at-once.is-there', { technician, clock: spokenClock(arrivedAt, now, visit) });
  }
  if (!eta) return say('answers.due', { when: spokenWhen(visit.window, now, visit) });
  const is = { arrival: arrival(told(eta), now, visit) };
  const time = spokenClock(eta.asOf, now, visit);
  return rather(2, say('answers.expected', { ...is, time }), say('answers.expected.short', is));
}

/** `11:15-11:55am`: here the range names its half again, since the answer may be read alone. */
function rangeWithHalf(eta: EtaSaid, zone: string): string {
  const { p10, p90 } = told(eta);
  const full = fullSpread({ p10, p90 }, zone);
  return half(p10, zone) === half(p90, zone) ? full.replace(/[ap]m-/, '-') : full;
}

function stale({ positionAgeMinutes: age }: EtaSaid, visit: VisitSaid): string {
  const isOld = age !== null && age > OLD_MINUTES;
  return isOld ? sayIn(visit.language)('answers.old-position', { minutes: Math.round(age) }) : '';
}
