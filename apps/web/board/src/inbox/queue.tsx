import { AlertList } from '../alerts/alert-list';
import { useAlerts } from '../alerts/aside';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { Inbox } from './inbox';
import { useInbox } from './use-inbox';
import css from './inbox.module.css';

/** What waits for somebody at the desk: alerts, or the conversations among them by themselves. */
export function Queue() {
  const { queue } = useDesk();
  const shown = useCell(queue);
  const alerts = useAlerts().awake.length;
  const inbox = useInbox();
  const waiting = inbox.is === 'ready' ? inbox.conversations.length : 0;
  const choice = (list: typeof shown, words: string) => (
    <button type="button" data-queue={list} aria-pressed={shown === list} onClick={() => queue.set(list)}>
      {words}
    </button>
  );
  return (
    <>
      <div className={css.choice} role="group" aria-label="What is listed">
        {choice('alerts', `All alerts (${alerts})`)}
        {choice('inbox', `Inbox (${waiting})`)}
      </div>
      {shown === 'alerts' ? <AlertList /> : <Inbox />}
    </>
  );
}
