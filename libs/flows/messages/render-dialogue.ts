import type { Plan } from '#conversation/answer-plan';
import { agentOf, firstOf, spokenClock, spokenWhen, told } from '#conversation/said';
import { sayIn } from '#conversation/catalogue/say-in';
import { atOnce } from '#conversation/texts/at-once';
import {
  otherCancelled,
  otherChose,
  otherKept,
  stillWrongNumber,
  wrongNumber,
} from '#conversation/texts/several-phones';
import { inYourLanguage, isThere, type Meant, toBeSure, withLanguage } from '#conversation/texts/talking';
import { whichVisit } from '#conversation/texts/which-visit';
import type { DigitMeaning } from '#visits/prompt';
import type { Meeting } from '#visits/meeting';
import { visitsOf } from '#store/visit';
import { aboutVisit, type Context, fact, instant, openMenu, type Rendered } from '#flows/messages/context';
import { agentFirst, agentSaid, etaSaid, firstName, technicianSaid, workSaid } from '#flows/said';
import type { Agent } from '#flows/steps/call-back';

type CallFacts = { agent: Agent; by: string };
type LateFacts = { meeting: Meeting; home: string | null; otherTimes: number | null };
type DarkFacts = { since: string; agent: string; by: string };

/** Several answers in one text, from what is true when it leaves. */
export async function tellAtOnce(c: Context): Promise<Rendered> {
  const { visit, said } = aboutVisit(c);
  const eta = etaSaid(visit, c.now);
  const plan = fact<Plan>(c, 'plan');
  const late = fact<LateFacts | undefined>(c, 'late');
  const dark = fact<DarkFacts | null | undefined>(c, 'dark');
  const body = atOnce({
    company: c.company,
    visit: said,
    plan,
    eta,
    arrivedAt: visit.arrivedAt,
    dark: dark ? { since: instant(dark.since), agent: agentFirst(dark.agent), by: instant(dark.by) } : null,
    menu: await openMenu(c),
    note: fact<string | undefined>(c, 'note') ?? null,
    call: callOf(c),
    late: late
      ? {
          meeting: late.meeting,
          home: late.home ? instant(late.home) : null,
          expected: eta,
          arrivedAt: visit.arrivedAt,
          otherTimes: late.otherTimes,
        }
      : null,
    cancelsSeveral: fact<boolean | undefined>(c, 'cancelsSeveral') ?? false,
    waits: fact<boolean | undefined>(c, 'waits') ?? false,
    now: c.now,
  });
  const isTold =
    eta && !dark && plan.some((part) => part.says === 'late' || (part.says === 'asked' && part.asks.includes('eta')));
  return isTold ? { body, tells: told(eta) } : { body };
}

function callOf(c: Context) {
  const call = fact<CallFacts | undefined>(c, 'call');
  return call ? { agent: agentSaid(call.agent), by: instant(call.by) } : null;
}

/** Asked for a technician who is at the door already. */
export function tellIsThere(c: Context): Rendered {
  const { visit, said } = aboutVisit(c);
  return { body: isThere({ visit: said, at: visit.arrivedAt ?? c.now, now: c.now }) };
}

export async function tellWhich(c: Context): Promise<Rendered> {
  const ids = fact<string[]>(c, 'appointments');
  const found = await visitsOf(c.tx, ids);
  const visits = ids.flatMap((id, nth) => {
    const visit = found.find(({ appointmentId }) => appointmentId === id);
    return visit
      ? [
          {
            digit: nth + 1,
            work: workSaid(visit.work, c.language),
            window: visit.window,
            technician: visit.ticket && technicianSaid(visit.ticket.technician),
            zone: visit.place.zone,
          },
        ]
      : [];
  });
  return { body: whichVisit({ visits, language: c.language, now: c.now }) };
}

/** What somebody else on the visit decided, as long as it is still so. */
export function tellOtherDecided(c: Context): Rendered {
  const { visit, said } = aboutVisit(c);
  const decided = { company: c.company, visit: said, by: firstName(fact(c, 'by')), now: c.now };
  if (c.message.kind === 'other-cancelled')
    return visit.state === 'cancelled' ? { body: otherCancelled(decided) } : { suppress: 'the visit stands again' };
  if (visit.state !== 'confirmed' || visit.revision !== c.message.claims.revision)
    return { suppress: 'a newer decision has its own text' };
  return { body: c.message.kind === 'other-kept' ? otherKept(decided) : otherChose(decided) };
}

export const tellWrongNumber = (c: Context): Rendered => ({
  body: wrongNumber({ company: c.company, language: c.language }),
});

export const tellStillWrong = (c: Context): Rendered => ({
  body: stillWrongNumber({ company: c.company, language: c.language }),
});

export function tellToBeSure(c: Context): Rendered {
  const { said } = aboutVisit(c);
  return { body: toBeSure({ visit: said, digit: fact(c, 'digit'), means: meantBy(fact(c, 'means')), now: c.now }) };
}

type TimeFact = { readonly does: 'time'; readonly technician: string; readonly from: string; readonly to: string };

function meantBy(means: DigitMeaning | TimeFact): Meant {
  if (means.does === 'time')
    return {
      does: 'take',
      window: { from: instant(means.from), to: instant(means.to) },
      technician: technicianSaid(means.technician),
    };
  if (means.does === 'keep') return { does: 'keep' };
  return { does: means.does === 'cancel-visit' || means.does === 'cancel-order' ? 'cancel' : 'other' };
}

export function tellInYourLanguage(c: Context): Rendered {
  const { visit, said } = aboutVisit(c);
  const say = sayIn(c.language);
  const eta = etaSaid(visit, c.now);
  const arrives =
    eta && visit.ticket
      ? atOnce({ ...NOTHING_ELSE, company: c.company, visit: said, eta, plan: ARRIVES, now: c.now })
      : say('answers.due', { when: spokenWhen(said.window, c.now, said) });
  const body = inYourLanguage({ visit: said, arrives });
  return eta ? { body, tells: told(eta) } : { body };
}

const ARRIVES: Plan = [{ says: 'asked', asks: ['eta'] }];
const NOTHING_ELSE = {
  arrivedAt: null,
  dark: null,
  menu: null,
  note: null,
  call: null,
  late: null,
  cancelsSeveral: false,
  waits: false,
} as const;

type AlsoFact = { says: 'noted' } | ({ says: 'calls' } & CallFacts);

/** What a text says besides: what else was done for him, and the language he is spoken to in from now on. */
export function withTheRest(c: Context, rendered: Rendered): Rendered {
  if (!('body' in rendered)) return rendered;
  const also = (fact<AlsoFact[] | undefined>(c, 'also') ?? []).map((one) => alsoSaid(c, one));
  const body = [rendered.body, ...also].join(' ');
  return { ...rendered, body: fact(c, 'switches') ? withLanguage(body, c.language) : body };
}

function alsoSaid(c: Context, also: AlsoFact): string {
  const say = sayIn(c.language);
  const { said } = aboutVisit(c);
  if (also.says === 'noted') return say('at-once.passed.short', { technician: firstOf(said.technician, said) });
  return say('at-once.calls.shortest', {
    agent: agentOf({ first: agentFirst(also.agent.name) }, said),
    by: spokenClock(instant(also.by), c.now, said),
  });
}
