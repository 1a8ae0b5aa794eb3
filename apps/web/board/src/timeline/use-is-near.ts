import { type RefObject, useEffect, useState } from 'react';

/** A row is drawn before it is scrolled into view, and forgotten some way behind. */
const AHEAD_PX = 600;

type Listener = (isNear: boolean) => void;
let watcher: IntersectionObserver | null = null;
const listeners = new WeakMap<Element, Listener>();

function watch(element: Element, listener: Listener): () => void {
  watcher ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
    },
    { rootMargin: `${AHEAD_PX}px 0px` },
  );
  listeners.set(element, listener);
  watcher.observe(element);
  return () => {
    watcher?.unobserve(element);
    listeners.delete(element);
  };
}

/**
 * Whether a row is on the screen, or nearly: of two hundred, only those have their visits drawn. `first` is what it is
 * taken for until the browser has looked.
 */
export function useIsNear(row: RefObject<Element | null>, first: boolean): boolean {
  const [isNear, setNear] = useState(first);
  useEffect(() => (row.current ? watch(row.current, setNear) : undefined), [row]);
  return isNear;
}
