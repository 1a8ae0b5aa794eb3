import { readdirSync, readFileSync } from 'node:fs';

/** A lib may import only what stands to its left; the apps stand to the right of all. The first five are pure. */
const ORDER = [
  'time',
  'visits',
  'routes',
  'eta',
  'conversation',
  'store',
  'travel',
  'carriers',
  'queue',
  'live',
  'flows',
];
const PURE = ORDER.slice(0, 5);
/** Each of them decides nothing and knows no clock. */
const PURE_PACKAGES: Readonly<Record<string, string>> = { time: 'luxon', conversation: 'intl-messageformat' };

type File = { readonly path: string; readonly text: string };
type Rule = (file: File) => readonly string[];

/** `libs/eta/arrivals.ts` → `eta`; `apps/api/main.ts` → `apps`. */
const homeOf = ({ path }: File) => (path.startsWith('apps/') ? 'apps' : path.split('/')[1]!);
const isPure = (file: File) => PURE.includes(homeOf(file));
const rank = (home: string) => (home === 'apps' ? ORDER.length : ORDER.indexOf(home));
const importsOf = ({ text }: File) =>
  [...text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['"]([^'"]+)['"]/g)].map(([, name]) => name!);
const matches = ({ text }: File, pattern: RegExp) => [...text.matchAll(pattern)].map(([found]) => found.trim());

