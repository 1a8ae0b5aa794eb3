import { memo } from 'react';
import type { BoardTechnician } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { CannotWork } from '../mend/cannot-work';
import { Phones } from '../technicians/phones';
import { DayRow } from './day-row';
import { TechnicianFacts } from './technician-facts';
import css from './timeline.module.css';

type Props = { readonly technician: BoardTechnician; readonly isFirst: boolean };

export const TechnicianRow = memo(function TechnicianRow({ technician, isFirst }: Props) {
  return (
    <DayRow
      rowKey={technician.id}
      technicianId={technician.id}
      name={technician.name}
      shifts={technician.shifts}
      breaks={technician.breaks}
      isFirst={isFirst}
      label={(isNear) => <TechnicianLabel technician={technician} isNear={isNear} />}
    />
  );
});

/** Far from the view only what says whose row it is; as high as near by, so that nothing moves while one scrolls. */
function TechnicianLabel({ technician, isNear }: { technician: BoardTechnician; isNear: boolean }) {
  const waiting = useCellPart(useDesk().store.row(technician.id), ({ notAccepted }) => notAccepted);
  const skills = technician.skills.join(', ');
  return (
    <>
      <div className={css.named}>
        <bdi className={css.name} title={technician.name}>
          {technician.name}
        </bdi>
        {isNear && <Phones technician={technician} />}
        {isNear && technician.shifts.length > 0 && (
          <CannotWork troubled={{ technicianId: technician.id, name: technician.name }} />
        )}
      </div>
      <bdi className={css.skills} title={skills}>
        {technician.shifts.length ? skills : 'not on shift'}
      </bdi>
      {isNear ? <TechnicianFacts technician={technician} /> : <span className={css.facts}>&nbsp;</span>}
      {waiting > 0 && <span className={css.waiting}>{waiting} not accepted</span>}
    </>
  );
}
