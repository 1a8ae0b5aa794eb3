import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '#time/language';
import { CATALOGUE, type Key } from '#conversation/catalogue/catalogue';
import { sayIn } from '#conversation/catalogue/say-in';
import type { Company } from '#conversation/facts';

export type SampleMessage = { readonly key: string; readonly en: string; readonly es: string };

/** What stands in a sample where a message names something; what is not here is shown by its own name. */
const SAMPLE: Readonly<Record<Language, Readonly<Record<string, string | number>>>> = {
  en: {
    technician: 'Maria',
    when: 'Tue 8:30-9:30am',
    work: 'repair',
    digit: 1,
    ref: 'K7QF',
    by: '9:15am',
    time: '9:45am',
    arrival: '9:50am',
    until: '10am',
    agent: 'Lee',
    first: 'Dave',
    link: 'https://go.example.com/v/Ab12Cd34',
    has: 'has',
    since: '8am',
    day: 'Tue Mar 3',
    whose: "Maria's",
    range: '9:40-10:05am',
    owner: 'Billing',
    role: 'dispatch',
    home: 'your home',
    at: '8:40am',
    hours: '9am-8pm',
    street: '12 Oak St',
    note: 'gate code 4471',
    minutes: 45,
    gets: 'gets',
    customer: 'Dave',
    clock: '8:06am',
    all: 3,
    before: 'Tue 8am',
    string: 'text',
    score: 5,
    phone: '555-0142',
    other: 'Sam',
    one: 1,
    name: 'Dave',
    digits: '1-3',
    action: 'pay',
    stops: 2,
    yours: 2,
    window: '8:30-9:30am',
    why: 'a part is missing',
    url: 'https://pay.example.com',
    reason: 'a late visit',
    part: 'router',
    now: '8:06am',
    late: '45 min',
    last: '10am',
    days: 2,
    against: 'Sam',
    language: 'English',
    key: 'A',
  },
  es: {
    technician: 'Maria',
    when: 'mar 8:30-9:30am',
    work: 'reparación',
    digit: 1,
    ref: 'K7QF',
    by: '9:15am',
    time: '9:45am',
    arrival: '9:50am',
    until: '10am',
    agent: 'Lee',
    first: 'Dave',
    link: 'https://go.example.com/v/Ab12Cd34',
    has: 'tiene',
    since: '8am',
    day: 'mar 3 mar',
    whose: 'de Maria',
    range: '9:40-10:05am',
    owner: 'Billing',
    role: 'despacho',
    home: 'su casa',
    at: '8:40am',
    hours: '9am-8pm',
    street: '12 Oak St',
    note: 'portón 4471',
    minutes: 45,
    gets: 'recibe',
    customer: 'Dave',
    clock: '8:06am',
    all: 3,
    before: 'mar 8am',
    string: 'texto',
    score: 5,
    phone: '555-0142',
    other: 'Sam',
    one: 1,
    name: 'Dave',
    digits: '1-3',
    action: 'pagar',
    stops: 2,
    yours: 2,
    window: '8:30-9:30am',
    why: 'falta una pieza',
    url: 'https://pay.example.com',
    reason: 'una visita tardía',
    part: 'router',
    now: '8:06am',
    late: '45 min',
    last: '10am',
    days: 2,
    against: 'Sam',
    language: 'español',
    key: 'A',
  },
};

/** Every message of the catalogue in both languages, filled with made-up data and in the signs it leaves in. */
export function sampleMessages(company: Company): readonly SampleMessage[] {
  return (Object.keys(CATALOGUE) as Key[]).map((key) => ({
    key,
    en: sample(key, 'en', company),
    es: sample(key, 'es', company),
  }));
}

type SayAny = (key: Key, filled: Readonly<Record<string, string | number>>) => string;

function sample(key: Key, language: Language, company: Company): string {
  const given = { ...SAMPLE[language], company: company.short, desk: company.desk, line: company.line };
  const filled = namesIn(CATALOGUE[key][language]).map((name) => [name, given[name as keyof typeof given] ?? name]);
  return (sayIn(language) as SayAny)(key, Object.fromEntries(filled) as Record<string, string | number>);
}

type Part = { readonly type: number; readonly value?: unknown; readonly options?: Record<string, { value: Part[] }> };

/** The names a message fills in, those within a plural or a choice included. */
function namesIn(text: string): readonly string[] {
  const inside = (parts: readonly Part[]): string[] =>
    parts.flatMap(({ type, value, options }) => [
      ...(type === 0 || type === 7 ? [] : [String(value)]),
      ...Object.values(options ?? {}).flatMap((option) => inside(option.value)),
    ]);
  return inside(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst() as unknown as Part[]);
}
