import { type CSSProperties, useEffect, useRef } from 'react';
import { useDesk } from '../live/desk-context';
import { CALLED_OFF, UNASSIGNED } from '../live/row-of';
import { useCell } from '../live/use-cell';
import { Axis } from './axis';
import { LooseRow } from './loose-row';
import { NowLine } from './now-line';
import { TechnicianRow } from './technician-row';
import { useScrollToNow } from './use-scroll-to-now';
import { walk } from './walk';
import css from './timeline.module.css';

/** Technicians × day. */
export function Timeline() {
  const { store, selected } = useDesk();
  const { from, to } = useCell(store.frame);
  const technicians = useCell(store.technicians);
  const workOrderId = useCell(selected);
  const scroll = useRef<HTMLDivElement>(null);
  useScrollToNow(scroll);

  // The story has taken some of the room: what was picked must not slide out of sight.
  useEffect(() => {
    const open = scroll.current?.querySelector('[data-visit][aria-pressed="true"]');
    open?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [workOrderId]);

  return (
    <div className={css.scroll} ref={scroll} onKeyDown={walk}>
      <div className={css.grid} style={{ '--from': from, '--length': Math.max(60, to - from) } as CSSProperties}>
        <Axis />
        <ol className={css.rows} aria-label="Technicians and their visits">
          <LooseRow rowKey={UNASSIGNED} name="Unassigned" />
          {technicians.map((technician) => (
            <TechnicianRow key={technician.id} technician={technician} />
          ))}
          <LooseRow rowKey={CALLED_OFF} name="Called off" />
        </ol>
        <NowLine />
      </div>
    </div>
  );
}
