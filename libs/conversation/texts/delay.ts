import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, EtaSaid, Menu, Spread, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { arrival, firstOf, opening, proper, sentence, shortOf, spread, told, wasPromised } from '#conversation/said';
import { type Money } from '#visits/money';
import { because } from '#conversation/texts/because';
import { creditBeside } from '#conversation/texts/credit';
import { heldLine, menuLines, stillOpen } from '#conversation/texts/menu';

/**
 * He will not be there in the window: when instead, that it is not cancelled, and what else is to be had.
 * `noneToday` only where a search for today really found nothing.
 */
export function late(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly eta: EtaSaid;
  readonly menu: Menu | null;
  readonly noneToday: boolean;
  /** What he gets for the window, where it is over and he has not heard of it; absent when there is nothing to tell. */
  readonly credit?: Money | null;
  readonly now: Date;
}): string {
  const { company, visit, menu, noneToday, credit, now } = facts;
  const say = sayIn(visit.language);
  const technician = firstOf(visit.technician, visit);
  const is = { company: shortOf(company, visit), technician, arrival: arrival(told(facts.eta), now, visit) };
  const window = wasPromised(visit.window, visit.zone);
  const news = rather(
    3,
    say('delay.late', { ...is, window }),
    say('delay.late.short', is),
    say('delay.late.shortest', is),
  );
  const given = credit ? creditBeside(credit, visit) : '';
  const sorry = may(1, sorryTo(visit));
  if (!menu?.choices.length)
    return fit([news, given, may(2, noneToday ? say('delay.none-today') : ''), say('reply.person'), sorry]);
  const keeping = say('menu.keep-technician', { technician });
  const lines = menuLines(menu, keeping, now, visit);
  return fit([news, given, say('menu.reply'), ...lines, heldLine(menu, now, visit), sorry], 2);
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
  const say = sayIn(visit.language);
  const [is, was] = [told(eta), told(facts.before)];
  const isSooner = is.p50 < was.p50;
  const first = firstOf(visit.technician, visit);
  const technician = isSooner ? first : opening(first);
  const news = { company: shortOf(company, visit), technician, arrival: arrival(is, now, visit) };
  const range = spread(was, visit.zone);
  const why = isSooner ? '' : because(eta, visit);
  return fit([
    isSooner
      ? rather(2, say('delay.sooner', { ...news, range }), say('delay.sooner.short', news))
      : rather(2, say('delay.now', { ...news, range }), say('delay.now.short', news)),
    may(1, why && `${why}.`),
    wayOut(facts),
  ]);
}

type WayOut = {
  readonly visit: VisitSaid;
  readonly menu: Menu | null;
  readonly otherTimes: number | null;
  readonly now: Date;
};

function wayOut({ visit, menu, otherTimes: digit, now }: WayOut): string {
  const say = sayIn(visit.language);
  if (menu) return stillOpen(menu, now, visit);
  return digit === null ? say('reply.person') : say('reply.other-times', { digit });
}

function sorryTo({ customer, language }: VisitSaid): string {
  const say = sayIn(language);
  const name = proper(customer, 12);
  return name ? sentence(say('said.sorry.customer', { customer: name })) : say('said.sorry');
}
