import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES } from '#time/language';
import { type Key, WORDS } from '#apps/api/customer/words/words';

type Part = { readonly type: number; readonly value?: string; readonly options?: Record<string, { value: Part[] }> };

/** The names of what is filled in, branches included; 0 is plain text and 7 the number of a plural. */
const namesIn = (parts: readonly Part[]): string[] =>
  parts.flatMap(({ type, value, options }) => [
    ...(type === 0 || type === 7 ? [] : [value!]),
    ...Object.values(options ?? {}).flatMap((option) => namesIn(option.value)),
  ]);
const namesOf = (text: string) => {
  const parsed = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst() as unknown as Part[];
  return [...new Set(namesIn(parsed))].sort();
};

it.each(Object.keys(WORDS) as Key[])('%s says the same in every language, and fills in the same', (key) => {
  for (const language of LANGUAGES) {
    const text = WORDS[key][language];
    expect(text.trim()).toBe(text);
    expect(text).not.toBe('');
    expect(text).not.toMatch(/[<>]| {2}/);
    expect(namesOf(text)).toEqual(namesOf(WORDS[key].en));
  }
});

it('no word is the same in Spanish as in English, but those that are filled in only', () => {
  const same = (Object.keys(WORDS) as Key[]).filter((key) => WORDS[key].en === WORDS[key].es);
  expect(same).toEqual(['visit.ref', 'head.promised']);
});
