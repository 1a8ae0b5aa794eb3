import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { saySeconds } from '../time/say-time';
import css from './header.module.css';

/** Whether the board can be believed. */
export function LiveState() {
  const desk = useDesk();
  const liveness = useCell(desk.liveness);
  const zone = useCell(desk.store.title)?.zone ?? 'UTC';
  return (
    <p className={css.live} data-is={liveness.is} role="status">
      <span className={css.lamp} aria-hidden="true" />
      {liveness.is === 'live' && 'Live'}
      {liveness.is === 'connecting' && 'Connecting…'}
      {liveness.is === 'lost' && `Not live since ${saySeconds(liveness.since, zone)}`}
    </p>
  );
}
