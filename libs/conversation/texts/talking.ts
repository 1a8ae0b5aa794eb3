import type { Language } from '#time/language';
import type { Window } from '#time/window';
import { sayIn } from '#conversation/catalogue/say-in';
import type { TechnicianSaid, VisitSaid } from '#conversation/facts';
import { fit, may } from '#conversation/fit';
import { firstOf, opening, shortNameOf, spokenClock, spokenWhen, when } from '#conversation/said';
import { segments } from '#conversation/segments';

/**
 * From now on he is spoken to in the language he writes in; said once, at the end of the answer, as fully as there is
 * room. It takes the place of the offer of a person, and never makes a text longer than its parts: whoever does not read
 * how to go back goes back by writing in the other language.
 */
export function withLanguage(body: string, language: Language): string {
  const say = sayIn(language);
  const [long, short] = [say('talking.in-this-language'), say('talking.in-this-language.short')];
  const person = say('reply.person');
  const bare = body.endsWith(person) ? body.slice(0, -person.length).trimEnd() : body;
  const parts = Math.max(1, segments(body).segments);
  const ways = [
    [body, long],
    [body, short],
    [bare, short],
  ].map((said) => said.filter(Boolean).join(' '));
  return ways.find((said) => segments(said).segments <= parts) ?? body;
}

/** He asked for his language and for nothing else: when his visit is, and what he can ask. */
export function inYourLanguage({ visit, arrives }: { readonly visit: VisitSaid; readonly arrives: string }) {
  return fit([arrives, may(1, sayIn(visit.language)('talking.ask-away'))]);
}

/** What a digit means now: a time, what he has, the end of the visit, or something else. */
export type Meant =
  | { readonly does: 'take'; readonly window: Window; readonly technician: TechnicianSaid }
  | { readonly does: 'keep' }
  | { readonly does: 'cancel' }
  | { readonly does: 'other' };

/** His digit may have been meant for the menu before: what it means now, and that it has not acted. */
export function toBeSure(facts: {
  readonly visit: VisitSaid;
  readonly digit: string;
  readonly means: Meant;
  readonly now: Date;
}): string {
  const { visit, digit, means, now } = facts;
  const say = sayIn(visit.language);
  switch (means.does) {
    case 'take':
      return say('talking.sure-take', {
        digit,
        when: opening(when(means.window, now, visit)),
        technician: firstOf(means.technician, visit),
      });
    case 'keep':
      return say('talking.sure-keep', {
        digit,
        when: when(visit.window, now, visit),
        technician: shortNameOf(visit.technician, visit),
      });
    case 'cancel':
      return say('talking.sure-cancel', { digit, when: spokenWhen(visit.window, now, visit) });
    case 'other':
      return say('talking.sure-other', { digit });
  }
}

/** Asked when he comes while he is there already. */
export function isThere({ visit, at, now }: { readonly visit: VisitSaid; readonly at: Date; readonly now: Date }) {
  const say = sayIn(visit.language);
  const technician = opening(firstOf(visit.technician, visit));
  return fit([
    say('talking.is-there', { technician, clock: spokenClock(at, now, visit) }),
    may(1, say('talking.not-there')),
  ]);
}
