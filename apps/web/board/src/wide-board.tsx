import { Queue } from './inbox/queue';
import { DayPane } from './timeline/day-pane';
import { useDesk } from './live/desk-context';
import { useCell } from './live/use-cell';
import { useView } from './live/use-view';
import { later } from './look/later';
import css from './board.module.css';

const MapPane = later(() => import('./map/map-pane').then((part) => part.MapPane));
const MendPane = later(() => import('./mend/mend-pane').then((part) => part.MendPane));
const StoryPane = later(() => import('./story/story-pane').then((part) => part.StoryPane));

/** Alerts, day and story beside each other. The day takes the room of the story while none is open; a day that is mended takes the place of the story. */
export function WideBoard() {
  const desk = useDesk();
  const workOrderId = useCell(desk.selected);
  const troubled = useCell(desk.troubled);
  const { map } = useView();
  return (
    <div className={`${css.wide} ${workOrderId || troubled ? css.withStory : ''}`}>
      <aside className={css.alerts} aria-label="Queue">
        <Queue />
      </aside>
      <main className={css.day} aria-label="Day">
        <DayPane />
        {map && (
          <div className={css.docked}>
            <MapPane />
          </div>
        )}
      </main>
      {troubled && (
        <aside className={css.story} aria-label="Mending the day">
          <MendPane key={troubled.technicianId} troubled={troubled} />
        </aside>
      )}
      {workOrderId && !troubled && (
        <aside className={css.story} aria-label="Story">
          <StoryPane key={workOrderId} workOrderId={workOrderId} />
        </aside>
      )}
    </div>
  );
}
