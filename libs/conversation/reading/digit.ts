import type { Plain } from '#conversation/reading/plain';

/** A choice is short; what is longer says more than that. */
export const LONGEST = 80;

/**
 * The number a clause picks and nothing else: "2", "#2", "two", "option 2", "the second one", "2 please". The whole
 * clause has to be the choice: a digit inside a sentence ("my unit is 4") or a doubt ("maybe 2") is none.
 */
export function numberPicked(words: string): number | null {
  if (
    words.length > LONGEST ||
    OWNED.test(words) ||
    /(?<!\bgive )\bme (?:2|two|too|dos)$|^the one$|\bon the \d|\b(?:at|a las?) (?:\d|una|dos|tres|one|two|three)/.test(
      words,
    )
  )
    return null;
  const said = PICK.exec(words);
  if (!said) return null;
  const number = said.groups!['number']!;
  if (/^\d+$/.test(number)) return number.length === 1 ? Number(number) : null;
  return CARDINALS[number] ?? ORDINALS[number] ?? null;
}

/** "I have 2" tells and picks nothing. */
export const OWNED =
  /(?<!\b(?:can|could|may) )\b(?:i|we) (?:have|get)\b|\b(?:he|she|they|you) (?:have|get)\b|\b(?:i|we|he|she|they|you) (?:had|got|do|try|work|schedule|need to|book)\b|^(?:have|got|need|get|a) \d|\btoo (?:early|late|soon|far|long)\b/;

const CARDINALS: Readonly<Record<string, number>> = {
  zero: 0,
  cero: 0,
  one: 1,
  uno: 1,
  una: 1,
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
  tercer: 3,
  fourth: 4,
  '4th': 4,
  cuarta: 4,
  cuarto: 4,
  fifth: 5,
  '5th': 5,
  quinta: 5,
  quinto: 5,
};

/** Words before a choice that only carry it. */
export const CARRIES =
  '(?:yes|yeah|yep|yup|ok|sure|si|hi|hello|hey|hola|please|thanks|thank you|gracias|um|uh|uhh|umm|hmm|ugh|lol|guess|vote|vote for|sorry|i meant|i mean|well|so|then|oh|actually|alright|great|perfect|good|fine|cool|i think|i guess|i believe|lets say|lets|let us|let me|ill|i will|i would|id|wed|i|we|we will|would|will|like|want|love|prefer|rather|need|to|go|going|going to|gonna|take|taking|choose|choosing|chose|pick|picking|select|selecting|do|try|get|have|book|grab|reserve|schedule|put me (?:down )?(?:for|on|in)|put us down for|put (?:me|us) with|we can do|i can do|sign me up for|give me|give us|make it|with|for|on|my (?:choice|answer|pick|selection|vote) (?:is|would be)|reply|answer|it is|its|that is|can i (?:please )?(?:have|get|do|take)|can we (?:please )?(?:have|get|do|take)|could i (?:please )?(?:have|get|take)|could you (?:please )?put me down for|might as well|just|definitely|probably going with|the|la|el|las|a|at|al|quiero|queremos|prefiero|elijo|escojo|tomo|mejor|con|esta bien|me quedo con|seria|dame|deme|denme|pongame en|ponganme|apuntame|a la|a las|de|que sea|para|dejela|dejelo|dejemosl[ao]|la dejamos|agendeme|apunteme|anoteme|please book|our|me|us|number|option|works)';

/** Words behind it that do no more. */
export const AGREES =
  '(?:please|por favor|thanks|thank you|gracias|works|will work|works for me|works for us|works best|works better|works great|is good|is fine|is ok|is great|is perfect|is best|is better|is the best|sounds good|sounds great|would be (?:good|great|best|fine|perfect|better|ideal|the best)|would work|will do|will be (?:fine|good)|is good for me|good|great|fine|perfect|ok|and|then|for me|for us|it is|sir|maam|best|better|so much|very much|esta bien|me sirve|me queda bien|si|yes|i guess|man|bro|seria|estaria bien|now|i think|lol|is what i want|if possible|if thats (?:ok|okay|fine|alright)|it)';

const OPTION = '(?:option|opt|number|num|choice|opcion|numero|slot|press|reply|answer)';
const ONE = '(?:one|option|choice|slot|opcion)';

const PICK = new RegExp(
  `^(?:${CARRIES} )*?(?:${OPTION} )*(?<number>\\d+(?:st|nd|rd|th)?|${[...Object.keys(CARDINALS), ...Object.keys(ORDINALS).filter((word) => /^[a-z]/.test(word))].join('|')})(?: ${ONE})?(?: ${AGREES})*$`,
);

/**
 * The score of a survey's answer: "5", "5/5", "5 stars", "a 5", "5 sam was great"; "4 hours late" is a complaint and
 * no score, 10 is none that was asked for.
 */
export function scoreSaid({ clauses, asks }: Plain): number | null {
  if (asks) return null;
  const scores = clauses.map(({ words }) => scoreIn(words)).filter((score) => score !== null);
  return scores.length > 0 && new Set(scores).size === 1 ? scores[0]! : null;
}

function scoreIn(words: string): number | null {
  const stars = words.match(/\bgoldstar\b/g)?.length ?? 0;
  if (stars > 1 && !/\d/.test(words)) return stars <= 5 ? stars : null;
  const score = SCORE.exec(words.replace(/ ?\bgoldstar\b/g, ''));
  if (!score) return null;
  const number = score.groups!['score']!;
  const rest = score.groups!['rest'] ?? '';
  if (/\d/.test(rest) || MEASURE.test(rest)) return null;
  const value = /^\d$/.test(number) ? Number(number) : (CARDINALS[number] ?? 0);
  return value >= 1 && value <= 5 ? value : null;
}

const SCORE =
  /^(?:(?:a|an|definitely|solid|strong|easy|its|it|was|is|un|una|i|we|id|give|gave|giving|him|her|them|tech|othertech|le|les|doy|damos|doy un|would|will|ill|say|rate|rating|rated|overall|score|number|option|gets|get|got|deserves|my|answer|ok|yes|thanks|thank you|hi|hello|the|service|visit|experience|as|at|to|sam|absolutely|for sure|calificacion|puntuacion|mi|por|de|la|el|que|honestly|probably|maybe a|please|good morning|sure|that|this|one|has|been|very happy|great job|sorry|about|perfect|numero|con|todo) )*?(?<score>[1-5]|one|two|three|four|five|uno|dos|tres|cuatro|cinco)(?: ?(?:of|out of|de|sobre) (?:5|five|cinco)| 5(?=$| [a-z]))?(?: (?:stars?|estrellas?|points?|puntos?|rating))?(?: (?<rest>.+))?$/;

const MEASURE =
  /^(?:or|to(?! be honest)|and a half|y|o|hours?|h|minutes?|days?|weeks?|times?|people|techs?|calls?|texts?|am|pm|horas?|minutos?|dias?|veces|more|oclock|of|months?|years?|guys?|visits?|appointments?|persons?|things?|problems?|issues?|questions?|point|half|percent|dollars?|men|trips?|other|different|words?|thumbs|oak|main|street|something|thing|problem|issue|question|person|guy|tech|time|day|hour|more time|another)\b/;
