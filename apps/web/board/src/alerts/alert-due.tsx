import type { BoardAlert } from '#store/views';
import { useNow } from '../live/use-now';
import { minutesUntil, sayAgo, sayLeft } from '../time/say-minutes';
import css from './alerts.module.css';

/** How long is left; without a deadline, how long it has waited. */
export function AlertDue({ alert }: { alert: BoardAlert }) {
  const now = useNow(15);
  if (!alert.dueAt) return <span className={css.due}>{sayAgo(alert.openedAt, now)}</span>;
  const minutes = minutesUntil(alert.dueAt, now);
  return (
    <span className={css.due} data-urgent={minutes < URGENT_MINUTES || undefined}>
      {sayLeft(alert.dueAt, now)}
    </span>
  );
}

const URGENT_MINUTES = 10;
