import { useEffect } from 'react';
import { BOARD_KEYS } from './keys/board-keys';
import { GO_KEYS } from './keys/go-keys';
import { address } from './live/address';
import { useDesk } from './live/desk-context';
import { moveByKey, speakPlaces } from './place/place-keys';
import { isElsewhere } from './setup/asked';

/** The keys of the board, wherever the focus is but in a field that is written in. */
export function useBoardKeys(): void {
  const desk = useDesk();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && event.key.toLowerCase() === 'k' && !isElsewhere(address.get())) desk.overlay.set('palette');
      else if (isCommand || isWriting(event.target)) return;
      else if (desk.overlay.get() === 'palette' && event.key.length === 1)
        desk.typedAhead.set(desk.typedAhead.get() + event.key);
      else if (desk.overlay.get()) return;
      else if (desk.isGoing.get()) goBy(event);
      else if (event.key === 'Escape' && desk.selected.get()) closeStory();
      else {
        const keys = isElsewhere(address.get()) ? BOARD_KEYS.filter(({ everywhere }) => everywhere) : BOARD_KEYS;
        const pressed = keys.find(({ key }) => key === (event.shiftKey ? event.key : event.key.toLowerCase()));
        if (!pressed) return;
        pressed.act(desk);
      }
      event.preventDefault();
    };
    /** The key after G; one that leads nowhere has no other meaning either. */
    const goBy = ({ key }: KeyboardEvent) => {
      if (key === 'Shift') return;
      desk.isGoing.set(false);
      GO_KEYS.find((to) => to.key === key.toLowerCase())?.go(desk);
    };
    const stay = () => desk.isGoing.set(false);
    /** Before anything else: while a visit is in the air the arrows move it and nothing else. */
    const whileMoving = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || isWriting(event.target) || !moveByKey(desk, event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const closeStory = () => {
      const bar = document.querySelector<HTMLElement>('[data-visit][aria-pressed="true"]');
      desk.select(null);
      // The keyboard goes back to where the story was opened from; on a card of the list it is there still.
      if (!document.activeElement?.closest('[data-queued]')) bar?.focus();
    };
    const quiet = speakPlaces(desk);
    addEventListener('keydown', whileMoving, { capture: true });
    addEventListener('keydown', onKey);
    addEventListener('pointerdown', stay);
    return () => {
      quiet();
      removeEventListener('keydown', whileMoving, { capture: true });
      removeEventListener('keydown', onKey);
      removeEventListener('pointerdown', stay);
    };
  }, [desk]);
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
