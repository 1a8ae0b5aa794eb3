import { sayWindow } from '#time/say';
import type { Window } from '#time/window';
import type { Company, Hearer, Menu, VisitSaid } from '#conversation/facts';
import { type Clause, fit, may, rather } from '#conversation/fit';
import {
  afterSaid,
  clock,
  fullDay,
  nameOf,
  opening,
  proper,
  refOf,
  sentence,
  shortOf,
  streetOf,
  when,
  workOf,
} from '#conversation/said';
import { menuLines } from '#conversation/texts/menu';

/** Another visit of the same order: what is done, and when; null while it has no time. */
export type OtherSaid = { readonly work: string; readonly window: Window | null };

/** The first text of an order of several visits: the one that comes first, then those that rest on it. */
export function bookedSeveral(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly others: readonly OtherSaid[];
  readonly now: Date;
}): string {
  const { company, visit, others, now } = facts;
  const { zone, window, link } = visit;
  const work = opening(workOf(visit));
  const street = streetOf(visit) && `, ${streetOf(visit)}`;
  const [day, hours] = [fullDay(window.from, now, visit), sayWindow(window, zone)];
  return fit(
    [
      rather(4, `${nameOf(company)}: booked.`, `${shortOf(company)}: booked.`),
      rather(
        3,
        sentence(`${work} ${day}, arriving ${hours}${street}`),
        sentence(`${work} ${day}, arriving ${hours}`),
        `${work} ${day} ${hours}.`,
      ),
      ...others.slice(0, 2).map((other) => otherClause(other, workOf(visit), now, visit)),
      `Ref ${refOf(visit)}.`,
      rather(1, `Manage: ${link}`, link),
      rather(2, 'HELP=help STOP=end texts', 'HELP=help STOP=end'),
    ],
    2,
  );
}

const otherClause = (other: OtherSaid, first: string, now: Date, hearer: Hearer): Clause => {
  const work = opening(workOf(other));
  return other.window
    ? rather(
        5,
        `${work} ${when(other.window, now, hearer)} is kept, confirmed after the ${first}.`,
        `${work} ${when(other.window, now, hearer)}, after the ${first}.`,
      )
    : rather(5, `${work}: choose a time by the link.`, '');
};

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
  const kept = 'It is kept but not confirmed.';
  if (!menu?.choices.length)
    return fit([
      because(facts),
      may(2, kept),
      rather(3, 'No other time is free: reply 0 and a person calls you.', 'Reply 0 and a person calls you.'),
    ]);
  const until = clock(menu.heldUntil, now, visit);
  return fit(
    [because(facts), may(2, kept), 'Pick one:', ...menuLines(menu, '', now, visit), `\nHeld until ${until}.`],
    2,
  );
}

/** What a visit rested on will not happen: another one has to be booked first. `digit` ends the later one as well. */
export function firstIsOff(facts: Suspended & { readonly digit: number | null }): string {
  const { visit, first, digit } = facts;
  return fit(
    [
      because(facts),
      may(3, 'It is kept but not confirmed.'),
      rather(2, `New ${workOf(first)} time: ${visit.link}`, visit.link),
      digit === null
        ? 'Reply 0 and a person calls you.'
        : rather(
            1,
            `Reply ${digit} to cancel the ${workOf(visit)}, 0 and a person calls you.`,
            `Reply ${digit} to cancel it, 0 a person calls you.`,
          ),
    ],
    2,
  );
}

function because({ company, visit, first, why, now }: Suspended): Clause {
  const [work, before] = [workOf(visit), workOf(first)];
  const yours = `your ${work} ${when(visit.window, now, visit)}`;
  const time = first.window ? ` to ${when(first.window, now, visit)}` : '';
  const opened = shortOf(company);
  if (why === 'moved')
    return rather(
      4,
      `${opened}: your ${before} moved${time}, too late for ${yours}.`,
      `${opened}: your ${before} is too late now for ${yours}.`,
    );
  if (why === 'technician')
    return rather(
      4,
      `${opened}: your ${before} has another technician now, and ${yours} needs the same.`,
      `${opened}: ${yours} needs the technician of your ${before}.`,
    );
  if (why === 'open') return `${opened}: ${yours} waits until your ${before} has a time.`;
  const what = why === 'failed' ? 'could not be completed' : 'is cancelled';
  return rather(
    4,
    `${opened}: your ${before} ${what}, and ${yours} needs it first.`,
    `${opened}: your ${before} ${what}; ${yours} needs it.`,
  );
}

/** What stood still stands again, as it was. */
export const resumed = ({ company, visit, now }: Pick<Suspended, 'company' | 'visit' | 'now'>): string =>
  fit([
    `${shortOf(company)}: your ${workOf(visit)} ${when(visit.window, now, visit)} stands again, ref ${refOf(visit)}.`,
    may(1, afterSaid(visit)),
  ]);

/** Nothing was booked in time for the visit it rests on: its time is let go. */
export function letGo(facts: Pick<Suspended, 'company' | 'visit' | 'first' | 'now'>): string {
  const { company, visit, first, now } = facts;
  return fit(
    [
      rather(
        2,
        `${shortOf(company)}: no ${workOf(first)} in time, so your ${workOf(visit)} ${when(visit.window, now, visit)} is let go.`,
        `${shortOf(company)}: your ${workOf(visit)} ${when(visit.window, now, visit)} is let go.`,
      ),
      rather(1, `Choose new times: ${visit.link}`, visit.link),
      'Or reply 0 and a person calls you.',
    ],
    2,
  );
}

type Both = { readonly visit: VisitSaid; readonly others: readonly OtherSaid[]; readonly now: Date };

/** Several visits are open: which of them is meant is asked before anything happens. */
export const askCancelSeveral = (facts: Both): string =>
  fit(
    [
      `Reply 9 to cancel all, ${allOf(facts)} (ref ${refOf(facts.visit)}), 8 only the ${workOf(facts.visit)}, 0 and a person calls you.`,
      may(1, 'Nothing has changed yet.'),
    ],
    2,
  );

/** The same as the answer to the word that ends all texts by law. */
export const cancelWordSeveral = ({ company, ...facts }: Both & { readonly company: Company }): string =>
  fit(
    [
      rather(2, `${nameOf(company)}: texts to this number have ended.`, `${nameOf(company)}: texts have ended.`),
      `Your visits still stand.`,
      `Reply 9 to cancel all, ${allOf(facts)}, 8 only the ${workOf(facts.visit)}, START to keep texts.`,
    ],
    2,
  );

/** All that was still to come is off. */
export const orderCancelled = (facts: Both): string =>
  fit(
    [`Cancelled, ref ${refOf(facts.visit)}: ${allOf(facts)}.`, 'Changed your mind? Reply 0 and a person calls you.'],
    2,
  );

const allOf = ({ visit, others, now }: Both) =>
  [visit, ...others.slice(0, 2)]
    .map((one) => `${workOf(one)}${one.window ? ` ${when(one.window, now, visit)}` : ''}`)
    .join(' and ');

/** `Your install Thu 9-11am is now confirmed.`: what follows the visit that was just finished. */
export const nowConfirmed = (next: OtherSaid, now: Date, hearer: Hearer): Clause =>
  next.window
    ? rather(
        5,
        `Your ${workOf(next)} ${when(next.window, now, hearer)} is now confirmed.`,
        `${opening(proper(next.work, 16) || 'Next visit')} ${when(next.window, now, hearer)} confirmed.`,
      )
    : '';
