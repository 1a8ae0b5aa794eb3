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
    toGsm(String(messageIn(language, key).format(filled as Record<string, string | number> | undefined)));

/** The parsed message; parsing takes a hundred times as long as filling in. */
function messageIn(language: Language, key: Key): IntlMessageFormat {
  const name = `${language} ${key}`;
  let message = written.get(name);
  if (!message) {
    message = new IntlMessageFormat(CATALOGUE[key][language], language, undefined, { ignoreTag: true });
    written.set(name, message);
  }
  return message;
}
