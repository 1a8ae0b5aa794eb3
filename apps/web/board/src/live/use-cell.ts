import { useSyncExternalStore } from 'react';
import type { Cell } from './cell';

export const useCell = <T>(watched: Cell<T>): T => useSyncExternalStore(watched.subscribe, watched.get);

/** Renders again only when this part of the cell's value is another one; `part` has to give a primitive. */
export const useCellPart = <T, U extends string | number | boolean | null>(
  watched: Cell<T>,
  part: (value: T) => U,
): U => useSyncExternalStore(watched.subscribe, () => part(watched.get()));
