import type { BoardVisit } from '#store/views';
import { useNow } from '../live/use-now';
import { stayOf } from '../live/stay';
import { sayAgo } from '../time/say-minutes';
import { sayTime, saySpan } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';
import css from './story.module.css';

/** Promised when, expected when and how sure, how old that is, and what the customer was told last. */
export function TimeTruth({ visit }: { visit: BoardVisit }) {
  const { window, eta, told, zone } = visit;
  const now = useNow(15);
  const sayDayOf = useSayDayOf(zone);
  const isAhead = visit.state === 'confirmed' || visit.state === 'requested';
  const stay = stayOf(visit);
  return (
    <p>
      {window ? (
        <>
          Promised{' '}
          <b>
            {sayDayOf(window.from)}
            {saySpan(window, zone)}
          </b>
          .
        </>
      ) : (
        'No time is promised yet.'
      )}{' '}
      {isAhead && eta && (
        <>
          Expected <b>{sayTime(eta.p50, zone)}</b> ({saySpan({ from: eta.p10, to: eta.p90 }, zone)}),{' '}
          <span className={css.quiet}>as of {sayAgo(eta.asOf, now)}</span>.
        </>
      )}
      {!eta && visit.ticket && stay && ['on_site', 'working', 'paused', 'completed'].includes(visit.ticket.state) && (
        <>
          Arrived <b>{sayTime(stay.from, zone)}</b>.
        </>
      )}
      {isAhead && told && (
        <span className={css.quiet}>
          {' '}
          Told {sayTime(told.p50, zone)} at {sayTime(told.at, zone)}.
        </span>
      )}
    </p>
  );
}
