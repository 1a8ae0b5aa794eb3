import { type CSSProperties, memo, type ReactNode, useRef } from 'react';
import type { Span } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { Ghost } from '../place/ghost';
import { atMinutes } from './at-minutes';
import { Drives } from './drives';
import { useIsNear } from './use-is-near';
import { useDayFrom } from './use-day-from';
import { VisitBar } from './visit-bar';
import css from './timeline.module.css';

type Props = {
  readonly rowKey: string;
  /** Whose day it is; nothing can be put on the rows of nobody. */
  readonly technicianId?: string;
  /** What stands at the head of the row; of a row far from the view, less. */
  readonly label: (isNear: boolean) => ReactNode;
  readonly name: string;
  /** One of the first, drawn at once. */
  readonly isFirst?: boolean;
  readonly shifts?: readonly Span[];
  readonly breaks?: readonly Span[];
};

/** The day of one technician, or of those visits that have none. */
export const DayRow = memo(function DayRow({
  rowKey,
  technicianId,
  label,
  name,
  isFirst = false,
  shifts = [],
  breaks = [],
}: Props) {
  const { store } = useDesk();
  const { lanes, places } = useCell(store.row(rowKey));
  const dayFrom = useDayFrom();
  const row = useRef<HTMLLIElement>(null);
  const isNear = useIsNear(row, isFirst);
  return (
    <li className={css.row} ref={row} data-row={rowKey} data-technician={technicianId} aria-label={name}>
      <div className={css.label} id={`row-${rowKey}`} tabIndex={-1}>
        {label(isNear)}
      </div>
      <div className={css.track} data-track="" style={{ '--lanes': lanes } as CSSProperties}>
        {isNear &&
          shifts.map((shift) => <span key={shift.from} className={css.shift} style={atMinutes(shift, dayFrom)} />)}
        {isNear &&
          breaks.map((rest) => (
            <span key={rest.from} className={css.rest} style={atMinutes(rest, dayFrom)} title="Break" />
          ))}
        <span className={css.hours} />
        {isNear && technicianId && <Drives technicianId={technicianId} />}
        {isNear &&
          places.map(({ appointmentId, lane, overlap }) => {
            const visit = store.visit(appointmentId);
            return visit && <VisitBar key={appointmentId} watched={visit} lane={lane} overlap={overlap} />;
          })}
        {isNear && technicianId && <Ghost technicianId={technicianId} />}
      </div>
    </li>
  );
});
