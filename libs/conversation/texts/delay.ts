import type { Company, EtaSaid, Hearer, Menu, Spread, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import {
  arrival,
  firstOf,
  clock,
  opening,
  proper,
  sentence,
  shortOf,
  spread,
  told,
  wasPromised,
} from '#conversation/said';
import { because } from '#conversation/texts/because';
import { heldness, menuLines, stillOpen } from '#conversation/texts/menu';

/**
 * He will not be there in the window: when instead, that it is not cancelled, and what else is to be had.
 * `noneToday` only where a search for today really found nothing; `otherTimes` is the digit that asks for other days.
 */
export function late(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly eta: EtaSaid;
  readonly menu: Menu | null;
  readonly noneToday: boolean;
  readonly otherTimes: number | null;
  readonly now: Date;
}): string {
  const { company, visit, now } = facts;
  const { zone } = visit;
  const time = `is late: now about ${arrival(told(facts.eta), now, visit)}`;
  const opened = `${shortOf(company)}: ${firstOf(visit.technician)} ${time}`;
  const news = rather(
    3,
    `${opened}, was ${wasPromised(visit.window, zone)}. Not cancelled.`,
    `${opened}. Not cancelled.`,
  );
  const sorry = may(1, sorryTo(visit));
  if (!facts.menu?.choices.length) return fit([news, ...withoutChoices(facts), sorry]);
  const until = clock(facts.menu.heldUntil, now, visit);
  const held =
    heldness(facts.menu) === 'none'
      ? rather(2, '\nNot held for you: first come, first served.', '\nNot held: first come.')
      : rather(2, `\nHeld for you until ${until}.`, `\nHeld until ${until}.`);
  return fit([news, 'Reply:', ...menuLines(facts.menu, firstOf(visit.technician), now, visit), held, sorry], 2);
}

function withoutChoices(facts: { readonly noneToday: boolean; readonly otherTimes: number | null }) {
  const { noneToday, otherTimes } = facts;
  const person = '0 a person calls you.';
  if (otherTimes === null) return [may(2, noneToday ? 'No other times today.' : ''), 'Reply 0 and a person calls you.'];
  return noneToday
    ? [
        rather(
          2,
          `No other times today; reply ${otherTimes} for other days, ${person}`,
          `Reply ${otherTimes} for other days, ${person}`,
        ),
      ]
    : [`Reply ${otherTimes} for other times, ${person}`];
}

/**
 * The arrival moved again, for worse or for better, since the customer was last told. While a `menu` is open its digits
 * keep their meaning, and the text says until when; else `otherTimes` is the digit that asks for other times.
 */
export function secondSlip(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly eta: EtaSaid;
  readonly before: Spread;
  readonly menu: Menu | null;
  readonly otherTimes: number | null;
  readonly now: Date;
}): string {
  const { company, visit, eta, now } = facts;
  const { zone } = visit;
  const [is, was] = [told(eta), told(facts.before)];
  const technician = firstOf(visit.technician);
  const better = is.p50 < was.p50;
  const who = better ? `good news, ${technician}` : opening(technician);
  const why = better ? '' : because(eta, opening(technician));
  const opened = `${shortOf(company)}: ${who} is now about ${arrival(is, now, visit)}`;
  return fit([
    rather(2, `${opened}, was ${spread(was, zone)}.`, `${opened}.`),
    may(1, why && `${why}.`),
    wayOut(facts, visit),
  ]);
}

type WayOut = { readonly menu: Menu | null; readonly otherTimes: number | null; readonly now: Date };

function wayOut({ menu, otherTimes, now }: WayOut, hearer: Hearer): string {
  if (menu) return stillOpen(menu, now, hearer);
  return otherTimes === null
    ? 'Reply 0 and a person calls you.'
    : `Reply ${otherTimes} for other times, 0 a person calls you.`;
}

const sorryTo = ({ customer }: VisitSaid) =>
  sentence(proper(customer, 12) ? `Sorry, ${proper(customer, 12)}` : 'Sorry');