const RULES: Record<string, Rule> = {
  'imports go leftwards only': (file) =>
    importsOf(file)
      .filter((name) => /^#|^\.\.?\//.test(name))
      .filter((name) => !file.path.startsWith('apps/web/') || name.startsWith('#'))
      .filter((name) => !name.startsWith('#') || rank(name.slice(1).split('/')[0]!) > rank(homeOf(file))),
  'pure libs import no packages, but luxon in time and ICU messages in conversation': (file) =>
    isPure(file) ? importsOf(file).filter((name) => !/^[#.]/.test(name) && PURE_PACKAGES[homeOf(file)] !== name) : [],
  'pure libs wait for nothing': (file) => (isPure(file) ? matches(file, /\b(async|await|Promise)\b/g) : []),
  'pure libs have no clock': (file) =>
    isPure(file)
      ? matches(file, /\bnew Date\(\s*\)|\bDate\(\s*\)|\bDate\.now\b|\bperformance\b|DateTime\.(now|local|utc)\b/g)
      : [],
  'pure libs have no randomness': (file) => (isPure(file) ? matches(file, /\bMath\.random\b|\bcrypto\b/g) : []),
  'pure libs touch nothing outside': (file) =>
    isPure(file)
      ? matches(file, /\b(process|globalThis|console|fetch|queueMicrotask|set(Timeout|Interval|Immediate))\b\s*[.([]/g)
      : [],
  'local time becomes an instant in libs/time only': (file) => [
    ...importsOf(file).filter((name) => name === 'luxon' && homeOf(file) !== 'time'),
    ...(isPure(file) ? matches(file, LOCAL_TIME) : []),
  ],
  'files are named after their one thing': ({ path }) =>
    path.split('/').filter((part) => part === 'index.ts' || part.split(/[-.]/).some((word) => VAGUE.includes(word))),
  'so are types, classes and functions': (file) =>
    matches(file, /\b(?:class|interface|type|function)\s+\w+/g).filter(
      (found) =>
        /\sI[A-Z][a-z]/.test(found) || found.split(/(?=[A-Z])|\s/).some((word) => VAGUE.includes(word.toLowerCase())),
    ),
  'no forwardRef': (file) => matches(file, /\bforwardRef\b/g),
  'the environment is read at the start of a process only': (file) =>
    /^apps\/([^/]+\/main\.ts$|launcher\/)/.test(file.path) ? [] : matches(file, /\bprocess\s*(\.|\[')env\b/g),
  'a constructor takes five things at most': (file) =>
    constructorsOf(file.text)
      .filter((parameters) => parameters.length > 5)
      .map((parameters) => parameters.join(', ')),
};

const VAGUE = ['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'manager', 'base', 'impl', 'misc', 'stuff'];
const LOCAL_TIME =
  /\.[gs]et(Hours|Minutes|Date|Day|Month|FullYear|TimezoneOffset)\(|\.toLocale(Date|Time)?String\(|\bIntl\.DateTimeFormat|\bnew Date\([^()]*,[^()]*\)/g;

/** The parameters of every constructor in `text`. */
function constructorsOf(text: string): string[][] {
  return [...text.matchAll(/\bconstructor\s*\(/g)].map(({ index, 0: head }) => {
    const parameters = [''];
    let depth = 1;
    for (const sign of text.slice(index + head.length).replaceAll('=>', '')) {
      if ('([{<'.includes(sign)) depth++;
      if (')]}>'.includes(sign) && --depth === 0) break;
      if (sign === ',' && depth === 1) parameters.push('');
      else parameters[parameters.length - 1] += sign;
    }
    return parameters.map((parameter) => parameter.trim()).filter((parameter) => parameter !== '');
  });
}

/** Comments may speak of anything. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1');
const read = (path: string): File => ({ path, text: withoutComments(readFileSync(path, 'utf8')) });

const FILES = ['libs', 'apps']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((path) => `${top}/${path}`))
  .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.ts$|\.d\.ts$|node_modules/.test(path))
  .map(read);

it('all libs stand in the order', () => {
  expect(FILES.length).toBeGreaterThan(100);
  expect(readdirSync('libs').sort()).toEqual([...ORDER].sort());
});

it.each(Object.entries(RULES))('%s', (_, rule) => {
  const breaches = FILES.flatMap((file) => rule(file).map((found) => `${file.path}: ${found}`));
  expect(breaches).toEqual([]);
});

describe('the compiler is told the same order', () => {
  type Project = { references?: { path: string }[]; compilerOptions?: { types?: string[]; lib?: string[] } };
  const project = (dir: string) => JSON.parse(readFileSync(`${dir}/tsconfig.json`, 'utf8')) as Project;

  it.each(ORDER)('%s refers only to the left', (lib) => {
    const seen = (project(`libs/${lib}`).references ?? []).map(({ path }) => path.replace(/^\.\.\//, ''));
    expect(seen.filter((other) => !ORDER.slice(0, ORDER.indexOf(lib)).includes(other))).toEqual([]);
  });

  it.each(PURE)('%s knows neither Node nor the browser', (lib) => {
    expect({ ...project('.').compilerOptions, ...project(`libs/${lib}`).compilerOptions }).toMatchObject({
      types: [],
      lib: ['ES2023'],
    });
  });
});

/** A breach of each rule, put into a file that was right: the rule that must see it, where, and what is added there. */
const PLANTED = [
  ['imports go leftwards only', 'libs/eta/arrivals.ts', `import { openStore } from '#store/store';`],
  ['imports go leftwards only', 'libs/visits/hold.ts', `import type { Slot } from "#routes/slot-search";`],
  ['imports go leftwards only', 'libs/store/tx.ts', `const late = await import('#flows/settings');`],
  ['imports go leftwards only', 'libs/live/follow.ts', `export { Board } from '#apps/api/house';`],
  ['imports go leftwards only', 'libs/time/zone.ts', `import { fit } from '../routes/slot-search.js';`],
  [
    'pure libs import no packages, but luxon in time and ICU messages in conversation',
    'libs/routes/route.ts',
    `import { z } from 'zod';`,
  ],
  [
    'pure libs import no packages, but luxon in time and ICU messages in conversation',
    'libs/time/zone.ts',
    `import { readFileSync } from 'node:fs';`,
  ],
  ['pure libs wait for nothing', 'libs/visits/hold.ts', `export const place = async () => true;`],
  ['pure libs have no clock', 'libs/eta/arrivals.ts', `const now = new Date();`],
  ['pure libs have no clock', 'libs/time/zone.ts', `const today = DateTime.now();`],
  ['pure libs have no randomness', 'libs/visits/reference.ts', `const n = Math.random();`],
  ['pure libs touch nothing outside', 'libs/conversation/gsm.ts', `setTimeout(() => 1, 5);`],
  ['pure libs touch nothing outside', 'libs/visits/ladder.ts', `const zone = process.env['TZ'];`],
  ['local time becomes an instant in libs/time only', 'libs/flows/work.ts', `import { DateTime } from 'luxon';`],
  ['local time becomes an instant in libs/time only', 'libs/eta/arrivals.ts', `const hour = now.getHours();`],
  ['local time becomes an instant in libs/time only', 'libs/routes/windows.ts', `new Date(2026, 2, 8);`],
  ['files are named after their one thing', 'libs/visits/index.ts', ''],
  ['files are named after their one thing', 'libs/flows/shared/consent.ts', ''],
  ['files are named after their one thing', 'apps/api/booking-helper.ts', ''],
  ['so are types, classes and functions', 'libs/store/tx.ts', `export class RouteManager {}`],
  ['so are types, classes and functions', 'libs/carriers/carrier.ts', `export interface ICarrier {}`],
  ['no forwardRef', 'apps/api/app.module.ts', `@Inject(forwardRef(() => Desk)) desk;`],
  ['the environment is read at the start of a process only', 'libs/flows/settings.ts', `const { PORT } = process.env;`],
  ['the environment is read at the start of a process only', 'apps/api/house.ts', `const port = process['env'].PORT;`],
  [
    'a constructor takes five things at most',
    'apps/api/desk/desk.controller.ts',
    `constructor(@Inject(A) readonly a: A, b: Map<string, B>, c: C, d = [1, 2], e: (x: X, y: Y) => Z, readonly f: F,) {}`,
  ],
] as const;

it.each(PLANTED)('a breach is caught: %s, in %s: %s', (name, path, text) => {
  expect(RULES[name]!({ path, text })).toHaveLength(1);
});

it('every rule has caught one', () => {
  expect(new Set(PLANTED.map(([name]) => name))).toEqual(new Set(Object.keys(RULES)));
});

it.each([
  [
    'libs/eta/arrivals.ts',
    `import { plusMinutes } from '#time/minutes'; const then = new Date(now.getTime() + MINUTE);`,
  ],
  ['libs/time/zone.ts', `import { DateTime } from 'luxon';`],
  ['libs/store/tx.ts', `import pg from 'pg'; await pg.connect(); const real = new Date();`],
  ['apps/api/main.ts', `import { readSettings } from '#flows/settings'; readSettings(process.env);`],
  ['apps/web/tech/src/today.tsx', `import { Ticket } from './ticket'; const hour = new Date().getHours();`],
  ['libs/store/data-source.ts', `constructor(a: A, b: (x: X, y: Y) => Z, c: Map<C, D>, d = [1, 2], e: E) {}`],
])('what is right in %s is left alone: %s', (path, text) => {
  expect(
    Object.entries(RULES).flatMap(([name, rule]) => rule({ path, text }).map((found) => `${name}: ${found}`)),
  ).toEqual([]);
});

it('a comment is no breach', () => {
  const text = withoutComments(`/* new Date() */ const url = 'https://x.example'; // await Date.now()`);
  expect(text).toBe(`  const url = 'https://x.example'; `.slice(1));
});
