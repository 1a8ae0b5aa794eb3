import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useIsLive } from '../live/use-is-live';
import { useNow } from '../live/use-now';
import { Icon } from '../look/icon';
import { sayLeft } from '../time/say-minutes';
import { undoLast } from './last-change';
import css from './undo.module.css';

/**
 * What was changed last, with the way back; at the foot of the board, where it covers nothing and stays whichever story
 * is opened. The live region is there from the start: screen readers miss what comes together with its region.
 */
export function UndoNotice() {
  const desk = useDesk();
  const last = useCell(desk.lastChange);
  const canAct = useIsLive();
  const now = useNow(15);
  const isOver = last?.undo && Date.parse(last.undo.until) <= now;
  useEffect(() => {
    if (isOver) desk.lastChange.set(null);
  }, [desk, isOver]);
  return (
    <div className={css.foot} data-shown={last ? true : undefined}>
      <p className={css.says} role="status" data-tone={last?.isBad ? 'bad' : undefined}>
        {last && (
          <>
            <Icon name={last.isBad ? 'warning' : 'check'} /> <bdi>{last.says}</bdi>
          </>
        )}
      </p>
      {last?.undo && (
        <>
          <Button size="compact-sm" disabled={!canAct} aria-keyshortcuts="z" onClick={() => void undoLast(desk)}>
            Undo (Z)
          </Button>
          <span className={css.left}>{sayLeft(last.undo.until, now)}</span>
        </>
      )}
      {last && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => desk.lastChange.set(null)}>
          Dismiss
        </Button>
      )}
    </div>
  );
}
