import { VisuallyHidden } from '@mantine/core';
import { type CSSProperties, memo } from 'react';
import type { BoardVisit } from '#store/views';
import type { Cell } from '../live/cell';
import { useDesk } from '../live/desk-context';
import { driftOf, stayOf } from '../live/stay';
import { kindsOf } from '../live/visit-kinds';
import { useCell, useCellPart } from '../live/use-cell';
import { sayTime } from '../time/say-time';
import { Icon } from '../look/icon';
import { atMinutes } from './at-minutes';
import { BarFlags } from './bar-flag-icons';
import { barLabel, barRest } from './bar-label';
import { barLook } from './bar-look';
import { useDayFrom } from './use-day-from';
import css from './timeline.module.css';

type Props = { readonly watched: Cell<BoardVisit>; readonly lane: number; readonly overlap: string | null };

/** One visit: its bar, under it the promised window, and where it is expected instead when that is elsewhere. */
export const VisitBar = memo(function VisitBar({ watched, lane, overlap }: Props) {
  const { select, selected, lifted } = useDesk();
  const visit = useCell(watched);
  const dayFrom = useDayFrom();
  const isOpen = useCellPart(selected, (id) => id === visit.workOrderId);
  const isLifted = useCellPart(lifted, (is) => is?.visit.appointmentId === visit.appointmentId);
  const stay = stayOf(visit);
  const drift = driftOf(visit);
  const { tint, icon, words } = barLook(visit);
  if (!stay) return null;

  return (
    <div
      className={css.mark}
      style={{ '--lane': lane } as CSSProperties}
      data-open={isOpen || undefined}
      data-lifted={isLifted || undefined}
      data-kinds={[...kindsOf(visit), ...(overlap ? ['overlap'] : [])].join(' ')}
    >
      <button
        type="button"
        className={css.bar}
        style={atMinutes(stay, dayFrom)}
        data-visit={visit.appointmentId}
        data-tint={tint}
        data-risk={visit.atRisk || undefined}
        aria-keyshortcuts="m"
        aria-pressed={isOpen}
        title={[barLabel(visit), overlap].filter(Boolean).join('. ')}
        onClick={() => select(visit.workOrderId)}
      >
        <span className={css.who}>
          <bdi>{visit.customer}</bdi>
          <BarFlags visit={visit} />
        </span>{' '}
        <span className={css.state}>
          <Icon name={icon} size={12} />
          <span>{words}</span>
        </span>{' '}
        <span className={css.work}>
          {visit.atRisk && <b className={css.risk}>at risk</b>}
          {overlap && (
            <b className={css.overlap}>
              <bdi>{overlap}</bdi>
            </b>
          )}{' '}
          <bdi>{visit.work}</bdi>
        </span>
        <VisuallyHidden component="span">. {barRest(visit).join('. ')}</VisuallyHidden>
      </button>
      {visit.window && <span className={css.window} style={atMinutes(visit.window, dayFrom)} />}
      {drift && (
        <span
          className={css.drift}
          style={atMinutes(drift, dayFrom)}
          data-risk={visit.atRisk || undefined}
          aria-hidden="true"
        >
          {sayTime(drift.from, visit.zone)} <bdi>{visit.customer}</bdi>
        </span>
      )}
    </div>
  );
});
