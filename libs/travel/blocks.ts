/** A part of a matrix: its rows and columns from the first up to, not including, the end. */
export type Block = {
  readonly row: number;
  readonly rowEnd: number;
  readonly column: number;
  readonly columnEnd: number;
};

/** Cuts a matrix into blocks of at most so many rows and columns, row by row. None where it has no cell. */
export function blocksOf(rows: number, columns: number, most: { rows: number; columns: number }): Block[] {
  return starts(rows, most.rows).flatMap((row) =>
    starts(columns, most.columns).map((column) => ({
      row,
      rowEnd: Math.min(rows, row + most.rows),
      column,
      columnEnd: Math.min(columns, column + most.columns),
    })),
  );
}

/** The matrix that the blocks' own cells make up; `cells[k][i][j]` is in row `blocks[k].row + i`. */
export function joined<T>(rows: number, blocks: readonly Block[], cells: readonly T[][][]): T[][] {
  const whole: T[][] = Array.from({ length: rows }, () => []);
  // Blocks come row by row and left to right, so that pushing puts every cell in its column.
  blocks.forEach((block, k) => cells[k]!.forEach((row, i) => whole[block.row + i]!.push(...row)));
  return whole;
}

/** Cuts a row of stops into stretches of at most `most`; each begins where the one before ended. */
export function stretchesOf<T>(stops: readonly T[], most: number): T[][] {
  return starts(Math.max(0, stops.length - 1), most - 1).map((start) => stops.slice(start, start + most));
}

/** Does `work` for each item, at most `width` at a time, and gives what came of each. The first failure ends it. */
export async function eachOf<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  let next = 0;
  const one = async () => {
    while (next < items.length) {
      const i = next++;
      done[i] = await work(items[i]!);
    }
  };
  const all = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, () => one().catch(stop)));
  const failed = all.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return done;

  function stop(reason: unknown): never {
    next = items.length;
    throw reason;
  }
}

const starts = (length: number, step: number): number[] =>
  Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
