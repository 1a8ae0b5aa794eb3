import type { BoardVisit } from '#store/views';
import { barLook } from '../timeline/bar-look';
import { saySpan } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';
import css from './story.module.css';

/** The other visits of the same order, each in a line. */
export const OtherVisits = ({ others }: { others: readonly BoardVisit[] }) =>
  others.length > 0 && (
    <ul className={css.others} aria-label="Other visits of this order">
      {others.map((visit) => (
        <li key={visit.appointmentId}>
          <OtherVisit visit={visit} />
        </li>
      ))}
    </ul>
  );

function OtherVisit({ visit }: { visit: BoardVisit }) {
  const { window, work, zone, ticket, state, suspended } = visit;
  const sayDayOf = useSayDayOf(zone);
  return (
    <span className={css.quiet}>
      <bdi>{work}</bdi>: {window ? `${sayDayOf(window.from)}${saySpan(window, zone)}` : 'no time yet'}
      {state !== 'requested' && `, ${suspended ? 'kept, not confirmed' : barLook(visit).words}`}
      {ticket && (
        <>
          , <bdi>{ticket.technician}</bdi>
        </>
      )}
    </span>
  );
}
