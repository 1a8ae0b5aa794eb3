import type { Asked } from '#conversation/reading/asked';
import { type Plain, wordsOf } from '#conversation/reading/plain';

/**
 * The digit a reply chooses: "2", "#2", "two", "option 2", "the second one", "2 please". The whole reply has to be the
 * choice: a digit inside a sentence ("my unit is 4"), a question ("2?") or a doubt ("maybe 2") is none.
 */
export function digitSaid({ words, asks }: Plain, asked: Asked | null): number | null {
  if (asks || words.length > LONGEST) return null;
  if (asked?.kind === 'survey') return scoreSaid(words) ?? bare(words);
  return bare(words);
}

/** A choice is short; what is longer says more than that. */
const LONGEST = 80;

/** The choice that wording alone fits, and only it: "sam please", "keep maria". */
export function choiceSaid({ words, asks }: Plain, asked: Asked | null): number | null {
  if (asks || words.length > LONGEST || asked?.kind !== 'choice') return null;
  const choices = asked.choices ?? [];
  const kept = /^(?:ill |i will |id like to |lets |please |just |yes |ok )*keep(?: (.+?))?(?: please)?$/.exec(words);
  const keep = choices.find((choice) => choice.keep);
  if (kept && keep && fitsKeep(kept[1] ?? '', keep.technicianFirst)) return keep.digit;
  const name = stripped(words);
  const named = choices.filter(({ technicianFirst }) => technicianFirst && wordsOf(technicianFirst) === name);
  return name !== '' && named.length === 1 ? named[0]!.digit : null;
}

function bare(words: string): number | null {
  const said = stripped(words);
  const counted =
    /^(?:(?:option|number|choice|opcion|numero|num|no|reply|press|answer) )?(\d(?:st|nd|rd|th)?|[a-z]+)$/.exec(
      said,
    )?.[1];
  if (counted === undefined) return null;
  if (/^\d$/.test(counted)) return Number(counted);
  const cardinal = CARDINALS[counted];
  // "one" and "uno" alone are the digit; what is left of "the one" has lost its article and reads the same.
  if (cardinal !== undefined) return cardinal;
  const ordinal = ORDINALS[counted];
  return ordinal !== undefined && !/^(?:option|number|opcion|numero|no|reply|press)/.test(said) ? ordinal : null;
}

/** The reply without the words that only carry a choice. */
function stripped(words: string): string {
  return words
    .replace(/^(?:yes|yeah|yep|ok|si|sure|hi|hello|hola|hey)\s+/, '')
    .replace(
      /^(?:(?:lets|let us|ill|i will|id|i would|i|we|we will|well|quiero|prefiero|elijo|escojo|tomo|mejor) )*(?:(?:like|want|take|choose|pick|select|go|do|prefer|have|keep|con|to|with|for) )*/,
      '',
    )
    .replace(/^(?:the|la|el|please) /, '')
    .replace(
      / (?:please|por favor|thanks|thank you|gracias|works|works for me|is good|is fine|is ok|sounds good|then|for me|for us|it is|sir|maam|ok)$/g,
      '',
    )
    .replace(/ (?:please|por favor|thanks|thank you|gracias|works|is good|is fine)$/g, '')
    .replace(/^(.*[a-z]{4,}|1st|2nd|3rd|4th) (?:one|option|choice|time|slot|opcion|hora)$/, '$1')
    .trim();
}

const fitsKeep = (what: string, technician: string | undefined) =>
  /^(?:it|this|that|the (?:visit|appointment|same|time|one)|my (?:visit|appointment|time|tech|technician|slot)|same|him|her|them|)$/.test(
    what,
  ) ||
  (technician !== undefined && what === wordsOf(technician));

/** "5", "5/5", "5 stars", "a 5", "5 sam was great"; "4 hours late" is a complaint and no score. */
function scoreSaid(words: string): number | null {
  const score =
    /^(?:(?:a|an|definitely|solid|easy|its a|un|una|i give (?:him|her|it|them) a|le doy un) )*([1-5])(?: ?(?:of|out of|de) 5| 5)?(?: (?:stars?|estrellas?|points?))?(?: (.+))?$/.exec(
      words,
    );
  if (!score) return null;
  const rest = score[2] ?? '';
  return rest === '' || (!/\d/.test(rest) && !MEASURE.test(rest)) ? Number(score[1]) : null;
}

const MEASURE =
  /^(?:or|to|and|y|o|hours?|hrs?|h|min|mins|minutes?|days?|weeks?|times?|people|techs?|calls?|texts?|am|pm|horas?|minutos?|dias?|veces|more|oclock)\b/;

const CARDINALS: Readonly<Record<string, number>> = {
  zero: 0,
  cero: 0,
  one: 1,
  uno: 1,
  two: 2,
  dos: 2,
  three: 3,
  tres: 3,
  four: 4,
  cuatro: 4,
  five: 5,
  cinco: 5,
  six: 6,
  seis: 6,
  seven: 7,
  siete: 7,
  eight: 8,
  ocho: 8,
  nine: 9,
  nueve: 9,
};

const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  primera: 1,
  primero: 1,
  primer: 1,
  second: 2,
  '2nd': 2,
  segunda: 2,
  segundo: 2,
  third: 3,
  '3rd': 3,
  tercera: 3,
  tercero: 3,
  fourth: 4,
  '4th': 4,
  cuarta: 4,
  cuarto: 4,
};
