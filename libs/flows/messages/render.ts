import { dayAt } from '#time/zone';
import { judge, knowsOfDelay } from '#eta/judgement';
import { OLD_MINUTES } from '#eta/signal';
import type { Quantiles } from '#eta/spread';
import type { MessageKind } from '#conversation/kinds';
import { told } from '#conversation/said';
import { answers, type Ask, howLate } from '#conversation/texts/answers';
import { accepted, booked, bookingLink } from '#conversation/texts/booking';
import {
  changed,
  freshChoices,
  type FreshWhy,
  kept,
  newTechnician,
  noChoices,
  visitCancelled,
} from '#conversation/texts/choices';
import { askCancel, cancelWord, help, started, stopped } from '#conversation/texts/consent';
import { late, secondSlip } from '#conversation/texts/delay';
import { callBack, callBackBroken, notUnderstood } from '#conversation/texts/person';
import {
  jobAccepted,
  jobDeclined,
  jobWithdrawn,
  newJob,
  noOpenJob,
  signIn,
  stillNewJob,
} from '#conversation/texts/technician';
import { askNote, cannotComplete, finished, noted, noVisit, onTheWay, thanks } from '#conversation/texts/visit';
import { toGsm } from '#conversation/gsm';
import type { Agent } from '#flows/steps/call-back';
import { signInLink, signInUrl } from '#flows/links';
import { aboutVisit, type Context, fact, instant, openMenu, type Rendered } from '#flows/messages/context';
import { tellAtTheDoor } from '#flows/messages/render-at-the-door';
import { tellBlock, tellBlockEnd, tellBlockEscalated, tellBlockLink } from '#flows/messages/render-block';
import {
  askWhichToCancel,
  bookedWithOthers,
  cancelWordWithOthers,
  confirmedByThis,
  movedByAnyHeld,
  othersToCome,
  standsOnThis,
  tellFirstIsOff,
  tellLetGo,
  tellOrderCancelled,
  tellResumed,
  tellSurveyFirst,
  tellSuspended,
} from '#flows/messages/render-several';
import {
  tellAtOnce,
  tellInYourLanguage,
  tellIsThere,
  tellOtherDecided,
  tellToBeSure,
  tellWhich,
  tellWrongNumber,
  withTheRest,
} from '#flows/messages/render-dialogue';
import { tellMissedWindow } from '#flows/messages/render-credit';
import { tellCannotCome } from '#flows/messages/render-mending';
import { tellEarlier, tellEarlierGone, tellWaiting } from '#flows/messages/render-earlier';
import { tellNextBooked, tellNextVisit } from '#flows/messages/render-next-visit';
import { tellAlreadyDone, tellSurvey } from '#flows/messages/render-over';
import { renderPlannedGone, renderPlannedOffer } from '#flows/messages/render-planned';
import { etaSaid, firstName, technicianSaid, workSaid } from '#flows/said';
import { otherTimesDigit } from '#flows/steps/other-times';
import { plusMinutes } from '#time/minutes';

type Write = (context: Context) => Rendered | Promise<Rendered>;

