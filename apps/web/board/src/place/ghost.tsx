import type { CSSProperties } from 'react';
import { useDesk } from '../live/desk-context';
import { useCell, useCellPart } from '../live/use-cell';
import { Icon } from '../look/icon';
import { sayTime } from '../time/say-time';
import { useDayFrom } from '../timeline/use-day-from';
import { minutesAfter } from '../timeline/at-minutes';
import { placeWords } from './place-words';
import css from './place.module.css';

/** The visit in the air over this row, where it would stand and what that means. */
export function Ghost({ technicianId }: { technicianId: string }) {
  const { lifted } = useDesk();
  const isHere = useCellPart(lifted, (is) => is?.technicianId === technicianId);
  return isHere ? <GhostHere /> : null;
}

function GhostHere() {
  const lifted = useCell(useDesk().lifted);
  const dayFrom = useDayFrom();
  if (!lifted) return null;
  const { visit, at, minutes } = lifted;
  const { tone, icon, says } = placeWords(lifted);
  const style = { '--at': minutesAfter(at, dayFrom), '--for': minutes } as CSSProperties;
  return (
    <div className={css.ghost} style={style} data-tone={tone} data-ghost={tone} aria-hidden="true">
      <b>{sayTime(at, visit.zone)}</b> <bdi>{visit.customer}</bdi>
      <span className={css.why}>
        <Icon name={icon} size={12} /> <bdi>{says}</bdi>
      </span>
    </div>
  );
}
