import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES } from '#time/language';
import { isGsm } from '#conversation/segments';
import { toGsm } from '#conversation/gsm';
import { CATALOGUE } from '#conversation/catalogue/catalogue';
import type { Message } from '#conversation/catalogue/message';

type Entry = readonly [key: string, message: Message];
const ENTRIES: readonly Entry[] = Object.entries(CATALOGUE);

type Piece = {
  readonly type: number;
  readonly value?: string;
  readonly options?: Record<string, { value: readonly Piece[] }>;
};
const LITERAL = 0;
const POUND = 7;
const pieces = (text: string, language: string) =>
  new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as unknown as readonly Piece[];

/** What is filled in, by name, wherever it stands. */
function names(of: readonly Piece[]): string[] {
  const found = of.flatMap((piece) => [
    ...(piece.type === LITERAL || piece.type === POUND ? [] : [piece.value!]),
    ...Object.values(piece.options ?? {}).flatMap(({ value }) => names(value)),
  ]);
  return [...new Set(found)].sort();
}

/** The words themselves, without what is filled in. */
const words = (of: readonly Piece[]): string =>
  of
    .map((piece) =>
      piece.type === LITERAL
        ? piece.value
        : Object.values(piece.options ?? {})
            .map(({ value }) => words(value))
            .join(' '),
    )
    .join(' ');

const SOURCES = ['libs/conversation', 'libs/flows', 'apps/api']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((path) => `${top}/${path}`))
  .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.ts$|\/catalogue\//.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** `say(`choices.${why}`)` and the like say every key of which only the end is found at run time. */
const BUILT = [...SOURCES.matchAll(/`([a-z-]+\.(?:[a-z-]+\.)*)\$\{/g)].map(([, start]) => start!);
/** `${how}.one`: every key that ends so and whose beginning is said as well. */
const ENDINGS = [...SOURCES.matchAll(/`\$\{\w+\}(\.[a-z-]+)`/g)].map(([, end]) => end!);

const isSaid = (key: string): boolean =>
  SOURCES.includes(`'${key}'`) ||
  BUILT.some((start) => key.startsWith(start)) ||
  ENDINGS.some((end) => key.endsWith(end) && isSaid(key.slice(0, -end.length)));

/** The words by which texts end by law: no text asks for one, but where the law's own words stand. */
const RESERVED = /\b(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|YES|UNSTOP|START|HELP)\b/;
const BY_LAW = /\bHELP=\p{L}+|\bSTOP=[\p{L} ]+|\bSTART (to keep|para seguir)|\b(Reply|Responda) START\b/gu;

const ENGLISH =
  /\b(the|your|you|and|or|is|are|was|will|with|for|from|not|no longer|reply|call|calls|text|texts|visit|time|today|until|held|keep|now|about|other|another|person|link|what|who|when|this|that|have|has)\b/i;
/** Asks in English whether he would rather have English. */
const OFFERS_ENGLISH = /English\? Reply ENGLISH\./;
const SPANISH =
  /\b(el|los|las|una|uno|su|sus|usted|visita|hoy|hasta|antes|responda|llame|llama|persona|horario|para|con|por)\b/i;
const OFFERS_SPANISH = /¿Español\? Responda ESPAÑOL\./;

type Fault = (entry: Entry) => string | null;
const RULES: Readonly<Record<string, Fault>> = {
  'it is an ICU message in every language': ([, message]) => {
    for (const language of LANGUAGES) {
      try {
        pieces(message[language], language);
      } catch (fault) {
        return `${language}: ${String(fault)}`;
      }
    }
    return null;
  },
  'every language fills in the same': ([, { en, es }]) => {
    const [one, other] = [names(pieces(en, 'en')), names(pieces(es, 'es'))];
    return String(one) === String(other) ? null : `${one.join(', ')} / ${other.join(', ')}`;
  },
  'it is GSM-7 without losing more than accents': ([, message]) =>
    LANGUAGES.map((language) => words(pieces(message[language], language))).find(
      (said) => !isGsm(toGsm(said)) || toGsm(said).length !== said.normalize('NFC').length,
    ) ?? null,
  'it asks for no word by which texts end': ([, message]) =>
    LANGUAGES.map((language) => message[language].replace(BY_LAW, '')).find((said) => RESERVED.test(said)) ?? null,
  'no English is left in Spanish': ([, { es }]) => {
    const said = words(pieces(es, 'es')).replace(OFFERS_ENGLISH, '');
    return ENGLISH.exec(said)?.[0] ?? null;
  },
  'no Spanish is left in English': ([, { en }]) => {
    const said = words(pieces(en, 'en')).replace(OFFERS_SPANISH, '');
    return SPANISH.exec(said)?.[0] ?? null;
  },
  'Spanish speaks to a usted': ([, { es }]) => /\b(tu|tus|tú|ti|te|contigo|puedes|quieres)\b/i.exec(es)?.[0] ?? null,
  'it begins and ends without a blank': ([, message]) =>
    LANGUAGES.map((language) => message[language]).find((said) => said !== said.trim() || / {2}/.test(said)) ?? null,
};

const faults = (rule: Fault, entries: readonly Entry[]) =>
  entries.flatMap((entry) => {
    const fault = rule(entry);
    return fault === null ? [] : [`${entry[0]}: ${fault}`];
  });

it.each(Object.entries(RULES))('%s', (_, rule) => {
  expect(ENTRIES.length).toBeGreaterThan(150);
  expect(faults(rule, ENTRIES)).toEqual([]);
});

it('no two messages say the same', () => {
  const byText = new Map<string, string[]>();
  for (const [key, { en, es }] of ENTRIES) byText.set(`${en}\n${es}`, [...(byText.get(`${en}\n${es}`) ?? []), key]);
  expect([...byText.values()].filter((keys) => keys.length > 1)).toEqual([]);
});

it('every message is said by some text', () => {
  expect(ENTRIES.map(([key]) => key).filter((key) => !isSaid(key))).toEqual([]);
});

/** Faults planted in a message that was right, and the rule that must see each. */
const PLANTED: readonly (readonly [string, Message])[] = [
  ['it is an ICU message in every language', { en: 'Ref {ref}.', es: 'Ref {ref.' }],
  ['every language fills in the same', { en: 'Ref {ref} {when}.', es: 'Ref {ref}.' }],
  [
    'every language fills in the same',
    { en: '{n, plural, one {# {what}} other {#}}', es: '{n, plural, one {#} other {#}}' },
  ],
  ['it is GSM-7 without losing more than accents', { en: 'Done 😀', es: 'Listo' }],
  ['it is GSM-7 without losing more than accents', { en: 'Done', es: 'Listo…' }],
  ['it asks for no word by which texts end', { en: 'Reply CANCEL.', es: 'Responda 9.' }],
  ['it asks for no word by which texts end', { en: 'Reply 9.', es: 'Responda STOP.' }],
  ['no English is left in Spanish', { en: 'Held until {until}.', es: 'Held hasta {until}.' }],
  ['no Spanish is left in English', { en: 'Held hasta {until}.', es: 'Hasta {until}.' }],
  ['Spanish speaks to a usted', { en: 'Your visit.', es: 'Tu visita.' }],
  ['it begins and ends without a blank', { en: 'Done. ', es: 'Listo.' }],
];

it.each(PLANTED)('a planted fault is seen: %s', (rule, message) => {
  expect(faults(RULES[rule]!, [['planted', message]])).toHaveLength(1);
});
