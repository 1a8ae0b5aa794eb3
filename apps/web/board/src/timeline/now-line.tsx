import type { CSSProperties } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useNow } from '../live/use-now';
import { useDayFrom } from './use-day-from';
import css from './timeline.module.css';

/** Follows the clock of the house, at whatever rate that goes. */
export function NowLine() {
  const { from, to } = useCell(useDesk().store.frame);
  const now = useNow(15);
  const minute = (now - Date.parse(useDayFrom())) / 60_000;
  if (!(minute >= from && minute <= to)) return null;
  return (
    <div className={css.over} aria-hidden="true">
      <span className={css.now} style={{ '--at': minute } as CSSProperties} data-now />
    </div>
  );
}
