import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import { useDesk } from '../live/desk-context';
import { CALLED_OFF, UNASSIGNED } from '../live/row-of';
import { useCell, useCellPart } from '../live/use-cell';
import { useView } from '../live/use-view';
import { useDrag } from '../place/use-drag';
import { Axis } from './axis';
import { LooseRow } from './loose-row';
import { NowLine } from './now-line';
import { arranged } from './shown-technicians';
import { TechnicianRow } from './technician-row';
import { useScrollToNow } from './use-scroll-to-now';
import { walk } from './walk';
import css from './timeline.module.css';

/** As many rows as a screen holds are drawn before the browser has said which of them are in view. */
const FIRST_ROWS = 12;

/** Technicians × day. */
export function Timeline() {
  const { store, selected } = useDesk();
  const { from, to } = useCell(store.frame);
  const technicians = useCell(store.technicians);
  const view = useView();
  const planned = useCellPart(store.planned, (times) => (view.sort === 'name' ? 0 : times));
  const shown = useMemo(() => arranged({ store }, technicians, view), [store, technicians, view, planned]);
  const workOrderId = useCell(selected);
  const scroll = useRef<HTMLDivElement>(null);
  useScrollToNow(scroll);
  useDrag(scroll);

  // The story has taken some of the room: what was picked must not slide out of sight.
  useEffect(() => {
    const open = scroll.current?.querySelector('[data-visit][aria-pressed="true"]');
    open?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [workOrderId]);

  return (
    <div className={css.scroll} ref={scroll} onKeyDown={walk}>
      <div
        className={css.grid}
        style={{ '--from': from, '--length': Math.max(60, to - from) } as CSSProperties}
        data-show={view.show ?? undefined}
        data-density={view.density}
      >
        <Axis />
        <ol className={css.rows} aria-label="Technicians and their visits">
          <LooseRow rowKey={UNASSIGNED} name="Unassigned" />
          {shown.map((technician, nth) => (
            <TechnicianRow key={technician.id} technician={technician} isFirst={nth < FIRST_ROWS} />
          ))}
          {shown.length === 0 && technicians.length > 0 && (
            <li className={css.noRow}>Nobody has what is asked for. Change the filters above.</li>
          )}
          <LooseRow rowKey={CALLED_OFF} name="Called off" />
        </ol>
        <NowLine />
      </div>
    </div>
  );
}
