import { sayIn } from '#conversation/catalogue/say-in';
import type { ChoiceSaid, Company, Hearer, Listener } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { opening, sentence, shortNameOf, shortOf, spokenClock, when, workOf } from '#conversation/said';

/** A time we propose for a visit that has none yet: held, to be taken with one digit, and nothing is booked without it. */
export function plannedOffer(
  facts: Hearer & {
    readonly company: Company;
    readonly work: string;
    readonly choice: ChoiceSaid;
    readonly heldUntil: Date;
    readonly link: string;
    readonly now: Date;
  },
): string {
  const { company, choice, heldUntil, link, now } = facts;
  const say = sayIn(facts.language);
  const offer = { company: shortOf(company, facts), time: opening(when(choice.window, now, facts)) };
  const technician = shortNameOf(choice.technician, facts);
  const take = { digit: choice.digit, until: spokenClock(heldUntil, now, facts) };
  return fit([
    rather(
      4,
      sentence(say('planned.offer', { ...offer, technician, work: workOf(facts, facts) })),
      sentence(say('planned.offer.short', { ...offer, technician })),
      sentence(say('planned.offer.shortest', offer)),
    ),
    may(1, say('planned.not-booked')),
    rather(2, say('planned.other-times', { link }), link, ''),
    rather(3, say('planned.take', take), say('planned.take.short', take)),
  ]);
}

/** The time he wanted to take is gone; nothing was promised, so there is only the way to another one. */
export function plannedGone({ link, language }: Listener & { readonly link: string }): string {
  const say = sayIn(language);
  return fit([say('planned.gone'), say('planned.another', { link }), say('reply.person')]);
}
