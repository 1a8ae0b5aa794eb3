import type { Company, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { nameOf, phone, refOf, when, workOf } from '#conversation/said';

type Consent = { readonly company: Company; readonly visit: VisitSaid | null; readonly now: Date };

/** CANCEL is an opt-out by law and perhaps a wish as well: texts have ended, the visit has not, and 9 ends that too. */
export function cancelWord({ company, visit, now }: Consent & { readonly visit: VisitSaid }): string {
  const time = `Your visit ${when(visit.window, now, visit.zone)}`;
  return fit([
    rather(2, `${nameOf(company)}: texts to this number have ended.`, `${nameOf(company)}: texts have ended.`),
    rather(1, `${time} (ref ${refOf(visit)}) still stands.`, `${time} still stands.`),
    'Reply 9 to cancel the visit, START to keep texts.',
  ]);
}

/** The one confirmation of STOP. A visit still stands, and its news comes by phone. */
export function stopped({ company, visit, now }: Consent): string {
  const stands = visit ? `Your visit ${when(visit.window, now, visit.zone)} still stands` : '';
  return fit([
    `${nameOf(company)}: no more texts to this number.`,
    stands ? rather(2, `${stands}; we will phone if it changes.`, `${stands}.`) : '',
    'Reply START to get texts again.',
  ]);
}

/** Texts are wanted again. */
export function started({ company, visit, now }: Consent): string {
  return fit([
    `${nameOf(company)}: texts are on again.`,
    ...(visit
      ? [
          rather(
            3,
            `Your visit ${when(visit.window, now, visit.zone)}, ref ${refOf(visit)}: ${visit.link}`,
            `Your visit: ${visit.link}`,
          ),
        ]
      : []),
    rather(1, 'HELP=help STOP=end texts', 'HELP=help STOP=end'),
  ]);
}

/** HELP: who this is, what it is about, the desk, and the way out. */
export function help({ company, visit, now }: Consent): string {
  const about = visit
    ? `about your ${workOf(visit)} visit ${when(visit.window, now, visit.zone)}`
    : 'about your service visits';
  return fit([
    `${nameOf(company)}: texts ${about}.`,
    rather(
      2,
      `Ask here, reply 0 and a person calls you, or call ${phone(company.desk)}.`,
      `Ask here or call ${phone(company.desk)}.`,
    ),
    may(1, visit ? `Ref ${refOf(visit)}.` : ''),
    'STOP=end texts',
  ]);
}

/** Free words that sound like a cancellation: nothing happens before the one digit that says so. */
export function askCancel({ visit, now }: { readonly visit: VisitSaid; readonly now: Date }): string {
  return fit([
    `Reply 9 to cancel the visit ${when(visit.window, now, visit.zone)} (ref ${refOf(visit)}), 0 and a person calls you.`,
    may(1, 'Nothing has changed yet.'),
  ]);
}
