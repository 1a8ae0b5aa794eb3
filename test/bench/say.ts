import { type Aim, isMet, type Line, type Result } from '#test/bench/bench';
import { brief } from '#test/bench/figures';

type Said = Result & { readonly bench: string; readonly machine: object; readonly load: object };

/** The JSON of a run: one object on one line, figures to three places. */
export function asJson({ table, aims, wrong, facts, ...run }: Said): string {
  const lines = table.map((line) => ({ ...line, ...ratios(line) }));
  const judged = aims.map((aim) => ({ ...aim, met: isMet(aim) }));
  return JSON.stringify({ ...run, table: lines, aims: judged, wrong, facts }, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? brief(value) : value,
  );
}

/** The same for people. */
export function asTable({ table, aims, wrong }: Said): string {
  const rows = [
    ['', 'unit', 'ours', 'peer', 'floor', 'ours/peer', 'ours/floor'],
    ...table.map((line) => {
      const { toPeer, toFloor } = ratios(line);
      return [line.what, line.unit, ...[line.ours, line.peer, line.floor].map(cell), cell(toPeer), cell(toFloor)];
    }),
  ];
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const drawn = rows.map((row) =>
    row
      .map((text, i) => (i < 2 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return [...drawn, '', ...aims.map(sayAim), ...wrong.map((what) => `WRONG: ${what}`), ''].join('\n');
}

const ratios = ({ ours, peer, floor }: Line) => ({ toPeer: ratio(ours, peer), toFloor: ratio(ours, floor) });
const ratio = (a: number | null, b: number | null | undefined) => (a === null || !b ? null : a / b);
const cell = (value: number | null | undefined) => (value === null || value === undefined ? '-' : `${brief(value)}`);

function sayAim(aim: Aim): string {
  const bound = aim.atMost === undefined ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`;
  return `${isMet(aim) ? 'reached' : 'MISSED '}  ${aim.what}: ${brief(aim.is)} (aim: ${bound})`;
}
