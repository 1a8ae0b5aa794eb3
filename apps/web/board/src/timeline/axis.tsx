import type { CSSProperties } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { sayTime } from '../time/say-time';
import css from './timeline.module.css';

/** The hours of the day, as clocks in the company's zone show them. */
export function Axis() {
  const { store } = useDesk();
  const { from, to } = useCell(store.frame);
  const title = useCell(store.title);
  if (!title) return null;
  const first = Date.parse(title.span.from);
  const hours = Array.from({ length: Math.max(0, (to - from) / 60) }, (_, i) => from + i * 60);
  return (
    <div className={css.axis} aria-hidden="true">
      <div className={css.corner} />
      <div className={css.ticks}>
        {hours.map((minute) => (
          <span key={minute} className={css.tick} style={{ '--at': minute } as CSSProperties}>
            {sayTime(first + minute * 60_000, title.zone).replace(/:00(?= )/, '')}
          </span>
        ))}
      </div>
    </div>
  );
}
