import { dayAt } from '#time/zone';
import { OLD_MINUTES } from '#eta/signal';
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
  opening,
  sentence,
  shortNameOf,
  told,
  when,
} from '#conversation/said';
import { because, place, possessive } from '#conversation/texts/because';
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
  const { zone, window, technician } = visit;
  const is = told(eta);
  const why = because(eta, opening(firstOf(technician)));
  return fit([
    `About ${clock(is.p50, now, visit)} (${rangeWithHalf(eta, zone)}), ${againstWindow(is.p50, window)}.`,
    rather(3, `${why ? `${why}; ${place(eta)}` : opening(place(eta))}.`, `${opening(place(eta))}.`),
    `As of ${clock(eta.asOf, now, visit)}.`,
    may(2, stale(eta)),
    menu ? may(4, stillOpen(menu, now, visit)) : may(1, 'Reply 0 and a person calls you.'),
  ]);
}

function stillThePlan({ visit, eta, menu, now }: HowLate, since: Date): string {
  const { technician } = visit;
  return fit([
    `Still the plan: ${firstOf(technician)} about ${arrival(told(eta), now, visit)}.`,
    `No change since ${clock(since, now, visit)}.`,
    'We text you when it moves 10 min or more.',
    ...(menu ? [may(1, stillOpen(menu, now, visit))] : []),
  ]);
}

function fromTheDark({ visit, eta, now }: HowLate, dark: Dark): string {
  const { zone, technician } = visit;
  const time = fullSpread(told(eta), zone);
  const since = clock(dark.since, now, visit);
  const who = agentOf({ first: dark.agent });
  const by = clock(dark.by, now, visit);
  return fit([
    rather(
      1,
      `We have no signal from ${possessive(firstOf(technician))} phone since ${since}, so this is wider: ${time}.`,
      `No signal from ${firstOf(technician)} since ${since}, so this is wider: ${time}.`,
    ),
    rather(2, `${who} in dispatch is checking and texts you by ${by}.`, `${who} is checking and texts you by ${by}.`),
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
  readonly menu: Menu | null;
  readonly asks: readonly Ask[];
  /** True when it is the technician the customer was first told of. */
  readonly sameTechnician: boolean;
  readonly now: Date;
}): string {
  const { visit, menu, asks, now } = facts;
  const { technician } = visit;
  const other = menu?.choices.find((choice) => !choice.sameTechnician);
  const asksOther = asks.includes('other-tech');
  const clauses: Clause[] = [];
  if (asks.includes('is-cancelled')) clauses.push('Not cancelled.');
  if (asks.includes('who'))
    clauses.push(
      sentence(`${facts.sameTechnician && technician ? 'Same technician' : 'Your technician'}: ${named(technician)}`),
    );
  if (asksOther) clauses.push(someoneElse(other, now, visit));
  if (asks.includes('eta') || !asksOther || !other) clauses.push(expected(facts));
  if (menu && asksOther && menu.keep !== null && other) {
    clauses.push(
      may(1, `Reply ${menu.keep} to keep ${firstOf(technician)}.`),
      other.isUnheld ? 'Not held: first come.' : `Held until ${clock(menu.heldUntil, now, visit)}.`,
    );
  } else if (menu) clauses.push(may(1, stillOpen(menu, now, visit)));
  return fit(clauses);
}

const named = (technician: VisitSaid['technician']) => (technician ? shortNameOf(technician) : 'not yet chosen');

function someoneElse(other: ChoiceSaid | undefined, now: Date, hearer: Hearer): string {
  if (!other) return 'Someone else: nobody is free that we could hold; reply 0 and a person looks.';
  const today = dayAt(other.window.from, hearer.zone) === dayAt(now, hearer.zone);
  const time = when(other.window, now, hearer).replace(/^today /, '');
  return `Someone else${today ? ' today' : ''}: yes, reply ${other.digit} for ${chosenName(other)}, ${time}.`;
}

function expected({
  visit,
  eta,
  now,
}: {
  readonly visit: VisitSaid;
  readonly eta: EtaSaid | null;
  readonly now: Date;
}): Clause {
  const { window } = visit;
  if (!eta) return `Due ${when(window, now, visit)}.`;
  const time = `About ${arrival(told(eta), now, visit)}`;
  return rather(2, `${time}, as of ${clock(eta.asOf, now, visit)}.`, `${time}.`);
}

/** `11:15-11:55am`: here the range names its half again, since the answer may be read alone. */
function rangeWithHalf(eta: EtaSaid, zone: string): string {
  const { p10, p90 } = told(eta);
  const full = fullSpread({ p10, p90 }, zone);
  return half(p10, zone) === half(p90, zone) ? full.replace(/[ap]m-/, '-') : full;
}

const stale = ({ positionAgeMinutes: age }: EtaSaid) =>
  age !== null && age > OLD_MINUTES ? `Last position ${Math.round(age)} min old.` : '';
