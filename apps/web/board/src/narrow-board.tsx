import { Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { AlertList } from './alerts/alert-list';
import { useAlerts } from './alerts/aside';
import { Inbox } from './inbox/inbox';
import { useInbox } from './inbox/use-inbox';
import { useDesk } from './live/desk-context';
import { useCell } from './live/use-cell';
import { MendPane } from './mend/mend-pane';
import { StoryPane } from './story/story-pane';
import { FirstRun } from './setup/first-run';
import css from './board.module.css';

/** On a phone: what is urgent, who waits for an answer, and the story of the one that was picked. */
export function NarrowBoard() {
  const desk = useDesk();
  const workOrderId = useCell(desk.selected);
  const troubled = useCell(desk.troubled);
  const open = useAlerts().awake.length;
  const inbox = useInbox();
  const waiting = inbox.is === 'ready' ? inbox.conversations.length : 0;
  const queue = useCell(desk.queue);
  const [isStory, setStory] = useState(workOrderId !== null);
  useEffect(() => setStory(workOrderId !== null), [workOrderId]);
  function show(tab: string | null) {
    setStory(tab === 'story');
    if (tab === 'alerts' || tab === 'inbox') desk.queue.set(tab);
  }
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
      <Tabs value={isStory ? 'story' : queue} onChange={show} display="contents">
        <Tabs.List grow>
          <Tabs.Tab value="alerts">Alerts ({open})</Tabs.Tab>
          <Tabs.Tab value="inbox">Inbox ({waiting})</Tabs.Tab>
          <Tabs.Tab value="story" disabled={!workOrderId}>
            Story
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="alerts" className={css.panel ?? ''}>
          <AlertList />
        </Tabs.Panel>
        <Tabs.Panel value="inbox" className={css.panel ?? ''}>
          <Inbox />
        </Tabs.Panel>
        <Tabs.Panel value="story" className={css.panel ?? ''}>
          {workOrderId && <StoryPane key={workOrderId} workOrderId={workOrderId} />}
        </Tabs.Panel>
      </Tabs>
    </main>
  );
}
