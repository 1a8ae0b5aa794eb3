import { setImmediate } from 'node:timers/promises';

/** How long work shares the process with everything else that waits for it. */
export type Slicing<Step> = {
  /** Milliseconds that only go forward: `() => performance.now()`, or a clock of a spec's own. */
  readonly clock: () => number;
  /** So long it works at a stretch, ms; a step that takes longer is not interrupted. */
  readonly sliceMs?: number;
  /** After so long it stops with what it has, ms. */
  readonly budgetMs: number;
  /** Told after every slice how far it has come. */
  readonly onProgress?: (step: Step) => void;
  /** Aborted when nobody wants the answer any more. */
  readonly cancel?: AbortSignal;
};

/** How it ended, with the last thing it yielded: null when it was stopped before it had anything. */
export type Sliced<Step, Done> =
  | { readonly ended: 'finished'; readonly done: Done; readonly last: Step | null }
  | { readonly ended: 'out-of-time' | 'cancelled'; readonly last: Step | null };

/** Everything else that waits runs at least this often. */
const SLICE_MS = 8;

/**
 * Drives a generator to its end in slices of a few milliseconds, with whatever else the process has to do between them.
 * It stops between two steps when its time is over or nobody wants it any more. What the generator throws is thrown.
 */
export async function inSlices<Step, Done>(
  work: Generator<Step, Done, void>,
  { clock, sliceMs = SLICE_MS, budgetMs, onProgress, cancel }: Slicing<Step>,
): Promise<Sliced<Step, Done>> {
  const ends = clock() + budgetMs;
  let last: Step | null = null;
  for (;;) {
    if (cancel?.aborted) return stop('cancelled');
    if (clock() >= ends) return stop('out-of-time');
    const sliceEnds = Math.min(clock() + sliceMs, ends);
    do {
      const next = work.next();
      if (next.done) return { ended: 'finished', done: next.value, last };
      last = next.value;
    } while (clock() < sliceEnds);
    onProgress?.(last);
    await setImmediate();
  }

  /** Its `finally` blocks still run. */
  function stop(ended: 'out-of-time' | 'cancelled') {
    work.return(undefined as never);
    return { ended, last };
  }
}
