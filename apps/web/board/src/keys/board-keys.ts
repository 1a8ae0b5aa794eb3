import { stepAlert } from '../alerts/step-alert';
import { stepConversation } from '../inbox/step-conversation';
import { mendByKey } from '../mend/mend-by-key';
import { stepMatch } from '../chips/step-match';
import type { Desk } from '../live/desk';
import { changeView, currentView } from '../live/view';
import { pickUp } from '../place/place-keys';
import type { StoryAction } from '../story/story-actions';
import { undoLast } from '../undo/last-change';
import { GO_KEYS } from './go-keys';
import { goToTimeline } from './go-to-timeline';

/** One key of the board: what it does, in words and in fact. */
export type BoardKey = {
  /** As `event.key` says it; capital letters are those with Shift. */
  readonly key: string;
  readonly shown: string;
  readonly does: string;
  readonly act: (desk: Desk) => void;
  /** Means the same on the other pages. */
  readonly everywhere?: true;
};

/** Single letters and no Alt: browsers and screen readers keep those for themselves. */
export const BOARD_KEYS: readonly BoardKey[] = [
  { key: 'j', shown: 'J', does: 'next alert, or conversation of the inbox', act: (desk) => stepQueue(desk, 1) },
  { key: 'k', shown: 'K', does: 'the one before', act: (desk) => stepQueue(desk, -1) },
  { key: 't', shown: 'T', does: 'go to the timeline', act: goToTimeline },
  { key: 'n', shown: 'N', does: 'next visit to look at', act: (desk) => stepMatch(desk, 1) },
  { key: 'N', shown: 'Shift+N', does: 'visit to look at before', act: (desk) => stepMatch(desk, -1) },
  { key: 'm', shown: 'M', does: 'move the visit: arrows, Enter drops, Esc cancels', act: pickUp },
  { key: 'a', shown: 'A', does: 'assign or reassign', act: (desk) => start(desk, 'reassign') },
  { key: 'o', shown: 'O', does: 'offer other times', act: (desk) => start(desk, 'offer') },
  { key: 'r', shown: 'R', does: 'reply', act: (desk) => start(desk, 'reply') },
  { key: 'c', shown: 'C', does: 'note a call', act: (desk) => start(desk, 'call') },
  { key: 'x', shown: 'X', does: 'close the alert', act: (desk) => pressOnAlert(desk, 'close') },
  {
    key: 's',
    shown: 'S',
    does: 'snooze the alert, 15 min or until tomorrow',
    act: (desk) => pressOnAlert(desk, 'snooze'),
  },
  { key: 'w', shown: 'W', does: 'technician cannot work: mend his day', act: mendByKey },
  { key: 'z', shown: 'Z', does: 'undo the last change', act: (desk) => void undoLast(desk), everywhere: true },
  { key: 'p', shown: 'P', does: 'map below the day', act: () => changeView({ map: !currentView().map }) },
  {
    key: '/',
    shown: '/ or Ctrl+K',
    does: 'search visits, technicians, actions',
    act: (desk) => desk.overlay.set('palette'),
  },
  {
    key: 'g',
    shown: 'G, then',
    does: GO_KEYS.map(({ key, to }) => `${key.toUpperCase()} ${to}`).join(', '),
    act: (desk) => desk.isGoing.set(true),
    everywhere: true,
  },
  { key: '?', shown: '?', does: 'these keys', act: (desk) => desk.overlay.set('help'), everywhere: true },
];

/** Keys that belong to the timeline itself; listed with the others. */
export const TIMELINE_KEYS: readonly Pick<BoardKey, 'shown' | 'does'>[] = [
  { shown: '← → ↑ ↓', does: 'from visit to visit; with one in the air, time and technician' },
  { shown: 'D Shift+D', does: 'with one in the air, the next day and the one before' },
  { shown: 'Shift+← →', does: 'with one in the air, five minutes instead of fifteen' },
  { shown: 'Enter', does: 'open the story, drop the visit' },
  { shown: 'Esc', does: 'close, cancel' },
];

/** Steps through what is listed at the left. */
const stepQueue = (desk: Desk, by: 1 | -1) =>
  desk.queue.get() === 'inbox' ? stepConversation(desk, by) : stepAlert(desk, by);

/** Opens a form in the story of the visit that has the focus, or of the one that is open. */
function start(desk: Desk, action: StoryAction): void {
  const bar = document.activeElement?.closest<HTMLElement>('[data-visit]');
  const workOrderId = (bar && desk.store.visit(bar.dataset['visit']!)?.get().workOrderId) ?? desk.selected.get();
  if (!workOrderId) return desk.spoken.set('Open a visit first.');
  if (desk.selected.get() !== workOrderId) desk.select(workOrderId);
  desk.wish.set({ workOrderId, action });
}

function pressOnAlert(desk: Desk, what: 'close' | 'snooze'): void {
  const alerts = desk.store.alerts.get();
  const at =
    alerts.find(({ id }) => id === desk.alertAt.get()?.id) ??
    alerts.find(({ workOrderId }) => workOrderId !== null && workOrderId === desk.selected.get());
  const button = at && document.querySelector<HTMLElement>(`[data-${what}-alert="${CSS.escape(at.id)}"]`);
  if (button) button.click();
  else desk.spoken.set('Go to an alert with J or K first; G A shows the alerts.');
}
