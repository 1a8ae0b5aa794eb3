import type { Window } from '#time/window';
import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, TechnicianSaid, VisitSaid } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { firstOf, sentence, shortNameOf, shortOf, spokenClock, spokenWhen, when } from '#conversation/said';

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
  const say = sayIn(visit.language);
  const has = spokenWhen(visit.window, now, visit);
  const opened = { company: shortOf(company, visit), has, gets: when(offered.window, now, visit) };
  const technician = shortNameOf(offered.technician, visit);
  const by = { by: spokenClock(offered.by, now, visit) };
  return fit([
    rather(
      1,
      sentence(say('earlier.opened', { ...opened, technician })),
      sentence(say('earlier.opened.short', { ...opened, technician })),
      say('earlier.opened.shortest', opened),
    ),
    isHeld
      ? rather(3, say('earlier.take', by), say('earlier.take.short', by))
      : rather(3, say('earlier.take.first', by), say('earlier.take.first.short', by)),
    rather(2, say('earlier.no-reply', { has }), say('earlier.no-reply.short')),
  ]);
}

/** A yes that came too late. */
export function earlierGone(facts: { readonly visit: VisitSaid; readonly waits: boolean; readonly now: Date }): string {
  const { visit, waits, now } = facts;
  const say = sayIn(visit.language);
  const has = spokenWhen(visit.window, now, visit);
  const technician = firstOf(visit.technician, visit);
  return fit([
    say('earlier.gone'),
    rather(2, say('earlier.you-keep', { has, technician }), say('earlier.you-keep.short', { has })),
    may(1, waits ? say('earlier.another') : ''),
  ]);
}

/** He will be told of an earlier time. */
export function waiting({ visit, now }: { readonly visit: VisitSaid; readonly now: Date }): string {
  const say = sayIn(visit.language);
  const has = spokenWhen(visit.window, now, visit);
  return fit([
    say('earlier.none', { has }),
    rather(2, say('earlier.noted'), say('earlier.noted.short')),
    say('earlier.until-then', { has }),
    may(1, say('reply.person')),
  ]);
}
