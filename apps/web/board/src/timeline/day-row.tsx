import { type CSSProperties, memo, type ReactNode } from 'react';
import type { Span } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { atMinutes } from './at-minutes';
import { useDayFrom } from './use-day-from';
import { VisitBar } from './visit-bar';
import css from './timeline.module.css';

type Props = {
  readonly rowKey: string;
  readonly label: ReactNode;
  readonly name: string;
  readonly shifts?: readonly Span[];
};

/** The day of one technician, or of those visits that have none. */
export const DayRow = memo(function DayRow({ rowKey, label, name, shifts = [] }: Props) {
  const { store } = useDesk();
  const { lanes, places } = useCell(store.row(rowKey));
  const dayFrom = useDayFrom();
  return (
    <li className={css.row} data-row={rowKey} aria-label={name}>
      <div className={css.label} id={`row-${rowKey}`} tabIndex={-1}>
        {label}
      </div>
      <div className={css.track} style={{ '--lanes': lanes } as CSSProperties}>
        {shifts.map((shift) => (
          <span key={shift.from} className={css.shift} style={atMinutes(shift, dayFrom)} />
        ))}
        <span className={css.hours} />
        {places.map(({ appointmentId, lane }) => {
          const visit = store.visit(appointmentId);
          return visit && <VisitBar key={appointmentId} watched={visit} lane={lane} />;
        })}
      </div>
    </li>
  );
});
