import { useDesk } from './live/desk-context';
import { useCell } from './live/use-cell';
import { Inbox } from './inbox/inbox';
import { MapPane } from './map/map-pane';
import { StoryPane } from './story/story-pane';
import css from './board.module.css';

/** One panel by itself: for a second screen, by its address. */
export function PanelPage({ panel }: { panel: 'map' | 'inbox' }) {
  const workOrderId = useCell(useDesk().selected);
  return (
    <div className={css.panelOnly} data-story={workOrderId ?? undefined}>
      <main aria-label={panel === 'map' ? 'Map of the day' : 'Inbox'}>{panel === 'map' ? <MapPane /> : <Inbox />}</main>
      {workOrderId && (
        <aside className={css.story} aria-label="Story">
          <StoryPane key={workOrderId} workOrderId={workOrderId} />
        </aside>
      )}
    </div>
  );
}
