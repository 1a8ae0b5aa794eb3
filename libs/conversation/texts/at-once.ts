import type { Plan, Part } from '#conversation/answer-plan';
import { sayIn } from '#conversation/catalogue/say-in';
import type { AgentSaid, Company, EtaSaid, Menu, VisitSaid } from '#conversation/facts';
import { type Clause, fit, may, rather } from '#conversation/fit';
import { clip } from '#conversation/gsm';
import { segments } from '#conversation/segments';
import {
  agentOf,
  arrival,
  firstOf,
  fullSpread,
  nameOf,
  opening,
  phone,
  proper,
  refOf,
  roleOf,
  sentence,
  shortNameOf,
  shortOf,
  spokenClock,
  spokenWhen,
  told,
  when,
} from '#conversation/said';
import type { Dark } from '#conversation/texts/answers';
import { customerLate, type CustomerLate } from '#conversation/texts/late-customer';
import { chosenName, digitsOf, heldness, menuLines, stillOpen } from '#conversation/texts/menu';

export type AtOnce = {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly plan: Plan;
  readonly eta: EtaSaid | null;
  /** Since when the technician is there; null while he is not. */
  readonly arrivedAt: Date | null;
  readonly dark: Dark | null;
  readonly menu: Menu | null;
  /** His words, as they were passed on; null where he left none. */
  readonly note: string | null;
  readonly call: { readonly agent: AgentSaid; readonly by: Date } | null;
  readonly late: CustomerLate | null;
  /** Whether the question to cancel is about more than one visit. */
  readonly cancelsSeveral: boolean;
  /** Nothing sooner is free, and he is told once it is. */
  readonly waits: boolean;
  readonly now: Date;
};

/**
 * Everything a text asked, told and wanted, answered in one: one segment; two where it ends in a menu, or where so much
 * was asked at once that one cannot hold it. Other times come last: whatever stands under a menu is taken for a line of it.
 */
export function atOnce(facts: AtOnce): string {
  const plan = [...facts.plan.filter((part) => !isMenu(part)), ...facts.plan.filter(isMenu)];
  const clauses = plan.flatMap((part) => SAYS[part.says](facts, part));
  if (offersMenu(facts)) return fit(clauses, 2);
  const all = [...clauses, ...(plan.some(isMenu) ? [] : stillWorks(facts))];
  const one = fit(all);
  return segments(one).segments === 1 ? one : fit(all, 2);
}

const isMenu = ({ says }: Part) => says === 'times';

/** Whether it ends in a menu, which takes what room there is from manners and from who we are: 0 is on it. */
const offersMenu = ({ plan, menu }: AtOnce) => plan.some(isMenu) && !!menu?.choices.length;
const spared = (facts: AtOnce) => (offersMenu(facts) ? [''] : []);

type Say = (facts: AtOnce, part: Part) => readonly Clause[];

