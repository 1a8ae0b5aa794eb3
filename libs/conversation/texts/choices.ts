import type { Company, EtaSaid, Menu, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import {
  afterSaid,
  arrival,
  clock,
  firstOf,
  opening,
  phone,
  refOf,
  sentence,
  shortNameOf,
  shortOf,
  told,
  when,
  workOf,
} from '#conversation/said';
import { possessive } from '#conversation/texts/because';
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
  const until =
    heldness(menu) === 'none'
      ? `as of ${clock(now, now, visit)}, not held:`
      : `held until ${clock(menu.heldUntil, now, visit)}:`;
  const opened = {
    expired: `Those times are gone. Fresh ones, ${until}`,
    taken: `That time was just taken. Still free, ${until}`,
    asked: `Other times, ${until}`,
  }[why];
  const also = moves?.window ? `Your ${workOf(moves)} ${when(moves.window, now, visit)} would move, too.` : '';
  const keeping = eta
    ? `${firstOf(visit.technician)}, about ${arrival(told(eta), now, visit)}`
    : when(visit.window, now, visit);
  return fit([also, opened, ...menuLines(menu, keeping, now, visit)], 2);
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
  return fit([
    'No other times are free right now.',
    `Your visit ${when(visit.window, now, visit)} stands.`,
    `Reply 0 and a person calls you, or call ${phone(company.desk)}.`,
  ]);
}

/** The choice is done: who and when now, and what was given back. `expected` is when the old visit was due. */
export function changed(facts: {
  readonly visit: VisitSaid;
  readonly before: { readonly technician: TechnicianSaid | null; readonly expected: Date };
  /** The later visit that stands on the new time as well; absent when there is none. */
  readonly stillStands?: OtherSaid | null;
  readonly now: Date;
}): string {
  const { visit, before, stillStands: next, now } = facts;
  const { technician, link } = visit;
  const same = technician !== null && technician.short === before.technician?.short;
  const time = clock(before.expected, now, visit).replace(/[ap]m$/, '');
  const who = opening(same ? firstOf(technician) : shortNameOf(technician));
  const old = before.technician && !same ? opening(possessive(firstOf(before.technician))) : 'Your';
  return fit([
    visit.isOneOf
      ? sentence(`Done. ${who} comes ${when(visit.window, now, visit)} for the ${workOf(visit)}`)
      : `Done. ${who} comes ${when(visit.window, now, visit)}.`,
    may(6, afterSaid(visit)),
    may(5, next?.window ? `Your ${workOf(next)} ${when(next.window, now, visit)} stands.` : ''),
    rather(3, `Same ref ${refOf(visit)}${same ? '' : ', with your notes'}.`, `Same ref ${refOf(visit)}.`),
    rather(4, `${old} ${time} visit is released.`, `${old} ${time} is released.`, ''),
    rather(2, `New confirmation: ${link}`, `Confirmation: ${link}`, link),
  ]);
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
  const { window, technician } = visit;
  const time = eta ? `about ${arrival(told(eta), now, visit)}` : when(window, now, visit);
  return fit([
    `Kept: ${firstOf(technician)} ${time}.`,
    'We text you when it moves 10 min or more.',
    may(1, `The other times are released. Ref ${refOf(visit)}.`),
  ]);
}

/** The visit will not happen, and everybody knows. */
export function visitCancelled({
  visit,
  otherTimes,
  now,
}: {
  readonly visit: VisitSaid;
  readonly otherTimes: number | null;
  readonly now: Date;
}) {
  return fit([
    `Visit ${when(visit.window, now, visit)} is cancelled, ref ${refOf(visit)}.`,
    may(2, visit.technician ? `${opening(firstOf(visit.technician))} has been told.` : ''),
    `Changed your mind? Reply ${otherTimes === null ? '0 and a person calls you' : `${otherTimes} for new times`}.`,
  ]);
}

/** Somebody else has the visit at the same time; `accepted` once he said yes. */
export function newTechnician(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly before: TechnicianSaid;
  readonly accepted: boolean;
  readonly now: Date;
}): string {
  const { company, visit, before, accepted, now } = facts;
  const taken = accepted ? 'has it and accepted' : 'has it';
  return fit([
    `${shortOf(company)}: ${firstOf(before)} could not take your visit, so ${shortNameOf(visit.technician)} ${taken}.`,
    `Same time: ${when(visit.window, now, visit)}, ref ${refOf(visit)}.`,
    may(1, 'Nothing for you to do.'),
  ]);
}
