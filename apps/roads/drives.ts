import { z } from 'zod';
import type { Place } from '#routes/route';
import { type Block, blocksOf, joined } from '#travel/blocks';
import type { CellAnswered } from '#travel/roads-protocol';
import type { Haste } from '#travel/travel';
import { EngineRefused } from '#apps/roads/engine';
import { location } from '#apps/roads/locate';
import type { Work } from '#apps/roads/work';

export type Drives = {
  /** All of them have a road near. */
  readonly from: readonly Place[];
  readonly to: readonly Place[];
  readonly haste: Haste;
  /** As `hourOf` gives it. */
  readonly hour: object;
};

/** A call cannot be interrupted, and beyond this its cost grows faster than its cells. */
const BLOCK = 50;
const NO_HOUR = {};

const answer = z.object({
  sources_to_targets: z.object({
    durations: z.array(z.array(z.number().nullable())),
    distances: z.array(z.array(z.number().nullable())),
  }),
});

/** Every drive of a matrix, worked out in blocks: a row at a time for whoever waits for an arrival. */
export async function drivesOf({ from, to, haste, hour }: Drives, work: Work): Promise<CellAnswered[][]> {
  const { generation, queue, signal } = work;
  // A block of several short rows is no longer than one row.
  const rows = haste === 'live' ? Math.max(1, Math.floor(BLOCK / Math.max(1, Math.min(BLOCK, to.length)))) : BLOCK;
  const blocks = blocksOf(from.length, to.length, { rows, columns: BLOCK });
  return joined(from.length, blocks, await Promise.all(blocks.map((block) => solved(block, hour))));

  async function solved(block: Block, when: object): Promise<CellAnswered[][]> {
    const request = {
      sources: from.slice(block.row, block.rowEnd).map((place) => location(place)),
      targets: to.slice(block.column, block.columnEnd).map((place) => location(place)),
      costing: 'auto',
      verbose: false,
      ...when,
    };
    try {
      return cellsOf(await queue.turn(haste, signal, () => generation.engine.call('matrix', request)));
    } catch (failure) {
      if (!(failure instanceof EngineRefused)) throw failure;
      // The search by the hour finds less than the other one, and refuses everything for one row without a path.
      return 'date_time' in when ? solved(block, NO_HOUR) : refused(block, failure);
    }
  }

  /** A refused block is cut in two until what is at fault stands alone: the rest of it is worked out all the same. */
  async function refused(block: Block, { message }: EngineRefused): Promise<CellAnswered[][]> {
    const { row, rowEnd, column, columnEnd } = block;
    const [height, width] = [rowEnd - row, columnEnd - column];
    // Said only when no cell of the block has a path.
    if (message.includes('No path')) return filled(height, width, 'no-path');
    if (height === 1 && width === 1)
      return filled(1, 1, message.includes('No suitable edges') ? 'no-road-near' : 'no-path');
    if (height > 1) {
      const middle = row + Math.ceil(height / 2);
      return (await both({ ...block, rowEnd: middle }, { ...block, row: middle })).flat();
    }
    const middle = column + Math.ceil(width / 2);
    const [left, right] = await both({ ...block, columnEnd: middle }, { ...block, column: middle });
    return [[...left[0]!, ...right[0]!]];
  }

  function both(one: Block, other: Block) {
    return Promise.all([solved(one, NO_HOUR), solved(other, NO_HOUR)]);
  }
}

const filled = (height: number, width: number, cell: CellAnswered): CellAnswered[][] =>
  Array.from({ length: height }, () => Array<CellAnswered>(width).fill(cell));

/** Kilometers to meters; a pair without either figure has no path. */
function cellsOf(said: unknown): CellAnswered[][] {
  const { durations, distances } = answer.parse(said).sources_to_targets;
  return durations.map((row, i) =>
    row.map((seconds, j): CellAnswered => {
      const kilometers = distances[i]?.[j];
      return seconds === null || kilometers == null ? 'no-path' : [seconds, Math.round(kilometers * 1000)];
    }),
  );
}
