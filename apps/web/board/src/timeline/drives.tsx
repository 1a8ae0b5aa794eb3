import type { CSSProperties } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { minutesAfter } from './at-minutes';
import { useDayFrom } from './use-day-from';
import css from './timeline.module.css';

/** The drives of a technician's day: a thin line before each visit, as long as the way there takes. */
export function Drives({ technicianId }: { technicianId: string }) {
  const drives = useCell(useDesk().drives.of(technicianId));
  const dayFrom = useDayFrom();
  return drives.map(({ appointmentId, arrives, minutes }) => (
    <span
      key={appointmentId}
      className={css.drive}
      style={{ '--at': minutesAfter(Date.parse(arrives), dayFrom) - minutes, '--for': minutes } as CSSProperties}
      title={`${Math.round(minutes)} min drive`}
    />
  ));
}
