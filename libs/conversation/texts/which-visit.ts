import type { Language } from '#time/language';
import type { Window } from '#time/window';
import { sayIn } from '#conversation/catalogue/say-in';
import type { TechnicianSaid } from '#conversation/facts';
import { type Clause, fit, rather } from '#conversation/fit';
import { firstOf, opening, when, workOf } from '#conversation/said';

export type VisitToChoose = {
  readonly digit: number;
  readonly work: string;
  /** Null while no time is promised. */
  readonly window: Window | null;
  readonly technician: TechnicianSaid | null;
  readonly zone: string;
};

/** Of which of several visits does he speak? What he asked is answered once he has said so. */
export function whichVisit({
  visits,
  language,
  now,
}: {
  readonly visits: readonly VisitToChoose[];
  readonly language: Language;
  readonly now: Date;
}): string {
  const say = sayIn(language);
  const line = ({ digit, window, technician, zone, ...visit }: VisitToChoose): Clause => {
    const work = opening(workOf(visit, { language }));
    if (!window) return `\n${say('which.line.open', { digit, work })}`;
    const said = { digit, work, when: when(window, now, { zone, language }) };
    const short = `\n${say('which.line.short', said)}`;
    return technician
      ? rather(1, `\n${say('which.line', { ...said, technician: firstOf(technician, { language }) })}`, short)
      : short;
  };
  return fit([say('which.ask'), ...visits.map(line), `\n${say('which.person')}`], 2);
}
