import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '#time/language';
import { CATALOGUE, type Key } from '#conversation/catalogue/catalogue';
import type { Names } from '#conversation/catalogue/message';
import { toGsm } from '#conversation/gsm';

type Filled<K extends Key> = Readonly<Record<Names<(typeof CATALOGUE)[K]['en']>, string | number>>;

/** A message of the catalogue, filled in, in GSM-7 (Spanish loses the accents SMS has no room for: `número` → `numero`). */
export type Say = <K extends Key>(
  key: K,
  ...filled: [Names<(typeof CATALOGUE)[K]['en']>] extends [never] ? [] : [Filled<K>]
) => string;

const written = new Map<string, IntlMessageFormat>();

/** The voice of one language: `sayIn('es')('consent.ref', { ref: 'K7QF' })`. */
export const sayIn =
  (language: Language): Say =>
  (key, ...[filled]) =>
    asSpoken[language](
      toGsm(String(messageIn(language, key).format(filled as Record<string, string | number> | undefined))),
    );

/** Spanish draws `de` and `a` together with the article of a day: `antes de` and `el mie 8am` is `antes del mie 8am`. */
const asSpoken: Readonly<Record<Language, (said: string) => string>> = {
  en: (said) => said,
  es: (said) => said.replace(/\b(de|a) el(?= (?:lun|mar|mie|jue|vie|sab|dom)\b)/g, (_, before) => `${before}l`),
};

/** The parsed message; parsing takes a hundred times as long as filling in. */
function messageIn(language: Language, key: Key): IntlMessageFormat {
  const name = `${language} ${key}`;
  let message = written.get(name);
  if (!message) {
    // In GSM-7 at once, but for the braces: what is filled in is most often so already, and then nothing is left to do.
    const text = CATALOGUE[key][language].replace(/[^{}]+/g, toGsm);
    message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    written.set(name, message);
  }
  return message;
}
