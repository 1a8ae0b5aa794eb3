import { useEffect, useState } from 'preact/hooks';

/** A value that can be watched: what the page shows and what the background does meet here. */
export type Cell<T> = {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly watch: (told: (value: T) => void) => () => void;
};

export function cell<T>(first: T): Cell<T> {
  let value = first;
  const watchers = new Set<(value: T) => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const told of watchers) told(value);
    },
    watch: (told) => {
      watchers.add(told);
      return () => void watchers.delete(told);
    },
  };
}

export function useCell<T>(watched: Cell<T>): T {
  const [, redraw] = useState(0);
  useEffect(() => {
    // It may have changed between the first drawing and this moment.
    redraw((n) => n + 1);
    return watched.watch(() => redraw((n) => n + 1));
  }, [watched]);
  return watched.get();
}
