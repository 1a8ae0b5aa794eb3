import { plain } from '#conversation/reading/plain';

/** The language of a reply, or nothing when its words do not tell ("2", "ok"). Mixed replies go by the greater part. */
export function languageOf(words: string): 'en' | 'es' | undefined {
  let [en, es] = [0, 0];
  for (const word of words.split(' ')) {
    if (SPANISH.has(word)) es++;
    else if (ENGLISH.has(word)) en++;
  }
  if (es === en) return undefined;
  return es > en ? 'es' : 'en';
}

/**
 * The language somebody plainly writes in, or asks for: two words or more of it, and at least three times as many as of
 * the other. A lone "ok" or "si" is none, nor is a text of both.
 */
export function languagePlainly(text: string): 'en' | 'es' | undefined {
  const { words } = plain(text);
  const asked = languageAskedFor(words);
  if (asked) return asked;
  const count = (those: ReadonlySet<string>) => words.split(' ').filter((word) => those.has(word)).length;
  const [en, es] = [count(ENGLISH), count(SPANISH)];
  if (es >= 2 && es >= 3 * en) return 'es';
  return en >= 2 && en >= 3 * es ? 'en' : undefined;
}

/** "ENGLISH", "en español por favor", "do you speak spanish?"; nothing when no language is asked for. */
export function languageAskedFor(words: string): 'en' | 'es' | undefined {
  if (/\b(?:no|not|dont|doesnt|dont need|sin|no hablo|dont speak)\b/.test(words)) return undefined;
  if (ASKS_ENGLISH.test(words)) return 'en';
  return ASKS_SPANISH.test(words) ? 'es' : undefined;
}

const POLITELY = '(?: (?:please|por favor|thanks|gracias))?';
const ASKS_ENGLISH = new RegExp(
  `^(?:in |en )?(?:english|ingles)${POLITELY}$|\\b(?:speak|text|write|reply|talk)\\b.{0,15}\\benglish\\b|\\bhabl\\w+ ingles\\b|\\bin english${POLITELY}$`,
);
const ASKS_SPANISH = new RegExp(
  `^(?:in |en )?(?:spanish|espanol)${POLITELY}$|\\bhabl\\w+ espanol\\b|\\ben espanol\\b|\\b(?:speak|speaks|text|write|reply|talk)\\b.{0,15}\\bspanish\\b|\\bin spanish${POLITELY}$`,
);

const SPANISH = new Set(
  'que cuando donde quien cual como cuanto cuanta falta hora horas el la los las un una de del al y o pero por para con sin en es esta estan este esto soy estoy va van viene vienen llega llegan llego venir mi su sus mas hoy manana tarde noche dia tecnico tecnica visita cita mensaje mensajes texto textos favor gracias hola si quiero puede pueden puedo necesito perro puerta codigo porton llave otro otra alguien persona hablar llamame llamen llamar cancelar cancelen cancelaron cambiar ayuda espero aqui ya todavia sigue pie tiempo luego numero equivocado alto parar dos tres cuatro cinco opcion segunda primera mismo misma vengan cuesta bueno bien vale problema'.split(
    ' ',
  ),
);

const ENGLISH = new Set(
  'the a an is are was it i you he she they we my your his her their when where who what which how why late long much time today tomorrow coming come here there still be will can could do does did dont not please thanks thank hi hello yes want need someone anybody anyone somebody else call me text texts stop cancel visit appointment tech technician guy same other another and or but for with at on in of to gate code dog door park one two three four five first second third help update reschedule morning afternoon'.split(
    ' ',
  ),
);
