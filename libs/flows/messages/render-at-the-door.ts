import { atTheDoor } from '#conversation/texts/at-the-door';
import type { Word } from '#visits/word';
import { aboutVisit, type Context, fact, type Rendered } from '#flows/messages/context';

/** A word of the technician, while the job is still his. */
export function tellAtTheDoor(c: Context): Rendered {
  const { visit, said } = aboutVisit(c);
  if (visit.ticket?.technicianId !== c.message.claims.technicianId)
    return { suppress: 'another technician has the job' };
  return { body: atTheDoor({ company: c.company, visit: said, word: fact<Word>(c, 'word') }) };
}
