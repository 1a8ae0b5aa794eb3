import type { Window } from '#time/window';
import type { Company, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { clock, firstOf, sentence, shortNameOf, shortOf, when } from '#conversation/said';

/** A gap has opened: what it is, by when it is his to take, and that silence changes nothing. */
export function earlierTime(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly offered: { readonly window: Window; readonly technician: TechnicianSaid; readonly by: Date };
  /** Whether it is kept for him until then; else the first of those asked who says yes has it. */
  readonly isHeld: boolean;
  readonly now: Date;
}): string {
  const { company, visit, offered, isHeld, now } = facts;
  const has = when(visit.window, now, visit);
  const gets = when(offered.window, now, visit);
  const who = shortNameOf(offered.technician);
  const by = clock(offered.by, now, visit);
  const first = isHeld ? '.' : '; first yes has it.';
  return fit([
    rather(
      1,
      sentence(`${shortOf(company)}: an earlier time opened for your ${has} visit: ${gets}, ${who}`),
      sentence(`${shortOf(company)}: earlier time for your ${has} visit: ${gets}, ${who}`),
      `${shortOf(company)}: earlier time for your ${has} visit: ${gets}.`,
    ),
    rather(3, `Reply 1 to take it by ${by}${first}`, `Reply 1 by ${by}${first}`),
    rather(2, `No reply = you keep ${has}.`, 'No reply = no change.'),
  ]);
}

/** A yes that came too late. */
export function earlierGone(facts: { readonly visit: VisitSaid; readonly waits: boolean; readonly now: Date }): string {
  const { visit, waits, now } = facts;
  const has = when(visit.window, now, visit);
  return fit([
    'That earlier time is gone.',
    rather(2, `You keep ${has} with ${firstOf(visit.technician)}: nothing has changed.`, `You keep ${has}.`),
    may(1, waits ? 'We text you when another opens.' : ''),
  ]);
}

/** He will be told of an earlier time. */
export function waiting({ visit, now }: { readonly visit: VisitSaid; readonly now: Date }): string {
  const has = when(visit.window, now, visit);
  return fit([
    `Nothing before ${has} is free right now.`,
    rather(2, 'Noted: we text you when an earlier time opens.', 'We text you when one opens.'),
    `Until then you keep ${has}.`,
    may(1, 'Reply 0 and a person calls you.'),
  ]);
}
