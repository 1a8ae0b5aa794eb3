import { memo } from 'react';
import type { BoardTechnician } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { CannotWork } from '../mend/cannot-work';
import { Phones } from '../technicians/phones';
import { DayRow } from './day-row';
import { TechnicianFacts } from './technician-facts';
import css from './timeline.module.css';

export const TechnicianRow = memo(function TechnicianRow({ technician }: { technician: BoardTechnician }) {
  return (
    <DayRow
      rowKey={technician.id}
      technicianId={technician.id}
      name={technician.name}
      shifts={technician.shifts}
      breaks={technician.breaks}
      label={<TechnicianLabel technician={technician} />}
    />
  );
});

function TechnicianLabel({ technician }: { technician: BoardTechnician }) {
  const waiting = useCellPart(useDesk().store.row(technician.id), ({ notAccepted }) => notAccepted);
  const skills = technician.skills.join(', ');
  return (
    <>
      <div className={css.named}>
        <bdi className={css.name} title={technician.name}>
          {technician.name}
        </bdi>
        <Phones technician={technician} />
        {technician.shifts.length > 0 && (
          <CannotWork troubled={{ technicianId: technician.id, name: technician.name }} />
        )}
      </div>
      <bdi className={css.skills} title={skills}>
        {technician.shifts.length ? skills : 'not on shift'}
      </bdi>
      <TechnicianFacts technician={technician} />
      {waiting > 0 && <span className={css.waiting}>{waiting} not accepted</span>}
    </>
  );
}
