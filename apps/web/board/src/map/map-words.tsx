import type { BoardTechnician } from '#store/views';
import { useDesk } from '../live/desk-context';
import { useCell, useCellPart } from '../live/use-cell';
import { useNow } from '../live/use-now';
import { sayMinutes } from '../time/say-minutes';
import { sayTime } from '../time/say-time';
import { barLook } from '../timeline/bar-look';
import { aheadOf } from './map-data';
import css from './map.module.css';

/** The map in words: who was seen when, and where he goes next. */
export function MapWords({ followed }: { followed: string | null }) {
  const technicians = useCell(useDesk().store.technicians);
  return (
    <ul className={css.words} data-map-words="" aria-label="Technicians, where they are and where they go">
      {technicians.map((technician) => (
        <TechnicianWords key={technician.id} technician={technician} isFollowed={followed === technician.id} />
      ))}
    </ul>
  );
}

function TechnicianWords({ technician, isFollowed }: { technician: BoardTechnician; isFollowed: boolean }) {
  const desk = useDesk();
  const position = useCell(desk.positions.of(technician.id));
  useCellPart(desk.store.row(technician.id), ({ minutes, starts }) => `${minutes} ${starts}`);
  const now = useNow(30);
  const ahead = aheadOf(desk, technician.id);
  const minutes = position ? Math.max(0, (now - position.at) / 60_000) : null;
  return (
    <li>
      <button
        type="button"
        aria-pressed={isFollowed}
        onClick={() => desk.followed.set(isFollowed ? null : technician.id)}
      >
        <bdi>{technician.name}</bdi>
      </button>
      <span className={css.quiet}>
        {minutes === null ? 'no position' : minutes < 1 ? 'seen just now' : `seen ${sayMinutes(minutes)} ago`}
      </span>
      {isFollowed && (
        <ol>
          {ahead.length === 0 && <li>Nothing ahead today.</li>}
          {ahead.map((visit) => (
            <li key={visit.appointmentId}>
              <button type="button" onClick={() => desk.select(visit.workOrderId)}>
                <bdi>{visit.customer}</bdi>
              </button>{' '}
              {visit.ticket && sayTime(visit.ticket.planned.from, visit.zone)}, <bdi>{visit.street}</bdi>,{' '}
              {barLook(visit).words}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
