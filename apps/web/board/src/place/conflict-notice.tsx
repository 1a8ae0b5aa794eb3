import { Button } from '@mantine/core';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useIsLive } from '../live/use-is-live';
import { Icon } from '../look/icon';
import { barLook } from '../timeline/bar-look';
import { saySpan, sayTime } from '../time/say-time';
import css from './place.module.css';

/** Somebody was faster: what he made of it, and both ways on. */
export function ConflictNotice() {
  const desk = useDesk();
  const conflict = useCell(desk.conflict);
  const canAct = useIsLive();
  if (!conflict) return null;
  const { says, current, tryMine } = conflict;
  const { customer, ticket, window, zone } = current;
  const close = () => desk.conflict.set(null);
  return (
    <div className={css.conflict} role="alert">
      <p>
        <Icon name="warning" /> <bdi>{says}</bdi>{' '}
        <b>
          <bdi>{customer}</bdi> now: <bdi>{ticket?.technician ?? 'nobody has it'}</bdi>
          {ticket && `, ${sayTime(ticket.planned.from, zone)}, ${barLook(current).words}`}
          {window && `, promised ${saySpan(window, zone)}`}.
        </b>
      </p>
      <div className={css.buttons}>
        <Button size="compact-sm" variant="default" onClick={close}>
          Leave it so
        </Button>
        {tryMine && (
          <Button
            size="compact-sm"
            disabled={!canAct}
            onClick={() => {
              close();
              tryMine();
            }}
          >
            Try mine
          </Button>
        )}
      </div>
    </div>
  );
}
