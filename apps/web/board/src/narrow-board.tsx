import { Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { AlertList } from './alerts/alert-list';
import { useAlerts } from './alerts/aside';
import { useDesk } from './live/desk-context';
import { useCell } from './live/use-cell';
import { MendPane } from './mend/mend-pane';
import { StoryPane } from './story/story-pane';
import { FirstRun } from './setup/first-run';
import css from './board.module.css';

/** On a phone: what is urgent, and the story of the one that was picked. */
export function NarrowBoard() {
  const desk = useDesk();
  const workOrderId = useCell(desk.selected);
  const troubled = useCell(desk.troubled);
  const open = useAlerts().awake.length;
  const [tab, setTab] = useState<string | null>(workOrderId ? 'story' : 'alerts');
  useEffect(() => setTab(workOrderId ? 'story' : 'alerts'), [workOrderId]);
  if (troubled)
    return (
      <main className={css.narrow}>
        <div className={css.panel}>
          <MendPane key={troubled.technicianId} troubled={troubled} />
        </div>
      </main>
    );
  return (
    <main className={css.narrow}>
      <FirstRun />
      <Tabs value={tab} onChange={setTab} display="contents">
        <Tabs.List grow>
          <Tabs.Tab value="alerts">Alerts ({open})</Tabs.Tab>
          <Tabs.Tab value="story" disabled={!workOrderId}>
            Story
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="alerts" className={css.panel ?? ''}>
          <AlertList />
        </Tabs.Panel>
        <Tabs.Panel value="story" className={css.panel ?? ''}>
          {workOrderId && <StoryPane key={workOrderId} workOrderId={workOrderId} />}
        </Tabs.Panel>
      </Tabs>
    </main>
  );
}
