import { AlertList } from './alerts/alert-list';
import { DayPane } from './timeline/day-pane';
import { useDesk } from './live/desk-context';
import { useCell } from './live/use-cell';
import { StoryPane } from './story/story-pane';
import css from './board.module.css';

/** Alerts, day and story beside each other. The day takes the room of the story while none is open. */
export function WideBoard() {
  const workOrderId = useCell(useDesk().selected);
  return (
    <div className={`${css.wide} ${workOrderId ? css.withStory : ''}`}>
      <aside className={css.alerts} aria-label="Alerts">
        <AlertList />
      </aside>
      <main className={css.day} aria-label="Day">
        <DayPane />
      </main>
      {workOrderId && (
        <aside className={css.story} aria-label="Story">
          <StoryPane key={workOrderId} workOrderId={workOrderId} />
        </aside>
      )}
    </div>
  );
}
