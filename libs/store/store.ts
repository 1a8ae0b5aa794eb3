import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { ChangedHands } from '#store/changed-hands';
import { isRefused } from '#visits/refused';
import { type Bell, Tx } from '#store/tx';

/** The database of truth, as everything to the right of it sees it. */
export type Store = {
  /**
   * Runs `work` in one transaction: rows, events, messages and timers together or not at all. A refusal changes
   * nothing. Deadlocks and serialisation failures are tried again; after five of them the last one is thrown. So is a
   * commit that waited for a visit which meanwhile became somebody else's.
   */
  commit<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Does `work` and takes all of it back: what would come of it if it were committed now. */
  tryOut<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs one statement outside any commit; it is a commit of its own. */
  read<Row>(query: string, parameters?: unknown[]): Promise<Row[]>;
  /** Tells the workers what such a statement has left to do. A commit does so by itself. */
  ring(bells: readonly Bell[]): void;
  /** What the one clock shows. */
  now(): Promise<Date>;
  close(): Promise<void>;
};

const TRIES = 5;
const LONGEST_PAUSE_MS = 50;
/** Each time somebody else has got on: this is no standstill, and ends when he is done. */
const MOST_OVERTAKEN = 50;
const RETRIED = new Set(['40P01', '40001']);

export function openStore(database: DataSource, ring: (bells: readonly Bell[]) => void): Store {
  const once = async <T>(work: (tx: Tx) => Promise<T>, isTrial = false): Promise<T> => {
    let bells: Bell[] = [];
    const result = await database
      .transaction(async (rows) => {
        const [clock] = (await rows.query(
          'SELECT doorward_now() AS now, coalesce((SELECT rate FROM clock), 1) AS rate',
        )) as [{ now: Date; rate: number }];
        const tx = new Tx(rows, clock.now, clock.rate);
        const answer = await work(tx);
        if (isTrial || isRefused(answer)) throw new RolledBack(answer);
        bells = await tx.flush();
        return answer;
      })
      .catch((error: unknown) => {
        if (error instanceof RolledBack) return error.answer as T;
        throw error;
      });
    if (bells.length) ring(bells);
    return result;
  };

  const again = async <T>(run: () => Promise<T>): Promise<T> => {
    let overtaken = 0;
    for (let tries = 1; ;) {
      try {
        return await run();
      } catch (error) {
        if (error instanceof ChangedHands && overtaken++ < MOST_OVERTAKEN) continue;
        if (tries >= TRIES || !RETRIED.has(sqlState(error) ?? '')) throw error;
        // Those who waited for each other must not meet again in the same step.
        await pause(Math.random() * LONGEST_PAUSE_MS * tries++);
      }
    }
  };

  return {
    commit: (work) => again(() => once(work)),
    tryOut: (work) => again(() => once(work, true)),
    read: (query, parameters = []) => database.query(query, parameters),
    ring,
    now: async () => ((await database.query('SELECT doorward_now() AS now')) as [{ now: Date }])[0].now,
    close: () => database.destroy(),
  };
}

/** Carries a refusal out of the transaction it undoes. */
class RolledBack extends Error {
  constructor(readonly answer: unknown) {
    super('refused');
  }
}

/** The SQLSTATE of a database error, wherever TypeORM has put it. */
export function sqlState(error: unknown): string | null {
  const e = error as { code?: unknown; driverError?: { code?: unknown } } | null;
  const code = e?.driverError?.code ?? e?.code;
  return typeof code === 'string' ? code : null;
}
