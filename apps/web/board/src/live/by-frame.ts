/** What comes between two frames, handed on at once in the order in which it came. */
export type ByFrame<T> = {
  readonly put: (one: T) => void;
  /** Hands on what waits without waiting for the frame. */
  readonly flush: () => void;
  readonly drop: () => void;
};

/** A tab in the background draws no frames; it is kept up to date all the same. */
const LATEST_MS = 250;

export function byFrame<T>(take: (all: readonly T[]) => void): ByFrame<T> {
  let waiting: T[] = [];
  let frame = 0;
  let latest: ReturnType<typeof setTimeout> | undefined;

  function drop() {
    cancelAnimationFrame(frame);
    clearTimeout(latest);
    waiting = [];
  }
  function flush() {
    const all = waiting;
    drop();
    if (all.length) take(all);
  }
  return {
    flush,
    drop,
    put(one) {
      if (waiting.push(one) > 1) return;
      frame = requestAnimationFrame(flush);
      latest = setTimeout(flush, LATEST_MS);
    },
  };
}
