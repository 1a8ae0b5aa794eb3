import { sayWindow } from '#time/say';
import type { Window } from '#time/window';
import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, Spread, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { type Clause, fit, rather } from '#conversation/fit';
import { firstOf, isToday, opening, refOf, sentence, shortOf, spokenWhen, told, when } from '#conversation/said';
import { type Money, sayMoney } from '#visits/money';

/** What becomes of the visit whose window was missed, as it stands when the text leaves. */
export type ThenSaid =
  /** `isStill`: it is the technician he was promised. */
  | { readonly is: 'due'; readonly eta: Spread; readonly technician: TechnicianSaid; readonly isStill: boolean }
  /** He has a new window, which is still to come. */
  | { readonly is: 'promised'; readonly window: Window; readonly technician: TechnicianSaid }
  | { readonly is: 'there'; readonly technician: TechnicianSaid }
  /** Nobody can say. */
  | { readonly is: 'open' }
  /** Nothing more is to come, or another text says it. */
  | { readonly is: 'unsaid' };

/** The promised window is over and nobody came, by our doing: said without being asked, with the credit and what comes. */
export function missedWindow(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  /** The window that was missed, which is not always the one he has now. */
  readonly missed: Window;
  readonly credit: Money;
  readonly next: ThenSaid;
  readonly now: Date;
}): string {
  const { company, visit, missed, credit, now } = facts;
  const say = sayIn(visit.language);
  const window = isToday(missed.from, now, visit) ? sayWindow(missed, visit.zone) : when(missed, now, visit);
  const given = { amount: sayMoney(credit), ref: refOf(visit) };
  return fit([
    say('credit.missed', { company: shortOf(company, visit), window }),
    rather(2, say('credit.given', given), say('credit.given.short', given)),
    thenSaid(facts.next, visit, now),
  ]);
}

/** The same beside the text about the delay, which has said what was missed: in full, shorter, or not at all. */
export function creditBeside(credit: Money, visit: VisitSaid): Clause {
  const say = sayIn(visit.language);
  const given = { amount: sayMoney(credit), ref: refOf(visit) };
  return rather(2, say('credit.for-window', given), say('credit.given.short', given), '');
}

/** Whether a text says it: it may have had no room for it. */
export const saysCredit = (text: string, visit: VisitSaid): boolean => text.includes(`${refOf(visit)}-C`);

function thenSaid(then: ThenSaid, visit: VisitSaid, now: Date): Clause {
  const say = sayIn(visit.language);
  if (then.is === 'open') return say('reply.person');
  if (then.is === 'unsaid') return '';
  const technician = opening(firstOf(then.technician, visit));
  if (then.is === 'there') return sentence(say('credit.there', { technician }));
  if (then.is === 'promised') return say('credit.due', { technician, when: spokenWhen(then.window, now, visit) });
  const { p10, p90 } = told(then.eta);
  const range = { from: p10, to: p90 };
  const time = isToday(p10, now, visit) ? sayWindow(range, visit.zone) : spokenWhen(range, now, visit);
  const due = say('credit.due', { technician, when: time });
  return then.isStill ? rather(1, say('credit.still-due', { technician, when: time }), due) : due;
}
