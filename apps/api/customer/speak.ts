import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '#time/language';
import type { Names } from '#conversation/catalogue/message';
import { type Key, WORDS } from '#apps/api/customer/words/words';

type Filled<K extends Key> = Readonly<Record<Names<(typeof WORDS)[K]['en']>, string | number>>;

/** A message of the page's words, filled in; unlike an SMS it keeps its accents. */
export type Speak = <K extends Key>(
  key: K,
  ...filled: [Names<(typeof WORDS)[K]['en']>] extends [never] ? [] : [Filled<K>]
) => string;

const written = new Map<string, IntlMessageFormat>();

/** The page's voice in one language: `speak('es')('call.us', { desk })`. */
export const speak =
  (language: Language): Speak =>
  (key, ...[filled]) =>
    String(messageIn(language, key).format(filled as Record<string, string | number> | undefined));

function messageIn(language: Language, key: Key): IntlMessageFormat {
  const name = `${language} ${key}`;
  let message = written.get(name);
  if (!message) {
    message = new IntlMessageFormat(WORDS[key][language], language, undefined, { ignoreTag: true });
    written.set(name, message);
  }
  return message;
}
