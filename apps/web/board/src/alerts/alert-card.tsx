import { memo, useState } from 'react';
import type { BoardAlert } from '#store/views';
import { Icon } from '../look/icon';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { useIsLive } from '../live/use-is-live';
import { showTechnician } from '../timeline/show-technician';
import { AlertDue } from './alert-due';
import { alertWords } from './alert-words';
import { CloseAlert } from './close-alert';
import { ToldButton } from './told-button';
import css from './alerts.module.css';

export const AlertCard = memo(function AlertCard({ alert }: { alert: BoardAlert }) {
  const desk = useDesk();
  const isLive = useIsLive();
  const isOpen = useCellPart(desk.selected, (id) => id !== null && id === alert.workOrderId);
  const [isClosing, setClosing] = useState(false);
  const { says, icon } = alertWords(alert.kind);

  function open() {
    desk.alertAt.set(alert.id);
    if (alert.workOrderId) desk.select(alert.workOrderId);
    else if (alert.technicianId) showTechnician(alert.technicianId);
  }

  return (
    <li className={css.card} data-kind={alert.kind} data-open={isOpen || undefined}>
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
      {isClosing ? (
        <CloseAlert alertId={alert.id} onDone={() => setClosing(false)} />
      ) : (
        <button
          type="button"
          className={css.close}
          data-close-alert={alert.id}
          disabled={!isLive}
          onClick={() => setClosing(true)}
        >
          Close…
        </button>
      )}
    </li>
  );
});
