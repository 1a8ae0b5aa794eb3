import { Button } from '@mantine/core';
import { Chips } from '../chips/chips';
import { DayFilters } from '../chips/day-filters';
import { Notice } from '../look/notice';
import { useDesk } from '../live/desk-context';
import { useCell, useCellPart } from '../live/use-cell';
import { FirstRun } from '../setup/first-run';
import { Legend } from './legend';
import { LoadingDay } from './loading-day';
import { Timeline } from './timeline';
import board from '../board.module.css';
import chips from '../chips/chips.module.css';
import css from './timeline.module.css';

export function DayPane() {
  const { store, opening, openAgain, lifted } = useDesk();
  const state = useCell(opening);
  const visits = useCell(store.count);
  // With a visit in the air the rows stay where they are while another day is fetched: it is over one of them.
  const isCarrying = useCellPart(lifted, (is) => is !== null);
  if (state.is === 'loading' && !isCarrying) return <LoadingDay />;
  if (state.is === 'failed')
    return (
      <div className={board.failed}>
        <Notice tone="bad">{state.say}</Notice>
        <Button onClick={() => void openAgain()}>Try again</Button>
      </div>
    );
  return (
    <>
      <div className={chips.bar}>
        <Chips />
        <DayFilters />
      </div>
      <FirstRun />
      {visits === 0 && !isCarrying && (
        <p className={css.empty} role="status">
          No visits on this day yet.
        </p>
      )}
      <Timeline />
      <Legend />
    </>
  );
}
