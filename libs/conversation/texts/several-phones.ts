import type { Language } from '#time/language';
import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { nameOf, opening, phone, proper, refOf, shortNameOf, shortOf, spokenWhen } from '#conversation/said';

type Decided = { readonly company: Company; readonly visit: VisitSaid; readonly by: string; readonly now: Date };

const facts = ({ company, visit, by, now }: Decided) => ({
  company: shortOf(company, visit),
  by: proper(by, 12) || opening(shortOf(company, visit)),
  technician: shortNameOf(visit.technician, visit),
  when: spokenWhen(visit.window, now, visit),
  ref: refOf(visit),
});

/** Somebody else on the visit has chosen another time. */
export function otherChose(decided: Decided): string {
  const say = sayIn(decided.visit.language);
  return fit([
    say('other.chose', facts(decided)),
    rather(2, decided.visit.link, ''),
    may(1, say('choices.nothing-to-do')),
  ]);
}

/** Somebody else on the visit keeps it as it is. */
export function otherKept(decided: Decided): string {
  const say = sayIn(decided.visit.language);
  return fit([say('other.kept', facts(decided)), may(1, say('choices.nothing-to-do'))]);
}

/** Somebody else on the visit has cancelled it. */
export const otherCancelled = (decided: Decided): string =>
  fit([sayIn(decided.visit.language)('other.cancelled', { ...facts(decided), desk: phone(decided.company.desk) })]);

type Stranger = { readonly company: Company; readonly language: Language };

/** Whoever answers there is not whom we mean: nothing of the visit is named. */
export const wrongNumber = ({ company, language }: Stranger): string =>
  fit([sayIn(language)('wrong.sorry', { company: nameOf(company, { language }) })]);

/** He wants texts at a number that was called the wrong one: a person has to say that it is right, and until then nothing goes there. */
export const stillWrongNumber = ({ company, language }: Stranger): string =>
  fit([sayIn(language)('wrong.stays', { company: nameOf(company, { language }), desk: phone(company.desk) })]);
