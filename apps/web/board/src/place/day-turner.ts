import type { Desk } from '../live/desk';
import { plusDays } from '../time/day';
import { showDay } from './other-day';

/** So long a visit has to be held over an arrow beside the day; and so long again for the day after. */
const HOLD_MS = 600;

/** Turns the day while a visit is held over one of the arrows beside it; `then` is called once the other day is shown. */
export function dayTurner(desk: Desk, then: () => void) {
  let arrow: HTMLElement | null = null;
  let soon: ReturnType<typeof setTimeout> | undefined;

  const leave = () => {
    clearTimeout(soon);
    arrow?.removeAttribute('data-held');
    arrow = null;
  };
  const wait = () => {
    soon = setTimeout(() => {
      const day = desk.store.title.get()?.day;
      const held = arrow;
      if (!held || !day) return;
      void showDay(desk, plusDays(day, Number(held.dataset['dayStep']))).then(() => {
        then();
        if (arrow === held) wait();
      });
    }, HOLD_MS);
  };
  return {
    leave,
    over(under: readonly Element[]) {
      const found = under
        .map((element) => element.closest<HTMLElement>('[data-day-step]'))
        .find((element) => element !== null);
      if ((found ?? null) === arrow) return;
      leave();
      if (!found) return;
      arrow = found;
      arrow.setAttribute('data-held', '');
      wait();
    },
  };
}
