import { dayAt } from '#time/zone';
import { judge, knowsOfDelay } from '#eta/judgement';
import { OLD_MINUTES } from '#eta/signal';
import type { Quantiles } from '#eta/spread';
import { told } from '#conversation/said';
import { answers, howLate } from '#conversation/texts/answers';
import { saysCredit } from '#conversation/texts/credit';
import { late, secondSlip } from '#conversation/texts/delay';
import { aboutVisit, type Context, fact, instant, openMenu, type Rendered } from '#flows/messages/context';
import { untoldCredit } from '#flows/messages/render-credit';
import { tellIsThere } from '#flows/messages/render-dialogue';
import { tellAlreadyDone } from '#flows/messages/render-over';
import { agentFirst, etaSaid } from '#flows/said';
import { otherTimesDigit } from '#flows/steps/other-times';

/** Whether news is still news is asked as if nobody had been told anything lately. */
const LONG_AGO = new Date(0);

const isOther = (one: Quantiles, other: Quantiles) =>
  one.p50.getTime() !== other.p50.getTime() || one.p90.getTime() !== other.p90.getTime();

/** He will be late: when instead, and what else there is; with the credit where he is still to hear of that. */
export async function tellLate(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  const eta = etaSaid(visit, c.now);
  if (visit.state !== 'confirmed' || visit.revision !== c.message.claims.revision)
    return { suppress: 'the visit has a new time by now' };
  if (visit.arrivedAt || !eta) return { suppress: 'the technician is there' };
  if (!visit.atRiskAt) return { suppress: 'the visit is back within its window' };
  if (knowsOfDelay(said.window, visit.told)) return { suppress: 'the customer was told meanwhile' };
  const menu = await openMenu(c);
  const today = dayAt(c.now, visit.place.zone);
  const noneToday = !menu?.choices.some(({ window }) => dayAt(window.from, visit.place.zone) === today);
  const credit = await untoldCredit(c);
  const body = late({ company: c.company, visit: said, eta, menu, noneToday, credit, now: c.now });
  return { body, tells: told(eta), ...(credit && saysCredit(body, said) ? { besides: ['credit'] } : {}) };
}

/** The arrival he was told has moved, and is still moved when this leaves. */
export async function tellNews(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  const eta = etaSaid(visit, c.now);
  if (visit.state !== 'confirmed' || visit.revision !== c.message.claims.revision)
    return { suppress: 'the visit has a new time by now' };
  if (visit.arrivedAt || !eta) return { suppress: 'the technician is there' };
  const { p10, p50, p90 } = fact<Record<'p10' | 'p50' | 'p90', string>>(c, 'before');
  const before = { p10: instant(p10), p50: instant(p50), p90: instant(p90) };
  // The estimate came back to what we had said before this left: there is no news any more.
  if (judge(said.window, { ...before, at: LONG_AGO }, eta) === 'fine' && c.now < before.p90)
    return { suppress: 'the arrival is again what the customer was told' };
  // Another text has named the time since this was asked for.
  if (visit.told && isOther(visit.told, before) && judge(said.window, { ...visit.told, at: LONG_AGO }, eta) === 'fine')
    return { suppress: 'the customer was told meanwhile' };
  // Once he is on the road other times are no help any more.
  const isOnTheWay = visit.ticket?.state === 'en_route';
  const menu = isOnTheWay ? null : await openMenu(c);
  const otherTimes = isOnTheWay || menu ? null : await otherTimesDigit(c.tx, visit, eta.p50, c.message.phone);
  return {
    body: secondSlip({ company: c.company, visit: said, eta, before, menu, otherTimes, now: c.now }),
    tells: told(eta),
  };
}

/** When he comes, as it is known now. */
export async function tellHowLate(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  if (visit.state !== 'confirmed') return tellAlreadyDone(c);
  if (visit.arrivedAt) return tellIsThere(c);
  const eta = etaSaid(visit, c.now);
  if (!eta)
    return {
      body: answers({
        visit: said,
        eta: null,
        arrivedAt: null,
        menu: null,
        asks: ['eta'],
        sameTechnician: true,
        now: c.now,
      }),
    };
  const rounded = told(eta);
  const menu = await openMenu(c);
  const isOld = (eta.positionAgeMinutes ?? 0) > OLD_MINUTES;
  // With a menu open, or an old position to be told of, the whole answer is worth repeating; else an unchanged time is
  // said to be just that.
  const unchangedSince =
    !menu && !isOld && visit.told && visit.told.p50.getTime() === rounded.p50.getTime() ? visit.told.at : null;
  const looksInto = c.message.facts.dark as { since: string; agent: string; by: string } | undefined;
  const dark = looksInto
    ? { since: instant(looksInto.since), agent: agentFirst(looksInto.agent), by: instant(looksInto.by) }
    : null;
  return {
    body: howLate({ visit: said, eta, menu, now: c.now, unchangedSince: dark ? null : unchangedSince, dark }),
    tells: rounded,
  };
}