/** Every kind of text we send, and how it is written from what is true when it leaves. */
export const TEXTS = {
  'booking-link': async (c) =>
    c.visit!.state !== 'requested'
      ? no('a time has been chosen already')
      : yes(
          bookingLink({
            company: c.company,
            // What was ordered, not what comes before it.
            work: (await othersToCome(c)).at(-1)?.work ?? workSaid(c.visit!.work, c.language),
            street: c.visit!.place.street,
            link: c.link,
            language: c.language,
          }),
        ),
  booked: async (c) => {
    const several = c.visit && (await bookedWithOthers(c));
    return stands(c, (said) => several ?? booked({ company: c.company, visit: said, now: c.now }));
  },
  changed: async (c) => {
    const stillStands = await standsOnThis(c);
    return stands(c, (said) => {
      const before = fact<{ technician: { first: string; short: string } | null; expected: string }>(c, 'before');
      return changed({
        visit: said,
        before: { technician: before.technician, expected: instant(before.expected) },
        stillStands,
        now: c.now,
      });
    });
  },
  accepted: (c) => sameTechnician(c, (said) => accepted({ company: c.company, visit: said, now: c.now })),
  'new-technician': (c) =>
    sameTechnician(c, (said) =>
      newTechnician({
        company: c.company,
        visit: said,
        before: technicianSaid(fact(c, 'before')),
        accepted: true,
        now: c.now,
      }),
    ),
  late: tellLate,
  'cannot-come': tellCannotCome,
  news: tellNews,
  'missed-window': tellMissedWindow,
  'how-late': tellHowLate,
  answers: async (c) => {
    const { visit, said } = aboutVisit(c);
    const eta = etaSaid(visit, c.now);
    const asks = fact<Ask[]>(c, 'asks');
    return yes(
      answers({
        visit: said,
        eta,
        arrivedAt: visit.arrivedAt,
        menu: await openMenu(c),
        asks,
        sameTechnician: fact(c, 'sameTechnician'),
        now: c.now,
      }),
    );
  },
  kept: (c) => {
    const { visit, said } = aboutVisit(c);
    const eta = visit.atRiskAt ? etaSaid(visit, c.now) : null;
    return tells(kept({ visit: said, eta, now: c.now }), eta);
  },
  'fresh-choices': async (c) => {
    const menu = await openMenu(c);
    if (!menu?.choices.length) return noneFree(c);
    const moves = await movedByAnyHeld(c);
    const { visit, said } = aboutVisit(c);
    const eta = visit.atRiskAt ? etaSaid(visit, c.now) : null;
    return tells(freshChoices({ visit: said, menu, why: fact<FreshWhy>(c, 'why'), moves, eta, now: c.now }), eta);
  },
  'no-choices': noneFree,
  earlier: tellEarlier,
  'earlier-gone': tellEarlierGone,
  waiting: tellWaiting,
  'next-visit': tellNextVisit,
  'next-booked': tellNextBooked,
  'planned-offer': renderPlannedOffer,
  'planned-gone': renderPlannedGone,
  'on-the-way': (c) =>
    sameTechnician(c, (said, visit) => {
      const eta = etaSaid(visit, c.now);
      return visit.ticket?.state === 'en_route' && eta
        ? onTheWay({ company: c.company, visit: said, eta, now: c.now })
        : null;
    }),
  noted: (c) => yes(noted({ language: c.language, technician: aboutVisit(c).said.technician, note: fact(c, 'note') })),
  finished: async (c) => {
    const { visit, said } = aboutVisit(c);
    const next = await confirmedByThis(c);
    return yes(
      finished({
        company: c.company,
        visit: said,
        at: visit.endedAt ?? c.now,
        note: visit.ticket?.outcome ?? null,
        next,
        reopenDays: 7,
        now: c.now,
      }),
    );
  },
  'could-not-complete': (c) =>
    yes(
      cannotComplete({
        company: c.company,
        visit: aboutVisit(c).said,
        reason: fact(c, 'reason'),
        next: nextOf(c),
        now: c.now,
      }),
    ),
  survey: tellSurvey,
  thanks: (c) => yes(thanks({ visit: aboutVisit(c).said, score: fact(c, 'score') })),
  'call-back': (c) =>
    yes(
      callBack({
        company: c.company,
        agent: agentOf(fact(c, 'agent')),
        by: instant(fact(c, 'by')),
        phone: c.message.phone,
        now: c.now,
        ...hearerOf(c),
      }),
    ),
  'call-back-broken': (c) => {
    const before = fact<{ name: string; by: string }>(c, 'before');
    const agent = agentOf(fact(c, 'agent'));
    return yes(
      callBackBroken({
        company: c.company,
        agent,
        by: instant(fact(c, 'by')),
        before: { first: firstName(before.name), by: instant(before.by) },
        now: c.now,
        ...hearerOf(c),
      }),
    );
  },
  'not-understood': async (c) => {
    const menu = await openMenu(c);
    return yes(notUnderstood(menu && { visit: aboutVisit(c).said, menu, now: c.now }, c));
  },
  'ask-note': (c) => yes(askNote({ language: c.language, technician: aboutVisit(c).said.technician })),
  suspended: tellSuspended,
  'survey-first': tellSurveyFirst,
  'first-is-off': tellFirstIsOff,
  'let-go': tellLetGo,
  resumed: tellResumed,
  'ask-cancel-several': askWhichToCancel,
  'cancel-word-several': cancelWordWithOthers,
  'order-cancelled': tellOrderCancelled,
  blocked: tellBlock,
  'block-link': tellBlockLink,
  'block-lifted': tellBlockEnd,
  'block-lapsed': tellBlockEnd,
  'block-escalated': tellBlockEscalated,
  'ask-cancel': (c) => yes(askCancel({ visit: aboutVisit(c).said, now: c.now })),
  'cancel-word': (c) => yes(cancelWord({ company: c.company, visit: aboutVisit(c).said, now: c.now })),
  'visit-cancelled': (c) => yes(visitCancelled({ visit: aboutVisit(c).said, otherTimes: null, now: c.now })),
  stopped: (c) => yes(stopped({ company: c.company, visit: promised(c), language: c.language, now: c.now })),
  started: (c) => yes(started({ company: c.company, visit: promised(c), language: c.language, now: c.now })),
  help: (c) => yes(help({ company: c.company, visit: promised(c), language: c.language, now: c.now })),
  'no-visit': (c) => yes(noVisit({ company: c.company, language: c.language })),
  'already-done': tellAlreadyDone,
  'at-once': tellAtOnce,
  'is-there': tellIsThere,
  'which-visit': tellWhich,
  'to-be-sure': tellToBeSure,
  'in-your-language': tellInYourLanguage,
  'wrong-number': tellWrongNumber,
  'other-chose': tellOtherDecided,
  'other-kept': tellOtherDecided,
  'other-cancelled': tellOtherDecided,
  'at-the-door': tellAtTheDoor,
  'desk-reply': (c) => yes(toGsm(fact(c, 'body'))),
  ticket: (c) => ticketText(c, newJob),
  'ticket-again': (c) => ticketText(c, stillNewJob),
  'ticket-withdrawn': tellWithdrawal,
  'sign-in': async (c) => {
    const signInLinkId = await signInLink(c.tx, c.house, fact(c, 'technicianId'));
    const link = signInUrl(c.house, signInLinkId);
    const until = plusMinutes(c.now, 1440);
    return {
      body: signIn({ company: c.company, link, until, now: c.now, ...hearerOf(toTechnician(c)) }),
      signInLinkId,
    };
  },
  'ticket-accepted': (c) => yes(jobAccepted({ visit: aboutVisit(toTechnician(c)).said, now: c.now })),
  'ticket-declined': (c) => yes(jobDeclined({ visit: aboutVisit(toTechnician(c)).said })),
  'no-ticket': (c) => yes(noOpenJob({ company: c.company, language: toTechnician(c).language })),
} as const satisfies Record<MessageKind, Write>;

