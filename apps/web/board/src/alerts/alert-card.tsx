import { memo, useState } from 'react';
import type { BoardAlert } from '#store/views';
import { Icon } from '../look/icon';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { useIsLive } from '../live/use-is-live';
import { showTechnician } from '../timeline/show-technician';
import { AlertDue } from './alert-due';
import { alertWords } from './alert-words';
import { awakeAlerts } from './aside';
import { CloseAlert } from './close-alert';
import { SnoozeAlert } from './snooze-alert';
import { ToldButton } from './told-button';
import css from './alerts.module.css';

export const AlertCard = memo(function AlertCard({ alert }: { alert: BoardAlert }) {
  const desk = useDesk();
  const isLive = useIsLive();
  const isOpen = useCellPart(desk.selected, (id) => id !== null && id === alert.workOrderId);
  const [form, setForm] = useState<'close' | 'snooze' | null>(null);
  const { says, icon } = alertWords(alert.kind);

  function open() {
    desk.alertAt.set({ id: alert.id, nth: awakeAlerts(desk).indexOf(alert) });
    if (alert.workOrderId) desk.select(alert.workOrderId);
    else if (alert.technicianId) showTechnician(alert.technicianId);
  }

  /** The keyboard goes back to the card. */
  function done() {
    setForm(null);
    document.getElementById(`alert-${alert.id}`)?.focus();
  }

  return (
    <li className={css.card} data-queued="" data-kind={alert.kind} data-open={isOpen || undefined}>
      <button type="button" id={`alert-${alert.id}`} className={css.open} onClick={open} aria-pressed={isOpen}>
        <span className={css.head}>
          <span className={css.kind}>
            <Icon name={icon} /> {says}
          </span>
          <AlertDue alert={alert} />
        </span>
        <bdi className={css.says}>{alert.says}</bdi>
      </button>
      {alert.kind === 'phone-only' && <ToldButton alertId={alert.id} />}
      {form === 'close' && <CloseAlert alertId={alert.id} onDone={done} />}
      {form === 'snooze' && <SnoozeAlert alertId={alert.id} onDone={done} />}
      {form === null && (
        <div className={css.ways}>
          <button
            type="button"
            data-snooze-alert={alert.id}
            aria-keyshortcuts="s"
            disabled={!isLive}
            onClick={() => setForm('snooze')}
          >
            Snooze…
          </button>
          <button
            type="button"
            data-close-alert={alert.id}
            aria-keyshortcuts="x"
            disabled={!isLive}
            onClick={() => setForm('close')}
          >
            Close…
          </button>
        </div>
      )}
    </li>
  );
});
