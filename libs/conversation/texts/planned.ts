import type { ChoiceSaid, Company, Hearer } from '#conversation/facts';
import { fit, may, rather } from '#conversation/fit';
import { clock, opening, sentence, shortNameOf, shortOf, when, workOf } from '#conversation/said';

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
  const time = opening(when(choice.window, now, facts));
  const who = shortNameOf(choice.technician);
  const until = clock(heldUntil, now, facts);
  return fit([
    rather(
      4,
      `${shortOf(company)}: a time for your ${workOf(facts)} visit: ${sentence(`${time}, ${who}`)}`,
      `${shortOf(company)}: a time for your visit: ${sentence(`${time}, ${who}`)}`,
      `${shortOf(company)}: a time for your visit: ${sentence(time)}`,
    ),
    may(1, 'Nothing is booked yet.'),
    rather(2, `Other times: ${link}`, link, ''),
    rather(
      3,
      `Reply ${choice.digit} to take it by ${until}, 0 a person calls you.`,
      `Reply ${choice.digit} to take it by ${until}, 0 a person.`,
    ),
  ]);
}

/** The time he wanted to take is gone; nothing was promised, so there is only the way to another one. */
export function plannedGone({ link }: { readonly link: string }): string {
  return fit([
    'That time is gone, and nothing is booked.',
    `Choose another: ${link}`,
    'Reply 0 and a person calls you.',
  ]);
}
