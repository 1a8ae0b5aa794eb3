import { sayIn } from '#conversation/catalogue/say-in';
import type { Company, VisitSaid } from '#conversation/facts';
import { fit } from '#conversation/fit';
import { firstOf, nameOf, opening, phone } from '#conversation/said';
import type { Word } from '#visits/word';

/** A word of the technician, in the customer's language. */
export function atTheDoor(facts: {
  readonly company: Company;
  readonly visit: VisitSaid;
  readonly word: Word;
}): string {
  const { company, visit, word } = facts;
  const said = { company: nameOf(company, visit), technician: opening(firstOf(visit.technician, visit)) };
  const say = sayIn(visit.language);
  switch (word) {
    case 'here':
      return fit([say('at-the-door.here', said)]);
    case 'let-in':
      return fit([say('at-the-door.let-in', said)]);
    case 'call':
      return fit([say('at-the-door.call', { ...said, line: phone(company.line) })]);
  }
}
