import type { BoardAlert } from '#store/views';
import { useDesk } from '../live/desk-context';
import { sayTime } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';
import { useAct } from '../wire/use-act';
import { Notice } from '../look/notice';
import { alertWords } from './alert-words';
import css from './alerts.module.css';

/** What somebody has laid aside: by whom and until when, and the way back before that. */
export const LaidAside = ({ alerts }: { alerts: readonly BoardAlert[] }) =>
  alerts.length > 0 && (
    <details className={css.aside}>
      <summary>Laid aside ({alerts.length})</summary>
      <ul>
        {alerts.map((alert) => (
          <AsideLine key={alert.id} alert={alert} />
        ))}
      </ul>
    </details>
  );

function AsideLine({ alert: { id, kind, says, workOrderId, snoozed } }: { alert: BoardAlert }) {
  const desk = useDesk();
  const zone = desk.store.title.get()?.zone ?? 'UTC';
  const sayDayOf = useSayDayOf(zone);
  const { act, isBusy, refused, canAct } = useAct();
  const { by, until } = snoozed!;
  return (
    <li>
      <b>{alertWords(kind).says}</b>{' '}
      <button type="button" disabled={!workOrderId} onClick={() => desk.select(workOrderId)}>
        <bdi>{says}</bdi>
      </button>
      <span className={css.quiet}>
        <bdi>{by}</bdi>, until {sayDayOf(until)}
        {sayTime(until, zone)}{' '}
        <button
          type="button"
          disabled={!canAct || isBusy}
          onClick={() => void act(`/api/alerts/${encodeURIComponent(id)}/snooze`, undefined, 'DELETE')}
        >
          Take up now
        </button>
      </span>
      {refused && <Notice tone="bad">{refused.say}</Notice>}
    </li>
  );
}
