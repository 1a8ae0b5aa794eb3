import { type Block, blocksOf, eachOf, joined } from '#travel/blocks';
import { checkMatrix } from '#travel/check-ask';
import { circuit } from '#travel/circuit';
import { estimated } from '#travel/estimate';
import {
  type Cell,
  type Driven,
  isDriven,
  type MatrixAsk,
  type SureTravel,
  type Travel,
  TravelError,
} from '#travel/travel';

export type SureOptions = {
  /** The longest wait for one block of a matrix. */
  readonly liveMs?: number;
  readonly planningMs?: number;
  /** Hears why an estimate had to do, once for each block. */
  readonly onFallback?: (failure: Error) => void;
  /** Milliseconds on any clock that does not jump. */
  readonly now?: () => number;
};

/** A block is small enough for one answer within the time-out, and all that is lost to a failure. */
const BLOCK = { rows: 50, columns: 50 };
const WIDTH = 2;
const FAILURES = 3;
const PAUSE_MS = 5000;

/**
 * The driver where it has an answer, else the estimate: for a pair without a way, and for a block that timed out or was
 * refused. After three failures in a row the driver is asked again only after five seconds. Throws only for a place that
 * is none, or when the caller's own signal says that nobody waits any more.
 */
export function sureTravel(travel: Travel, options: SureOptions = {}): SureTravel {
  const { liveMs = 2000, planningMs = 20_000, onFallback = () => {}, now = () => performance.now() } = options;
  const server = circuit({ most: FAILURES, pauseMs: PAUSE_MS, now });

  async function block(ask: MatrixAsk): Promise<Driven[][]> {
    const cells = server.mayAsk() ? await cellsOf(ask) : null;
    return ask.from.map((from, i) =>
      ask.to.map((to, j) => {
        const cell = cells?.[i]![j];
        return cell && isDriven(cell) ? cell : estimated(from, to);
      }),
    );
  }

  /** Null where the driver has no answer. */
  async function cellsOf(ask: MatrixAsk): Promise<Cell[][] | null> {
    const ms = ask.haste === 'live' ? liveMs : planningMs;
    try {
      const cells = await within(ms, ask.signal, (signal) => travel.matrix({ ...ask, signal }));
      checkCells(cells, ask);
      server.succeeded();
      return cells;
    } catch (failure) {
      ask.signal?.throwIfAborted();
      // What was wrong with this ask says nothing about the next.
      if (!(failure instanceof TravelError && (failure.why === 'over-limit' || failure.why === 'bad-ask')))
        server.failed();
      onFallback(failure instanceof Error ? failure : new Error(String(failure)));
      return null;
    }
  }

  return {
    get id() {
      return travel.id;
    },
    async matrix(ask) {
      checkMatrix(ask);
      const blocks = blocksOf(ask.from.length, ask.to.length, BLOCK);
      const cells = await eachOf(blocks, WIDTH, (part) => block(partOf(ask, part)));
      return joined(ask.from.length, blocks, cells);
    },
  };
}

const partOf = (ask: MatrixAsk, { row, rowEnd, column, columnEnd }: Block): MatrixAsk => ({
  ...ask,
  from: ask.from.slice(row, rowEnd),
  to: ask.to.slice(column, columnEnd),
});

/** A driver that keeps its word passes; this is for the one that does not. */
function checkCells(cells: readonly (readonly Cell[])[], { from, to }: MatrixAsk) {
  const isRight =
    cells.length === from.length &&
    cells.every((row) => row.length === to.length && row.every((cell) => !isDriven(cell) || isAmount(cell)));
  if (!isRight) throw new TravelError('nonsense', 'the driver gave something else than a time for each pair');
}

const isAmount = ({ seconds, meters }: Driven) =>
  Number.isFinite(seconds) && seconds >= 0 && Number.isFinite(meters) && meters >= 0;

/** `work`, given up after `ms` or with `signal`, whether it listens to its own signal or not. */
async function within<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const end = () => ending.abort(signal?.reason);
  signal?.addEventListener('abort', end, { once: true });
  const patience = setTimeout(() => ending.abort(new TravelError('timed-out', `no answer within ${ms} ms`)), ms);
  const ended = new Promise<never>((_, reject) =>
    ending.signal.addEventListener('abort', () => reject(ending.signal.reason as Error), { once: true }),
  );
  try {
    return await Promise.race([work(ending.signal), ended]);
  } finally {
    clearTimeout(patience);
    signal?.removeEventListener('abort', end);
  }
}
