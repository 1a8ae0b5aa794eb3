import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, Listener, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { nameOf, phone, refOf, spokenWhen, when, workOf } from '#conversation/said';

type Consent = Listener & {
  readonly company: Company;
  readonly visit: VisitSaid | null;
  readonly now: Date;
};
type AboutVisit = { readonly company: Company; readonly visit: VisitSaid; readonly now: Date };

/** CANCEL is an opt-out by law and perhaps a wish as well: texts have ended, the visit has not, and 9 ends that too. */
export function cancelWord({ company, visit, now }: AboutVisit): string {
  const say = sayIn(visit.language);
  const facts = { when: spokenWhen(visit.window, now, visit), ref: refOf(visit) };
  const name = { company: nameOf(company, visit) };
  return fit([
    rather(2, say('consent.ended', name), say('consent.ended.short', name)),
    rather(1, say('consent.visit-stands', facts), say('consent.visit-stands.short', facts)),
    say('consent.cancel-or-start'),
  ]);
}

/** The one confirmation of STOP. A visit still stands, and its news comes by phone. */
export function stopped({ company, visit, language, now }: Consent): string {
  const say = sayIn(language);
  const facts = visit && { when: spokenWhen(visit.window, now, visit) };
  return fit([
    say('consent.no-more', { company: nameOf(company, { language }) }),
    facts ? rather(2, say('consent.visit-by-phone', facts), say('consent.visit-stands.short', facts)) : '',
    say('consent.start-again'),
  ]);
}

/** Texts are wanted again. */
export function started({ company, visit, language, now }: Consent): string {
  const say = sayIn(language);
  const facts = visit && { when: spokenWhen(visit.window, now, visit), ref: refOf(visit), link: visit.link };
  return fit([
    say('consent.on-again', { company: nameOf(company, { language }) }),
    facts ? rather(3, say('consent.your-visit', facts), say('consent.your-visit.short', facts)) : '',
    rather(1, say('consent.help-stop'), say('consent.help-stop.short')),
  ]);
}

/** HELP: who this is, what it is about, the desk, and the way out. */
export function help({ company, visit, language, now }: Consent): string {
  const say = sayIn(language);
  const name = { company: nameOf(company, { language }) };
  const desk = { desk: phone(company.desk) };
  return fit([
    visit
      ? say('consent.about-visit', { ...name, work: workOf(visit, visit), when: when(visit.window, now, visit) })
      : say('consent.about-visits', name),
    rather(2, say('consent.ask', desk), say('consent.ask.short', desk)),
    may(1, visit ? say('said.ref', { ref: refOf(visit) }) : ''),
    say('consent.stop'),
  ]);
}

/** Free words that sound like a cancellation: nothing happens before the one digit that says so. */
export function askCancel({ visit, now }: { readonly visit: VisitSaid; readonly now: Date }): string {
  const say = sayIn(visit.language);
  return fit([
    say('consent.ask-cancel', { when: spokenWhen(visit.window, now, visit), ref: refOf(visit) }),
    may(1, say('consent.nothing-changed')),
  ]);
}