/** Writes the text of a message. A kind nobody knows how to write is a fault. */
export async function render(context: Context): Promise<Rendered> {
  const write: Write | undefined = TEXTS[context.message.kind as MessageKind];
  if (!write) throw new Error(`no text is written for messages of kind ${context.message.kind}`);
  return withTheRest(context, await write(context));
}

/** Whether news is still news is asked as if nobody had been told anything lately. */
const LONG_AGO = new Date(0);

const isOther = (one: Quantiles, other: Quantiles) =>
  one.p50.getTime() !== other.p50.getTime() || one.p90.getTime() !== other.p90.getTime();

const yes = (body: string): Rendered => ({ body });
const no = (suppress: string): Rendered => ({ suppress });
const tells = (body: string, eta: Parameters<typeof told>[0] | null): Rendered =>
  eta ? { body, tells: told(eta) } : { body };
const hearerOf = (c: Context) => ({ zone: c.visit?.place.zone ?? c.house.settings.ZONE, language: c.language });
const agentOf = (agent: Agent) => ({
  first: firstName(agent.name),
  role: agent.role === 'desk' ? 'dispatch' : agent.role,
});
/** Technicians are spoken to in English, whatever the customer's language. */
const toTechnician = (c: Context): Context => ({ ...c, language: 'en' });
const promised = (c: Context) => (c.visit?.window && c.visit.state === 'confirmed' ? aboutVisit(c).said : null);

function noneFree(c: Context): Rendered {
  return yes(noChoices({ company: c.company, visit: aboutVisit(c).said, now: c.now }));
}

/** A confirmation is only true of the revision it was written for. */
function stands(c: Context, write: (said: ReturnType<typeof aboutVisit>['said']) => string): Rendered {
  const { visit, said } = aboutVisit(c);
  if (visit.state === 'cancelled') return no('the visit was cancelled meanwhile');
  if (visit.state === 'requested') return no('its time was let go meanwhile');
  if (visit.revision !== c.message.claims.revision) return no('a newer promise has its own confirmation');
  return yes(write(said));
}

/** True only while the technician it speaks of still has the visit. */
function sameTechnician(
  c: Context,
  write: (said: ReturnType<typeof aboutVisit>['said'], visit: ReturnType<typeof aboutVisit>['visit']) => string | null,
): Rendered {
  const { visit, said } = aboutVisit(c);
  if (visit.state !== 'confirmed') return no(`the visit is ${visit.state}`);
  if (visit.ticket?.technicianId !== c.message.claims.technicianId) return no('somebody else has the visit by now');
  const body = write(said, visit);
  if (body === null) return no('he is no longer on the way');
  const eta = etaSaid(visit, c.now);
  if (c.message.kind !== 'on-the-way' || !eta) return yes(body);
  const { p10, p50, p90 } = eta;
  return { body, tells: { p10, p50, p90 } };
}

