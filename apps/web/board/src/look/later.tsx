import { type ComponentType, lazy, Suspense } from 'react';

/** What loads the parts that the first view does without. */
const loads: (() => Promise<unknown>)[] = [];

/** A part of the board that is not in the way of the first view: loaded when it is shown, or when there is time. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load() }));
  loads.push(load);
  return (props) => (
    <Suspense>
      <Part {...props} />
    </Suspense>
  );
}

/**
 * Loads all parts, one after the other, once the first view stands: a board that is open for days must not find at a
 * press that its server has newer ones.
 */
export async function loadTheRest(): Promise<void> {
  for (const load of loads) await load().catch(() => undefined); // asked for again when it is shown
}
