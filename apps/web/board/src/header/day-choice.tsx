import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '../look/icon';
import type { BoardTitle } from '../live/board-store';
import { useDesk } from '../live/desk-context';
import { useCellPart } from '../live/use-cell';
import { showDay } from '../place/other-day';
import { dayAt, plusDays, sayDay } from '../time/day';
import css from './header.module.css';

export function DayChoice({ title }: { title: BoardTitle }) {
  const desk = useDesk();
  const today = useCellPart(desk.clock.now, (now) => dayAt(now, title.zone));
  const open = (day: string) => void showDay(desk, day);
  return (
    <nav className={css.days} aria-label="Day shown">
      <ActionIcon
        variant="default"
        aria-label="Previous day"
        data-day-step="-1"
        onClick={() => open(plusDays(title.day, -1))}
      >
        <Icon name="left" />
      </ActionIcon>
      <strong className={css.day}>{sayDay(title.day)}</strong>
      <ActionIcon
        variant="default"
        aria-label="Next day"
        data-day-step="1"
        onClick={() => open(plusDays(title.day, 1))}
      >
        <Icon name="right" />
      </ActionIcon>
      <Button size="compact-sm" variant="default" disabled={title.day === today} onClick={() => open(today)}>
        Today
      </Button>
    </nav>
  );
}