async function tellLate(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  const eta = etaSaid(visit, c.now);
  if (visit.state !== 'confirmed' || visit.revision !== c.message.claims.revision)
    return no('the visit has a new time by now');
  if (visit.arrivedAt || !eta) return no('the technician is there');
  if (!visit.atRiskAt) return no('the visit is back within its window');
  if (knowsOfDelay(said.window, visit.told)) return no('the customer was told meanwhile');
  const menu = await openMenu(c);
  const today = dayAt(c.now, visit.place.zone);
  const noneToday = !menu?.choices.some(({ window }) => dayAt(window.from, visit.place.zone) === today);
  return tells(late({ company: c.company, visit: said, eta, menu, noneToday, otherTimes: null, now: c.now }), eta);
}

async function tellNews(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  const eta = etaSaid(visit, c.now);
  if (visit.state !== 'confirmed' || visit.revision !== c.message.claims.revision)
    return no('the visit has a new time by now');
  if (visit.arrivedAt || !eta) return no('the technician is there');
  const { p10, p50, p90 } = fact<Record<'p10' | 'p50' | 'p90', string>>(c, 'before');
  const before = { p10: instant(p10), p50: instant(p50), p90: instant(p90) };
  // The estimate came back to what we had said before this left: there is no news any more.
  if (judge(said.window, { ...before, at: LONG_AGO }, eta) === 'fine' && c.now < before.p90)
    return no('the arrival is again what the customer was told');
  // Another text has named the time since this was asked for.
  if (visit.told && isOther(visit.told, before) && judge(said.window, { ...visit.told, at: LONG_AGO }, eta) === 'fine')
    return no('the customer was told meanwhile');
  // Once he is on the road other times are no help any more.
  const isOnTheWay = visit.ticket?.state === 'en_route';
  const menu = isOnTheWay ? null : await openMenu(c);
  const otherTimes = isOnTheWay || menu ? null : await otherTimesDigit(c.tx, visit, eta.p50, c.message.phone);
  return tells(secondSlip({ company: c.company, visit: said, eta, before, menu, otherTimes, now: c.now }), eta);
}

async function tellHowLate(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  if (visit.state !== 'confirmed') return tellAlreadyDone(c);
  if (visit.arrivedAt) return tellIsThere(c);
  const eta = etaSaid(visit, c.now);
  if (!eta)
    return yes(
      answers({ visit: said, eta: null, arrivedAt: null, menu: null, asks: ['eta'], sameTechnician: true, now: c.now }),
    );
  const rounded = told(eta);
  const menu = await openMenu(c);
  const isOld = (eta.positionAgeMinutes ?? 0) > OLD_MINUTES;
  // With a menu open, or an old position to be told of, the whole answer is worth repeating; else an unchanged time is
  // said to be just that.
  const unchangedSince =
    !menu && !isOld && visit.told && visit.told.p50.getTime() === rounded.p50.getTime() ? visit.told.at : null;
  const looksInto = c.message.facts.dark as { since: string; agent: string; by: string } | undefined;
  const dark = looksInto
    ? { since: instant(looksInto.since), agent: firstName(looksInto.agent), by: instant(looksInto.by) }
    : null;
  return tells(
    howLate({ visit: said, eta, menu, now: c.now, unchangedSince: dark ? null : unchangedSince, dark }),
    eta,
  );
}

async function tellWithdrawal(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(toTechnician(c));
  const [ended] = await c.tx.sql<{ state: string }>('SELECT state FROM assignment WHERE id = $1', [
    c.message.assignmentId,
  ]);
  const withoutAnybody = ended?.state === 'withdrawn' ? 'off' : 'not-answered';
  const because = visit.state === 'cancelled' ? 'cancelled' : visit.ticket ? 'reassigned' : withoutAnybody;
  return yes(jobWithdrawn({ visit: said, because, now: c.now }));
}

async function ticketText(c: Context, write: typeof newJob): Promise<Rendered> {
  const { visit, said } = aboutVisit(toTechnician(c));
  const ticket = visit.ticket;
  if (ticket?.id !== c.message.assignmentId || (ticket?.state !== 'created' && ticket?.state !== 'delivered'))
    return no('the ticket has been answered or given on');
  const signInLinkId = await signInLink(c.tx, c.house, ticket.technicianId);
  const link = signInUrl(c.house, signInLinkId);
  return { body: write({ visit: said, link, replyBy: instant(fact(c, 'replyBy')), now: c.now }), signInLinkId };
}

function nextOf(c: Context) {
  const call = fact<{ agent: Agent; by: string }>(c, 'call');
  return { do: 'call' as const, agent: agentOf(call.agent), by: instant(call.by) };
}
