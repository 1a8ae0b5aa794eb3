import { type RefObject, useEffect } from 'react';
import { useDesk } from '../live/desk-context';
import { dayTurner } from './day-turner';
import { drop } from './drop';
import { carry, letGo, lift } from './lifted';
import { putBack } from './other-day';
import { snap } from './snap';

/** So far the pointer has to go before a press becomes a drag: below it is a click that opens the story. */
const FAR_PX = 5;
/** Near an edge of the view it scrolls along. */
const EDGE_PX = 48;
/** The column of names, which stays where it is: `--names` in timeline.module.css. */
const NAMES_PX = 180;

/** A finger that rests so long on a visit picks it up; one that moves before scrolls, as everywhere. */
const REST_MS = 350;

type Pressed = {
  readonly bar: HTMLElement;
  readonly isFinger: boolean;
  readonly x: number;
  readonly y: number;
  /** How far from the beginning of the bar. */
  readonly grab: number;
};

/**
 * Visits are dragged with the mouse or a pen at once, with a finger after it has rested on one. Over the arrows beside
 * the day the day changes. A visit picked up by a key goes where the day is pressed.
 */
export function useDrag(scroll: RefObject<HTMLElement | null>): void {
  const desk = useDesk();
  useEffect(() => {
    const view = scroll.current;
    if (!view) return;
    let pressed: Pressed | null = null;
    let isShort = false;
    let pointer = { x: 0, y: 0 };
    let frame = 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const days = dayTurner(desk, () => (frame ||= requestAnimationFrame(follow)));
    const isDragging = () => pressed !== null && desk.lifted.get()?.by === 'pointer';

    const onDown = (event: PointerEvent) => {
      const bar = (event.target as Element).closest<HTMLElement>('[data-visit]');
      if (!bar || event.button !== 0 || !event.isPrimary || desk.lifted.get()) return;
      const isFinger = event.pointerType === 'touch';
      const { clientX: x, clientY: y } = event;
      pointer = { x, y };
      pressed = { bar, isFinger, x, y, grab: x - bar.getBoundingClientRect().left };
      if (isFinger) rest = setTimeout(pickUp, REST_MS);
    };
    /** False when what was pressed cannot be moved. */
    const pickUp = (): boolean => {
      const visit = pressed && desk.store.visit(pressed.bar.dataset['visit']!)?.get();
      if (!visit || !lift(desk, visit, 'pointer')) {
        forget();
        return false;
      }
      getSelection()?.removeAllRanges();
      document.body.dataset['dragging'] = '';
      return true;
    };
    const forget = () => {
      pressed = null;
      clearTimeout(rest);
      cancelAnimationFrame(frame);
      frame = 0;
      days.leave();
      delete document.body.dataset['dragging'];
    };
    const onMove = (event: PointerEvent) => {
      if (!pressed || !event.isPrimary) return;
      pointer = { x: event.clientX, y: event.clientY };
      isShort = event.shiftKey;
      if (!isDragging()) {
        if (Math.hypot(pointer.x - pressed.x, pointer.y - pressed.y) < FAR_PX) return;
        // It has not rested: it scrolls.
        if (pressed.isFinger) return forget();
        if (!pickUp()) return;
      }
      event.preventDefault();
      frame ||= requestAnimationFrame(follow);
    };
    /** At most once a frame, however fast the pointer. */
    const follow = () => {
      frame = 0;
      if (!pressed || !isDragging()) return;
      const under = document.elementsFromPoint(pointer.x, pointer.y);
      days.over(under);
      if (scrollAtEdges(view, pointer)) frame = requestAnimationFrame(follow);
      carryTo(under, pointer.x - pressed.grab, isShort ? 5 : 15);
    };
    /** To the row under the pointer, and the time its bar would begin at. */
    const carryTo = (under: readonly Element[], x: number, minutes: number) => {
      const row = under
        .map((element) => element.closest<HTMLElement>('[data-technician]'))
        .find((found) => found !== null);
      const lifted = desk.lifted.get();
      const track = view.querySelector('[data-track]')?.getBoundingClientRect();
      const title = desk.store.title.get();
      if (!lifted || !track || !title) return;
      const { from, to } = desk.store.frame.get();
      const minute = from + ((x - track.left) / track.width) * (to - from);
      const at = snap(Date.parse(title.span.from) + minute * 60_000, minutes);
      carry(desk, row?.dataset['technician'] ?? lifted.technicianId, at);
    };
    const onUp = () => {
      if (!pressed) return;
      const wasDragging = isDragging();
      forget();
      if (!wasDragging) return;
      // The click that follows a drag is no wish to open the story.
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
      drop(desk);
    };
    const stop = () => {
      const wasDragging = isDragging();
      forget();
      if (wasDragging) putBack(desk);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !isDragging()) return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    };
    /** A visit that was picked up by a key, or by a button, goes where the day is pressed. */
    const onClick = (event: MouseEvent) => {
      const lifted = desk.lifted.get();
      const isOnDay = (event.target as Element).closest('[data-technician] [data-track]') !== null;
      if (lifted?.by !== 'keys' || lifted.isAsking || !isOnDay) return;
      swallow(event);
      carryTo(document.elementsFromPoint(event.clientX, event.clientY), event.clientX, 15);
    };
    const gone = desk.liveness.subscribe(() => {
      if (desk.liveness.get().is !== 'lost') return;
      forget();
      letGo(desk);
    });
    const keepStill = (event: Event) => {
      if (isDragging()) event.preventDefault();
    };
    const noMenu = (event: Event) => {
      if (pressed?.isFinger) event.preventDefault();
    };
    view.addEventListener('pointerdown', onDown);
    view.addEventListener('click', onClick, { capture: true });
    view.addEventListener('contextmenu', noMenu);
    // While a finger carries a visit nothing scrolls.
    view.addEventListener('touchmove', keepStill, { passive: false });
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', stop);
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      gone();
      stop();
      view.removeEventListener('pointerdown', onDown);
      view.removeEventListener('click', onClick, { capture: true });
      view.removeEventListener('contextmenu', noMenu);
      view.removeEventListener('touchmove', keepStill);
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', stop);
      removeEventListener('keydown', onKey, { capture: true });
    };
  }, [desk, scroll]);
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

function scrollAtEdges(view: HTMLElement, { x, y }: { x: number; y: number }): boolean {
  const { left, right, top, bottom } = view.getBoundingClientRect();
  const across = x > right - EDGE_PX ? 12 : x < left + NAMES_PX + EDGE_PX && x > left + NAMES_PX ? -12 : 0;
  const along = y > bottom - EDGE_PX ? 12 : y < top + 28 + EDGE_PX && y > top ? -12 : 0;
  const before = [view.scrollLeft, view.scrollTop];
  view.scrollBy(across, along);
  return before[0] !== view.scrollLeft || before[1] !== view.scrollTop;
}
