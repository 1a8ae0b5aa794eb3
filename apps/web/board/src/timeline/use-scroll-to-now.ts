import { type RefObject, useEffect } from 'react';
import { useDayFrom } from './use-day-from';

/** A day too wide for the screen opens where it is now, with a third of the view left for what has been. */
export function useScrollToNow(scroll: RefObject<HTMLElement | null>): void {
  const dayFrom = useDayFrom();
  useEffect(() => {
    const view = scroll.current;
    const line = view?.querySelector('[data-now]');
    if (!view || !line) return;
    view.scrollLeft += line.getBoundingClientRect().left - view.getBoundingClientRect().left - view.clientWidth / 3;
  }, [scroll, dayFrom]);
}