const SAYS: Record<Part['says'], Say> = {
  sorry: (facts) => {
    const { visit } = facts;
    const say = sayIn(visit.language);
    const customer = proper(visit.customer, 12);
    const short = say('at-once.sorry.short');
    return [rather(1, ...(customer ? [say('at-once.sorry', { customer })] : []), short, ...spared(facts))];
  },
  asked: (facts, part) => (part.says === 'asked' ? part.asks.flatMap((ask) => ANSWERS[ask](facts)) : []),
  noted: ({ visit, note }) => {
    const say = sayIn(visit.language);
    const technician = firstOf(visit.technician, visit);
    const short = say('at-once.passed.short', { technician });
    const words = (n: number) => say('at-once.passed', { technician, note: clip(note ?? '', n).replace(/\.+$/, '') });
    return [note ? rather(4, words(60), words(30), short) : short];
  },
  late: ({ visit, late, now }) => (late ? customerLate(visit, late, now) : []),
  calls: ({ visit, call, now }) => {
    if (!call) return [];
    const say = sayIn(visit.language);
    const said = { agent: agentOf(call.agent, visit), by: spokenClock(call.by, now, visit) };
    const withRole = { ...said, role: roleOf(call.agent, visit) };
    return [
      rather(
        3,
        say('at-once.calls', withRole),
        say('at-once.calls.short', withRole),
        say('at-once.calls.shortest', said),
      ),
    ];
  },
  'may-cancel': ({ visit, cancelsSeveral, now }) => {
    const say = sayIn(visit.language);
    const said = { when: spokenWhen(visit.window, now, visit) };
    if (cancelsSeveral) return [say('at-once.may-cancel-several', said)];
    return [
      rather(3, say('at-once.may-cancel', { ...said, ref: refOf(visit) }), say('at-once.may-cancel.short', said)),
    ];
  },
  times: ({ visit, menu, waits, now }) => {
    const say = sayIn(visit.language);
    if (waits) return [say('at-once.waits-list')];
    if (!menu?.choices.length) return [say('choices.none')];
    const until = { until: spokenClock(menu.heldUntil, now, visit) };
    const opened = heldness(menu) === 'none' ? say('at-once.other-times.open') : say('at-once.other-times', until);
    const keeping = say('menu.keep-window', { when: when(visit.window, now, visit) });
    return [`\n${opened}`, ...menuLines(menu, keeping, now, visit)];
  },
  'who-we-are': (facts) => {
    const { visit, company } = facts;
    const say = sayIn(visit.language);
    const desk = phone(company.desk);
    return [
      rather(
        2,
        say('at-once.we-are', { company: nameOf(company, visit), desk }),
        say('at-once.we-are.short', { company: shortOf(company, visit), desk }),
        ...spared(facts),
      ),
    ];
  },
};

type Asks = Extract<Part, { says: 'asked' }>['asks'][number];

const ANSWERS: Record<Asks, (facts: AtOnce) => readonly Clause[]> = {
  'is-cancelled': ({ visit }) => [sayIn(visit.language)('answers.not-cancelled')],
  who: ({ visit }) => {
    const say = sayIn(visit.language);
    return [
      visit.technician
        ? sentence(say('answers.your-technician', { technician: shortNameOf(visit.technician, visit) }))
        : say('answers.no-technician'),
    ];
  },
  'other-tech': ({ visit, menu, now }) => {
    const say = sayIn(visit.language);
    const other = menu?.choices.find(({ sameTechnician }) => !sameTechnician);
    if (!other) return [say('at-once.nobody-else')];
    const { digit, window } = other;
    return [say('at-once.else', { digit, technician: chosenName(other, visit), when: when(window, now, visit) })];
  },
  eta: arrives,
};

function arrives({ visit, eta, arrivedAt, dark, now }: AtOnce): readonly Clause[] {
  const say = sayIn(visit.language);
  const technician = opening(firstOf(visit.technician, visit));
  if (arrivedAt) return [say('at-once.is-there', { technician, clock: spokenClock(arrivedAt, now, visit) })];
  if (!eta) return [say('answers.due', { when: spokenWhen(visit.window, now, visit) })];
  if (dark) {
    const said = {
      technician: firstOf(visit.technician, visit),
      since: spokenClock(dark.since, now, visit),
      range: fullSpread(told(eta), visit.zone),
      by: spokenClock(dark.by, now, visit),
    };
    return [
      rather(
        2,
        say('at-once.dark', { ...said, agent: agentOf({ first: dark.agent }, visit) }),
        say('at-once.dark.short', said),
      ),
    ];
  }
  const said = { technician, arrival: arrival(told(eta), now, visit) };
  return [
    rather(
      1,
      say('at-once.about', { ...said, clock: spokenClock(eta.asOf, now, visit) }),
      say('at-once.about.short', said),
    ),
  ];
}

function stillWorks({ visit, menu, now }: AtOnce): readonly Clause[] {
  return menu && digitsOf(menu, visit) ? [may(1, stillOpen(menu, now, visit))] : [];
}
