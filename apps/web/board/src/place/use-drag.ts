import { type RefObject, useEffect } from 'react';
import { useDesk } from '../live/desk-context';
import { drop } from './drop';
import { carry, letGo, lift } from './lifted';
import { snap } from './snap';

/** So far the pointer has to go before a press becomes a drag: below it is a click that opens the story. */
const FAR_PX = 5;
/** Near an edge of the view it scrolls along. */
const EDGE_PX = 48;
/** The column of names, which stays where it is: `--names` in timeline.module.css. */
const NAMES_PX = 180;

/**
 * Visits are dragged with the mouse or a pen. A finger scrolls, as everywhere; on touch screens a visit is moved from
 * its story.
 */
export function useDrag(scroll: RefObject<HTMLElement | null>): void {
  const desk = useDesk();
  useEffect(() => {
    const view = scroll.current;
    if (!view) return;
    let pressed: { readonly bar: HTMLElement; readonly x: number; readonly y: number; readonly grab: number } | null =
      null;
    let isShort = false;
    let pointer = { x: 0, y: 0 };
    let frame = 0;

    const onDown = (event: PointerEvent) => {
      const bar = (event.target as Element).closest<HTMLElement>('[data-visit]');
      if (!bar || event.button !== 0 || event.pointerType === 'touch' || desk.lifted.get()) return;
      pressed = { bar, x: event.clientX, y: event.clientY, grab: event.clientX - bar.getBoundingClientRect().left };
    };
    const onMove = (event: PointerEvent) => {
      if (!pressed) return;
      pointer = { x: event.clientX, y: event.clientY };
      isShort = event.shiftKey;
      if (!desk.lifted.get()) {
        if (Math.hypot(pointer.x - pressed.x, pointer.y - pressed.y) < FAR_PX) return;
        const visit = desk.store.visit(pressed.bar.dataset['visit']!)?.get();
        if (!visit || !lift(desk, visit, 'pointer')) return void (pressed = null);
        getSelection()?.removeAllRanges();
        document.body.dataset['dragging'] = '';
      }
      event.preventDefault();
      frame ||= requestAnimationFrame(follow);
    };
    /** At most once a frame, however fast the pointer. */
    const follow = () => {
      frame = 0;
      if (!pressed || !desk.lifted.get()) return;
      if (scrollAtEdges(view, pointer)) frame = requestAnimationFrame(follow);
      const under = document.elementsFromPoint(pointer.x, pointer.y);
      const row = under
        .map((element) => element.closest<HTMLElement>('[data-technician]'))
        .find((found) => found !== null);
      const lifted = desk.lifted.get();
      const track = view.querySelector('[data-track]')?.getBoundingClientRect();
      const title = desk.store.title.get();
      if (!lifted || !track || !title) return;
      const { from, to } = desk.store.frame.get();
      const minute = from + ((pointer.x - pressed.grab - track.left) / track.width) * (to - from);
      const at = snap(Date.parse(title.span.from) + minute * 60_000, isShort ? 5 : 15);
      carry(desk, row?.dataset['technician'] ?? lifted.technicianId, at);
    };
    const onUp = () => {
      if (!pressed) return;
      pressed = null;
      if (!desk.lifted.get()) return;
      cancelAnimationFrame(frame);
      frame = 0;
      delete document.body.dataset['dragging'];
      // The click that follows a drag is no wish to open the story.
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
      drop(desk);
    };
    const stop = () => {
      if (!pressed) return;
      pressed = null;
      delete document.body.dataset['dragging'];
      letGo(desk);
    };
    const onKey = (event: KeyboardEvent) => {
      if (pressed && event.key === 'Escape' && desk.lifted.get()) {
        event.preventDefault();
        event.stopPropagation();
        stop();
      }
    };
    const gone = desk.liveness.subscribe(() => {
      if (desk.liveness.get().is !== 'live') {
        stop();
        letGo(desk);
      }
    });
    view.addEventListener('pointerdown', onDown);
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', stop);
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      gone();
      cancelAnimationFrame(frame);
      view.removeEventListener('pointerdown', onDown);
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
