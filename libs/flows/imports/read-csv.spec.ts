import fc from 'fast-check';
import { isRefused } from '#visits/refused';
import { type CsvTable, readCsv, writeCsv } from '#flows/imports/read-csv';

const bytes = (text: string) => new TextEncoder().encode(text);
const table = (given: Uint8Array): CsvTable => {
  const read = readCsv(given);
  if (isRefused(read)) throw new Error(read.refused);
  return read;
};

it('any bytes give rows or a sentence, and never throw', () => {
  const signs = fc.array(fc.constantFrom('"', ',', ';', '\n', '\r', 'a', '=', '\u00e9', '\t', "'", '\ufeff'));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        signs.map((parts) => bytes(parts.join(''))),
      ),
      (given) => {
        const read = readCsv(given);
        if (isRefused(read)) expect(read.refused).toMatch(/\.$/);
        else for (const { cells } of read.rows) expect(cells).toHaveLength(read.header.length);
      },
    ),
    { seed: 5, numRuns: 3_000 },
  );
});

it('what is written is read back, and no cell of it begins like a formula', () => {
  const cell = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\0\r]/g, '').trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
      const written = writeCsv([['one', 'two'], ...rows]);
      const read = table(bytes(written)).rows.map(({ cells }) => cells);
      const unquoted = (text: string) => text.replace(/^'(?=[=+\-@])/, '');
      expect(read).toEqual(rows.filter((row) => row.some(Boolean)).map((row) => row.map(unquoted)));
    }),
    { seed: 6, numRuns: 1_000 },
  );
  expect(writeCsv([['=1+1', '+15550100', '-x', '@SUM(A1)', 'plain']])).toBe(
    "\ufeff'=1+1,'+15550100,'-x,'@SUM(A1),plain\r\n",
  );
});

it.each([
  ['name;phone\nJosé;1', 'UTF-8', ';'],
  ['\ufeffname\tphone\nJosé\t1', 'UTF-8', '\t'],
])('%j is %s with "%s" between its cells', (text, encoding, delimiter) => {
  expect(table(bytes(text))).toMatchObject({ encoding, delimiter, header: ['name', 'phone'] });
});

it('Latin-1 as Windows writes it is read as such', () => {
  const read = table(Uint8Array.from([...bytes('name,phone\nJos'), 0xe9, ...bytes(',1')]));
  expect(read).toMatchObject({ encoding: 'Latin-1', rows: [{ row: 2, cells: ['José', '1'] }] });
});

it('rows are counted as a spreadsheet does, empty ones and lines within a cell included', () => {
  const read = table(bytes('name,note\nA,"two\nlines"\n\nB,x'));
  expect(read.rows.map(({ row }) => row)).toEqual([2, 4]);
});

it.each([
  ['', 'The file is empty.'],
  ['a,b\n\0', 'This is no text file: please save the list as CSV.'],
  ['a,b\n"x,y', 'A quotation mark is opened in the file and never closed: please look at its last rows.'],
])('%j is refused in words', (text, refused) => {
  expect(readCsv(bytes(text))).toMatchObject({ refused });
});

it('more than 20,000 rows are refused', () => {
  expect(readCsv(bytes(`a\n${'x\n'.repeat(20_001)}`))).toMatchObject({
    refused: 'The file has more than 20,000 rows: please split it.',
  });
  expect(table(bytes(`a\n${'x\n'.repeat(20_000)}`)).rows).toHaveLength(20_000);
});
