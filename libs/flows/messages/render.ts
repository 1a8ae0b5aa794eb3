import { REMEMBERED_DAYS } from '#visits/remembered';
import type { MessageKind } from '#conversation/kinds';
import { told } from '#conversation/said';
import { answers, type Ask } from '#conversation/texts/answers';
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
import { notUnderstood } from '#conversation/texts/person';
import { askNote, finished, noted, noVisit, onTheWay } from '#conversation/texts/visit';
import { toGsm } from '#conversation/gsm';
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
  tellStillWrong,
  tellToBeSure,
  tellWhich,
  tellWrongNumber,
  withTheRest,
} from '#flows/messages/render-dialogue';
import { tellBrokenCall, tellCall, tellPleaseCall } from '#flows/messages/render-call';
import { tellMissedWindow } from '#flows/messages/render-credit';
import { tellHowLate, tellLate, tellNews } from '#flows/messages/render-delay';
import { tellCannotCome } from '#flows/messages/render-mending';
import { tellEarlier, tellEarlierGone, tellWaiting } from '#flows/messages/render-earlier';
import { tellCouldNotComplete, tellNextBooked, tellNextVisit } from '#flows/messages/render-next-visit';
import { tellAlreadyDone, tellSurvey, tellThanks } from '#flows/messages/render-over';
import {
  tellAccepted,
  tellDeclined,
  tellNoTicket,
  tellSignIn,
  tellTicket,
  tellTicketAgain,
  tellWithdrawal,
} from '#flows/messages/render-ticket';
import { renderPlannedGone, renderPlannedOffer } from '#flows/messages/render-planned';
import { etaSaid, technicianSaid, workSaid } from '#flows/said';

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
        reopenDays: REMEMBERED_DAYS,
        now: c.now,
      }),
    );
  },
  'could-not-complete': tellCouldNotComplete,
  survey: tellSurvey,
  thanks: tellThanks,
  'call-back': tellCall,
  'call-back-broken': tellBrokenCall,
  'please-call-us': tellPleaseCall,
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
  'visit-cancelled': (c) => yes(visitCancelled({ visit: aboutVisit(c).said, now: c.now })),
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
  'still-wrong-number': tellStillWrong,
  'other-chose': tellOtherDecided,
  'other-kept': tellOtherDecided,
  'other-cancelled': tellOtherDecided,
  'at-the-door': tellAtTheDoor,
  'desk-reply': (c) => yes(toGsm(fact(c, 'body'))),
  ticket: tellTicket,
  'ticket-again': tellTicketAgain,
  'ticket-withdrawn': tellWithdrawal,
  'sign-in': tellSignIn,
  'ticket-accepted': tellAccepted,
  'ticket-declined': tellDeclined,
  'no-ticket': tellNoTicket,
} as const satisfies Record<MessageKind, Write>;

/** Writes the text of a message. A kind nobody knows how to write is a fault. */
export async function render(context: Context): Promise<Rendered> {
  const write: Write | undefined = TEXTS[context.message.kind as MessageKind];
  if (!write) throw new Error(`no text is written for messages of kind ${context.message.kind}`);
  return withTheRest(context, await write(context));
}

const yes = (body: string): Rendered => ({ body });
const no = (suppress: string): Rendered => ({ suppress });
const tells = (body: string, eta: Parameters<typeof told>[0] | null): Rendered =>
  eta ? { body, tells: told(eta) } : { body };
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
