import type { Asked } from '#conversation/reading/asked';
import type { Moment } from '#conversation/reading/days';
import { GIVEN_NAMES } from '#conversation/reading/names';
import { wordsOf } from '#conversation/reading/plain';

/**
 * Names become words that patterns know: the technician of the visit `tech`, the others on offer `othertech`, a given
 * name of anybody else `zname`.
 */
export function named(words: string, asked: Asked | null, moment: Moment): string {
  const own = [
    moment.visit?.technicianFirst,
    ...(asked?.choices ?? []).filter(({ keep }) => keep).map((c) => c.technicianFirst),
  ];
  const others = (asked?.choices ?? []).map((choice) => choice.technicianFirst);
  const mine = own.flatMap((name) => (name ? [wordsOf(name)] : []));
  const theirs = others.flatMap((name) => (name ? [wordsOf(name)] : [])).filter((name) => !mine.includes(name));
  return words
    .split(' ')
    .map((word) => {
      const bare = word.replace(/s$/, '');
      if (mine.includes(word) || (word.length > 4 && mine.includes(bare)))
        return word === bare || mine.includes(word) ? 'tech' : 'techs';
      if (theirs.includes(word)) return 'othertech';
      return GIVEN_NAMES.has(word) || (bare !== word && GIVEN_NAMES.has(bare)) ? 'zname' : word;
    })
    .join(' ');
}
