import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asFile, madeUp } from '#test/bench/vrptw/made-up';
import { optionsOf } from '#test/bench/vrptw/options';
import { readFolder } from '#test/bench/vrptw/read-folder';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'vrptw-'))));
afterEach(() => rmSync(dir, { recursive: true }));
const put = (file: string, text: string) => writeFileSync(join(dir, file), text);
const six = asFile(madeUp({ seed: 1, customers: 6, clustered: 0, narrow: 0 }));
const seen = (only: readonly string[] = []) =>
  readFolder(dir, only).map(({ instance, best, entry }) => [instance.name, best, entry]);

it('files in order of their names, each with the best known distance; the one of the fewest vehicles only for want of it', () => {
  for (const file of ['R1.txt', 'c1_4_1.TXT', 'R2.txt', 'LICENSE', 'X.txt']) put(file, six);
  const cost = (best_known_cost: number) => ({ class: 'any', best_known_cost });
  put('BKS.json', JSON.stringify({ R1: cost(9), R1_distance: cost(8), R2: cost(7), C1_4_1_distance: cost(6) }));
  expect(seen()).toEqual([
    ['R1', 8, 'R1_distance'],
    ['R2', 7, 'R2'],
    ['X', null, null],
    ['c1_4_1', 6, 'C1_4_1_distance'],
  ]);
  expect(seen(['r', 'x']).map(([name]) => name)).toEqual(['R1', 'R2', 'X']);
});

it('without best known results there is nothing to compare with', () => {
  put('R1.txt', six);
  expect(seen()).toEqual([['R1', null, null]]);
});

it.each([
  ['a folder with nothing to plan', () => rmSync(join(dir, 'R1.txt')), `there is no *.txt file in `],
  ['a prefix nobody has', () => seen(['Q']), 'begins with Q'],
  [
    'a word for a number',
    () => put('R1.txt', six.replace(/^3 (\d+)/m, '3 north')),
    /R1\.txt:13: 7 numbers wanted .* there is: 3 north/,
  ],
  ['a line cut off', () => put('R1.txt', six.replace(/^(4 .*) 10$/m, '$1')), /R1\.txt:14: 7 numbers wanted/],
  [
    'a customer twice',
    () => put('R1.txt', six.replace(/^4 /m, '3 ')),
    'R1.txt:14: customer 3 stands here a second time',
  ],
  [
    'a window that ends before it begins',
    () => put('R1.txt', six.replace(/^5 .*/m, '5 1 1 1 9 8 1')),
    'R1.txt:15: customer 5 is due',
  ],
  ['no fleet', () => put('R1.txt', 'R1\n\nVEHICLE\n'), 'R1.txt:3: there is no line with the number of vehicles'],
  ['no customer', () => put('R1.txt', six.split('\n').slice(0, 10).join('\n')), 'there is no customer'],
  ['nothing', () => put('R1.txt', '\n'), 'R1.txt:1: the file is empty'],
  ['records that are not JSON', () => put('BKS.json', '{'), 'BKS.json is not JSON'],
  ['records without a cost', () => put('BKS.json', '{"R1":{"best_known_cost":"9"}}'), 'R1.best_known_cost'],
])('%s is refused in words', (_, spoil, words) => {
  put('R1.txt', six);
  expect(() => {
    spoil();
    seen();
  }).toThrow(words);
});

it('a folder that is not there', () =>
  expect(() => readFolder(join(dir, 'no'), [])).toThrow('the folder cannot be read: ENOENT'));

it('without a word ten seconds each are spent on instances of our own', () => {
  expect(optionsOf([])).toEqual({ dir: null, seconds: 10, seed: 1, only: [] });
  expect(optionsOf(['d', '--seconds', '2.5', '--only', 'R1, RC'])).toMatchObject({
    dir: 'd',
    seconds: 2.5,
    only: ['R1', 'RC'],
  });
});

it.each([
  [['--seconds', 'many'], '--seconds must be a number from 0.1 to 3600'],
  [['--seconds', '0'], '--seconds must be a number from 0.1 to 3600'],
  [['--seed', '1.5'], '--seed must be a whole number'],
  [['d', '--only', 'R1,,C'], '--only needs beginnings of names'],
  [['--only', 'R1'], '--only chooses among the files of a folder'],
  [['d', 'e'], 'one folder at a time'],
  [['--nonsense'], "Unknown option '--nonsense'"],
])('%j is refused in words', (args, words) => expect(() => optionsOf(args)).toThrow(words));
