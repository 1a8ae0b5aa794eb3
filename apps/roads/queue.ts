import type { Haste } from '#travel/travel';

/** Whose turn it is at the engine: the live before the planned, and among each in the order they came. */
export type Queue = {
  /** Runs `work` when it is its turn. Rejects with the signal's reason, without running it, when nobody waits any more. */
  turn<T>(haste: Haste, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Whether so many wait already that one more would only wait in vain. */
  isFull(haste: Haste): boolean;
  lengths(): { readonly live: number; readonly planning: number; readonly running: number };
};

type Waiting = { readonly begin: () => void };

/**
 * As many calls at a time as there are cores. One more is kept for the live: a block of a plan cannot be interrupted,
 * and nobody who waits for an arrival waits for it.
 */
export function openQueue({ cores, mostWaiting }: { cores: number; mostWaiting: number }): Queue {
  const lines: Record<Haste, Waiting[]> = { live: [], planning: [] };
  let running = 0;

  function next() {
    const line = lines.live.length && running <= cores ? lines.live : running < cores ? lines.planning : [];
    const first = line.shift();
    if (!first) return;
    running++;
    first.begin();
  }

  return {
    turn: (haste, signal, work) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        const line = lines[haste];
        const leave = () => {
          line.splice(line.indexOf(waiting), 1);
          reject(signal.reason as Error);
        };
        const waiting = {
          begin() {
            signal.removeEventListener('abort', leave);
            void work()
              .then(resolve, reject)
              .finally(() => {
                running--;
                next();
              });
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        line.push(waiting);
        next();
      }),
    isFull: (haste) => lines[haste].length >= mostWaiting,
    lengths: () => ({ live: lines.live.length, planning: lines.planning.length, running }),
  };
}
