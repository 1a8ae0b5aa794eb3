import { useEffect } from 'react';
import { stepAlert } from './alerts/step-alert';
import { address } from './live/address';
import { useDesk } from './live/desk-context';
import { isRight } from './right/asked';
import { undoLast } from './undo/last-change';

/** Single letters and no Alt: browsers and screen readers keep those for themselves. */
export function useBoardKeys(): void {
  const desk = useDesk();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      const key = event.key.toLowerCase();
      const hasAlerts = !isRight(address.get());
      if (hasAlerts && key === 'j') stepAlert(desk, 1);
      else if (hasAlerts && key === 'k') stepAlert(desk, -1);
      else if (key === 'z' && desk.lastChange.get()?.undo) void undoLast(desk);
      else if (event.key === 'Escape' && desk.selected.get()) closeStory();
      else return;
      event.preventDefault();
    };
    const closeStory = () => {
      const bar = document.querySelector<HTMLElement>('[data-visit][aria-pressed="true"]');
      desk.select(null);
      // The keyboard goes back to where the story was opened from.
      bar?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [desk]);
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
