import { z } from 'zod';
import { dayAt, wallMinutes } from '#time/zone';
import type { Place } from '#routes/route';
import { type Block, blocksOf, joined } from '#travel/blocks';
import type { CellAnswered, MatrixAnswered, MatrixAsked } from '#travel/roads-protocol';
import type { Haste } from '#travel/travel';
import { EngineRefused } from '#apps/roads/engine';
import type { Generation, Verdict } from '#apps/roads/generation';
import { located, location, readLocated } from '#apps/roads/locate';
import type { Queue } from '#apps/roads/queue';

/** How one request is worked on: from which network, in whose turn, and for as long as somebody waits. */
export type Work = { readonly generation: Generation; readonly queue: Queue; readonly signal: AbortSignal };

/** A call is as long as a matrix is large and cannot be interrupted; beyond this its cost grows faster than its cells. */
const BLOCK = 50;
const PLACES_AT_ONCE = 50;

const answer = z.object({
  sources_to_targets: z.object({
    durations: z.array(z.array(z.number().nullable())),
    distances: z.array(z.array(z.number().nullable())),
  }),
});

/** Every cell with its time or its reason; never refused for one bad place. */
export async function answerMatrix({ from, to, departAt, haste }: MatrixAsked, work: Work): Promise<MatrixAnswered> {
  const verdicts = await verdictsOf([...from, ...to], haste, work);
  const [rows, columns] = [verdicts.slice(0, from.length), verdicts.slice(from.length)];
  const [known, knownTo] = [onRoad(from, rows), onRoad(to, columns)];
  const driven = await drives({ from: known.places, to: knownTo.places, haste, hour: hourOf(departAt, work) }, work);
  const cells = rows.map((row, i) =>
    columns.map((column, j): CellAnswered => {
      if (row !== 'on-road') return row;
      return column === 'on-road' ? driven[known.at[i]!]![knownTo.at[j]!]! : column;
    }),
  );
  return { roads: work.generation.name, basis: 'freeflow', cells };
}

type Drives = {
  readonly from: readonly Place[];
  readonly to: readonly Place[];
  readonly haste: Haste;
  readonly hour: object;
};

async function drives({ from, to, haste, hour }: Drives, work: Work): Promise<CellAnswered[][]> {
  const { generation, queue, signal } = work;
  // Whoever waits for an arrival gets one row at a time, or as many rows as make up no more than one.
  const rows = haste === 'live' ? Math.max(1, Math.floor(BLOCK / Math.max(1, Math.min(BLOCK, to.length)))) : BLOCK;
  const blocks = blocksOf(from.length, to.length, { rows, columns: BLOCK });
  return joined(from.length, blocks, await Promise.all(blocks.map(solved)));

  async function solved(block: Block): Promise<CellAnswered[][]> {
    const { row, rowEnd, column, columnEnd } = block;
    const request = {
      sources: from.slice(row, rowEnd).map((place) => location(place)),
      targets: to.slice(column, columnEnd).map((place) => location(place)),
      costing: 'auto',
      verbose: false,
      ...hour,
    };
    try {
      return cellsOf(await queue.turn(haste, signal, () => generation.engine.call('matrix', request)));
    } catch (failure) {
      if (failure instanceof EngineRefused) return refusedBlock(block, failure);
      throw failure;
    }
  }

  /** A refused matrix is cut in two until the place at fault stands alone: what is right in it is worked out all the same. */
  async function refusedBlock(block: Block, { message }: EngineRefused): Promise<CellAnswered[][]> {
    const { row, rowEnd, column, columnEnd } = block;
    const [height, width] = [rowEnd - row, columnEnd - column];
    // "No path" is said when no cell has one; with a departure it may be about one row alone.
    const isAllWithout = message.includes('No path') && (height === 1 || !('date_time' in hour));
    if (isAllWithout || (height === 1 && width === 1)) {
      const reason = message.includes('No suitable edges') ? 'no-road-near' : 'no-path';
      return Array.from({ length: height }, () => Array<CellAnswered>(width).fill(reason));
    }
    if (height > 1) {
      const middle = row + Math.ceil(height / 2);
      const [above, below] = await Promise.all([
        solved({ ...block, rowEnd: middle }),
        solved({ ...block, row: middle }),
      ]);
      return [...above, ...below];
    }
    const middle = column + Math.ceil(width / 2);
    const [left, right] = await Promise.all([
      solved({ ...block, columnEnd: middle }),
      solved({ ...block, column: middle }),
    ]);
    return [[...left[0]!, ...right[0]!]];
  }
}

function cellsOf(said: unknown): CellAnswered[][] {
  const { durations, distances } = answer.parse(said).sources_to_targets;
  return durations.map((row, i) =>
    row.map((seconds, j): CellAnswered => {
      const kilometers = distances[i]?.[j];
      return seconds === null || kilometers == null ? 'no-path' : [seconds, Math.round(kilometers * 1000)];
    }),
  );
}

/** Whether each place has a road near: remembered, or asked for all the others at once. */
async function verdictsOf(places: readonly Place[], haste: Haste, work: Work): Promise<Verdict[]> {
  const { generation, queue, signal } = work;
  const { engine, network, verdicts } = generation;
  const found = new Map(places.map((place) => [nameOf(place), verdicts.get(nameOf(place))]));
  const unknown = places.filter((place, i) => !found.get(nameOf(place)) && places.indexOf(place) === i);
  await Promise.all(
    blocksOf(1, unknown.length, { rows: 1, columns: PLACES_AT_ONCE }).map(async ({ column, columnEnd }) => {
      const some = unknown.slice(column, columnEnd);
      const snaps = readLocated(await queue.turn(haste, signal, () => engine.call('locate', located(some))));
      some.forEach((place, i) => {
        const without = isCovered(place, network.bbox) ? 'no-road-near' : 'outside-coverage';
        const verdict = snaps[i] ? 'on-road' : without;
        found.set(nameOf(place), verdict);
        verdicts.set(nameOf(place), verdict);
      });
    }),
  );
  return places.map((place) => found.get(nameOf(place))!);
}

const nameOf = ({ lat, lng }: Place) => `${lat},${lng}`;

const isCovered = ({ lat, lng }: Place, [west, south, east, north]: readonly [number, number, number, number]) =>
  lat >= south && lat <= north && lng >= west && lng <= east;

/** The places on roads, and where each place of the ask stands among them. */
function onRoad(places: readonly Place[], verdicts: readonly Verdict[]) {
  const at: number[] = [];
  let next = 0;
  for (const verdict of verdicts) at.push(verdict === 'on-road' ? next++ : -1);
  return { at, places: places.filter((_, i) => verdicts[i] === 'on-road') };
}

/** The departure as the engine takes it: local time to the minute, and only where it knows the zone of a road. */
export function hourOf(departAt: string | undefined, { generation }: Pick<Work, 'generation'>): object {
  const { timezones, zone } = generation.network;
  if (departAt === undefined || timezones === null) return {};
  const at = new Date(departAt);
  const minutes = wallMinutes(at, zone);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return { date_time: { type: 1, value: `${dayAt(at, zone)}T${clock}` } };
}
