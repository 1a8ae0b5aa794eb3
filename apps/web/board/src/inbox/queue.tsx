import { useState } from 'react';
import { AlertList } from '../alerts/alert-list';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { Inbox } from './inbox';
import { useInbox } from './use-inbox';
import css from './inbox.module.css';

/** What waits for somebody at the desk: alerts, or the conversations among them by themselves. */
export function Queue() {
  const [shown, setShown] = useState<'alerts' | 'inbox'>('alerts');
  const alerts = useCellPart(useDesk().store.alerts, (all) => all.length);
  const inbox = useInbox();
  const waiting = inbox.is === 'ready' ? inbox.conversations.length : 0;
  return (
    <>
      <div className={css.choice} role="group" aria-label="What is listed">
        <button type="button" aria-pressed={shown === 'alerts'} onClick={() => setShown('alerts')}>
          All alerts ({alerts})
        </button>
        <button type="button" aria-pressed={shown === 'inbox'} onClick={() => setShown('inbox')}>
          Inbox ({waiting})
        </button>
      </div>
      {shown === 'alerts' ? <AlertList /> : <Inbox />}
    </>
  );
}
