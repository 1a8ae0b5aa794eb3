import { CsvError, parse } from 'csv-parse/sync';
import { isRefused, type Refused, refuse } from '#visits/refused';

/** A list as it was read: every cell is text, rows are counted as a spreadsheet does, the header being row 1. */
export type CsvTable = {
  readonly header: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Latin-1';
  readonly delimiter: ',' | ';' | '\t';
};

export const MOST_CSV_BYTES = 5 * 1024 * 1024;
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 100;

/**
 * Reads a CSV file: UTF-8 (with or without its mark), UTF-16 with its mark, else Latin-1 as Windows writes it; commas,
 * semicolons or tabs between the cells, whichever the header has most of. Whatever the bytes are, it gives rows or a
 * refusal in words.
 */
export function readCsv(bytes: Uint8Array): CsvTable | Refused {
  if (bytes.length > MOST_CSV_BYTES) return refuse('infeasible', 'The file is larger than 5 MB: please split it.');
  const { text, encoding } = decode(bytes);
  if (text.trim() === '') return refuse('infeasible', 'The file is empty.');
  if (text.includes('\0')) return refuse('infeasible', 'This is no text file: please save the list as CSV.');
  const delimiter = delimiterOf(text);
  const records = recordsOf(text, delimiter);
  if (isRefused(records)) return records;
  const [header, ...rest] = records;
  if (!header || header.every((cell) => cell.trim() === ''))
    return refuse('infeasible', 'The first row is empty: it has to name the columns.');
  if (header.length > MOST_COLUMNS) return refuse('infeasible', `The file has more than ${MOST_COLUMNS} columns.`);
  const rows = rest
    .map((cells, i) => ({ row: i + 2, cells: header.map((_, column) => unquoted(cells[column] ?? '')) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length > MOST_ROWS)
    return refuse('infeasible', `The file has more than ${MOST_ROWS.toLocaleString('en-US')} rows: please split it.`);
  return { header: named(header), rows, encoding, delimiter };
}

function decode(bytes: Uint8Array): { text: string; encoding: CsvTable['encoding'] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Latin-1' };
  }
}

function delimiterOf(text: string): CsvTable['delimiter'] {
  const header = /^[^\r\n]*/.exec(text.trimStart())![0].replace(/"[^"]*"/g, '');
  const count = (sign: string) => header.split(sign).length;
  return ([',', ';', '\t'] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function recordsOf(text: string, delimiter: string): readonly (readonly string[])[] | Refused {
  try {
    return parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: 100_000,
      to: MOST_ROWS + 1_000,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return refuse(
        'infeasible',
        'A quotation mark is opened in the file and never closed: please look at its last rows.',
      );
    if (error.code === 'CSV_MAX_RECORD_SIZE')
      return refuse('infeasible', 'A row is longer than 100,000 characters: a quotation mark may be missing.');
    return refuse('infeasible', `The file could not be read as CSV (${error.code}).`);
  }
}

/** Text that PostgreSQL can keep, without the quote that keeps spreadsheets from reckoning. */
const unquoted = (cell: string) =>
  cell
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');

/** Every column has a name of its own. */
function named(header: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return header.map((cell, i) => {
    const name =
      cell
        .replace(/\p{Surrogate}/gu, '\ufffd')
        .trim()
        .slice(0, 80) || `Column ${i + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** A list as CSV that a spreadsheet opens without reckoning: a cell that begins like a formula gets a quote before it. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((cells) => cells.map(writeCell).join(',')).join('\r\n')}\r\n`;

function writeCell(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
