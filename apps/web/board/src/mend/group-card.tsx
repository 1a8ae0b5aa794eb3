import type { MendingRowView } from '#store/views';
import { useDesk } from '../live/desk-context';
import { Icon } from '../look/icon';
import { saySpan } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';
import type { Group } from './mending';
import css from './mend.module.css';

type Props = {
  readonly group: Group;
  readonly zone: string;
  readonly isDone: boolean;
  readonly isWanted: boolean;
  readonly canChoose: boolean;
  readonly onToggle: () => void;
};

/** One visit that needs somebody else, with whoever makes room for it. */
export function GroupCard({ group, zone, isDone, isWanted, canChoose, onToggle }: Props) {
  const lines = group.rows.map((row) => (
    <RowLine key={row.id} row={row} zone={zone} isFirst={row.appointmentId === group.orphanId} isDone={isDone} />
  ));
  if (isDone || group.rows[0]!.kind === 'stay')
    return (
      <li className={css.group} data-outcome={group.rows[0]!.outcome ?? undefined}>
        {lines}
      </li>
    );
  return (
    <li className={css.group}>
      <label className={css.choice}>
        <input type="checkbox" checked={isWanted} disabled={!canChoose} onChange={onToggle} />
        <span>{lines}</span>
      </label>
    </li>
  );
}

type LineProps = {
  readonly row: MendingRowView;
  readonly zone: string;
  readonly isFirst: boolean;
  readonly isDone: boolean;
};

function RowLine({ row, zone, isFirst, isDone }: LineProps) {
  const { select } = useDesk();
  const time = saySpan(row.window, zone);
  return (
    <span className={css.line}>
      <span>
        {!isFirst && <span className={css.quiet}>to make room: </span>}
        <b>
          <bdi>{row.customer}</bdi>
        </b>{' '}
        {time}
      </span>
      <span className={css.what}>
        <What row={row} zone={zone} />
      </span>
      {isDone && row.outcome && (
        <span className={css.outcome} data-outcome={row.outcome}>
          <Icon
            name={row.outcome === 'applied' ? 'check' : row.outcome === 'rejected' ? 'warning' : 'info'}
            size={12}
          />{' '}
          {row.outcome === 'rejected' ? `Not done: ${row.says}` : row.says}{' '}
          <button type="button" className={css.link} onClick={() => select(row.workOrderId)}>
            Story<span className={css.hidden}> of {row.customer}</span>
          </button>
        </span>
      )}
    </span>
  );
}

function What({ row, zone }: { row: MendingRowView; zone: string }) {
  const dayOf = useSayDayOf(zone);
  if (row.kind === 'move')
    return (
      <>
        <bdi>{row.from}</bdi> <Icon name="road" size={12} />
        <span className={css.hidden}>to</span> <bdi>{row.to}</bdi>, {drivingSaid(row.detourMinutes ?? 0)}, keeps the
        time
      </>
    );
  if (row.kind === 'stay')
    return (
      <>
        nobody else can keep the time: stays with <bdi>{row.from}</bdi>, who is late
      </>
    );
  if (!row.choices.length) return <>nobody can keep the time and no other is free: a person calls</>;
  const times = row.choices.map((choice) => `${dayOf(choice.from)}${saySpan(choice, zone)}`);
  return <>nobody else can keep the time: is offered {times.join(', ')}</>;
}

function drivingSaid(minutes: number): string {
  const whole = Math.round(minutes);
  return whole > 0 ? `${whole} min more driving` : 'no more driving';
}
