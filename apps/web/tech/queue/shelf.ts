import type { Operation } from '#apps/web/tech/queue/operation';

/** What is kept of one technician's taps on this device. */
export type Kept = {
  /** Not yet taken by the server, in order. */
  readonly operations: readonly Operation[];
  /** For which sign-in the numbers count: a new one begins at 1 again. */
  readonly signIn: string;
  /** The last number that was given. */
  readonly lastSeq: number;
};

export const NOTHING_KEPT: Kept = { operations: [], signIn: '', lastSeq: 0 };

export type Change = (kept: Kept) => Kept;

/**
 * Where it is kept: IndexedDB in the browser, memory in a test. A change is read, made and written in one piece, whoever
 * else is at it (another tab, the service worker); it is durable when it resolves.
 */
export type Shelf = {
  readonly change: (how: Change) => Promise<Kept>;
  /** Somebody else has changed it. Returns how to stop listening. */
  readonly watch: (changed: () => void) => () => void;
};
