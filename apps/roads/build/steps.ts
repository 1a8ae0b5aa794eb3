import { setImmediate as breathe } from 'node:timers/promises';

export type Steps = {
  /** Runs one step of a build and says when it is done: a line of its own, with `found()` in it and the time it took. */
  run<T>(title: string, work: () => Promise<T> | T, found?: (result: T) => string): Promise<T>;
};

const FIRST_WORD_MS = 10_000;

/** Says each step of a long piece of work when it is done, and now and then that it is still going on. */
export function sayingSteps(say: (line: string) => void): Steps {
  return {
    async run(title, work, found = () => '') {
      const since = Date.now();
      const seconds = () => `${((Date.now() - since) / 1000).toFixed(1)} s`;
      const ticking = setInterval(() => say(`${title} … ${seconds()} so far`), FIRST_WORD_MS);
      try {
        const result = await work();
        say(`  ${title.padEnd(12)} ${found(result).padEnd(44)} ${seconds()}`);
        return result;
      } finally {
        clearInterval(ticking);
      }
    },
  };
}

const AT_A_STRETCH_MS = 50;

/** Runs `work` to its end, with room in between for timers and for `signal`. Throws the signal's reason when aborted. */
export async function through<T>(work: Generator<unknown, T>, signal?: AbortSignal): Promise<T> {
  let since = Date.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (Date.now() - since < AT_A_STRETCH_MS) continue;
    await breathe();
    if (signal?.aborted) {
      work.return(undefined as T);
      signal.throwIfAborted();
    }
    since = Date.now();
  }
}
