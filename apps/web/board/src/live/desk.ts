import type { BoardSnapshot } from '#store/views';
import { askFirst } from '../wire/ask-early';
import type { StandsAt } from '../alerts/step-alert';
import type { Day } from '../time/day';
import { type BoardClock, boardClock } from './board-clock';
import { type BoardStore, boardStore } from './board-store';
import { type Cell, cell } from './cell';
import { type Connection, connection } from './connection';
import type { Look } from './colleagues';
import { type DayDrives, dayDrives } from './day-drives';
import type { LastChange } from '../undo/last-change';
import type { Troubled } from '../mend/mending';
import type { Lifted } from '../place/lifted';
import type { Conflict } from '../place/conflict';
import { type Positions, positions } from './positions';
import type { StoryAction } from '../story/story-actions';
import { readPlace, writePlace } from './place';

/** How far the day asked for has got. */
export type Opening =
  { readonly is: 'loading' } | { readonly is: 'failed'; readonly say: string } | { readonly is: 'ready' };

/** Everything one signed-in dispatcher works with. */
export type Desk = {
  readonly store: BoardStore;
  readonly clock: BoardClock;
  readonly liveness: Connection['liveness'];
  readonly opening: Cell<Opening>;
  /** The work order whose story is open, and the alert the keys stand on. */
  readonly selected: Cell<string | null>;
  readonly alertAt: Cell<StandsAt | null>;
  readonly conversationAt: Cell<StandsAt | null>;
  /** Which list of what waits is shown. */
  readonly queue: Cell<'alerts' | 'inbox'>;
  /** G was pressed: the next key says where to go. */
  readonly isGoing: Cell<boolean>;
  readonly lastChange: Cell<LastChange | null>;
  /** The visit that is being moved, by the pointer or by keys. */
  readonly lifted: Cell<Lifted | null>;
  /** A change of ours that met one of a colleague's. */
  readonly conflict: Cell<Conflict | null>;
  /** What a screen reader is told of what the keys do. */
  readonly spoken: Cell<string>;
  /** What lies over the board. */
  readonly overlay: Cell<'palette' | 'help' | null>;
  /** What was typed for the search before its field was there. */
  readonly typedAhead: Cell<string>;
  /** A form that is to open in a story, asked for by a key. */
  readonly wish: Cell<{ readonly workOrderId: string; readonly action: StoryAction } | null>;
  /** Where the stepping through the visits to look at has got to. */
  readonly matchAt: Cell<string | null>;
  readonly drives: DayDrives;
  readonly positions: Positions;
  readonly colleagues: Connection['colleagues'];
  /** Says to the others that he writes, or has stopped. */
  readonly write: (isWriting: boolean) => void;
  /** The technician whose way is drawn on the map. */
  readonly followed: Cell<string | null>;
  readonly select: (workOrderId: string | null) => void;
  /** Whose day is being mended; its pane stands in the place of the story. */
  readonly troubled: Cell<Troubled | null>;
  readonly mend: (troubled: Troubled | null) => void;
  /** Shows another day; null is today, whichever day that is by the clock of the house. */
  readonly openDay: (day: Day | null) => Promise<void>;
  readonly openAgain: () => Promise<void>;
  readonly signedOut: () => void;
  readonly leave: () => void;
};

/** Where the whole board of a day is read; null is today. */
export const boardPath = (day: Day | null) => (day ? `/api/board?day=${day}` : '/api/board');

export function desk(onSignedOut: () => void): Desk {
  const store = boardStore();
  const clock = boardClock();
  const place = readPlace();
  const opening = cell<Opening>({ is: 'loading' });
  const selected = cell(place.workOrderId);
  const troubled = cell<Troubled | null>(null);
  const drives = dayDrives(store);
  const whereabouts = positions();
  const look = cell<Look>({ workOrderId: place.workOrderId, isWriting: false });
  const line = connection({ store, clock, positions: whereabouts, look, onSignedOut });
  let wanted = place.day;
  let tries = 0;

  async function openDay(day: Day | null) {
    const attempt = ++tries;
    wanted = day;
    writePlace({ day, workOrderId: selected.get() });
    opening.set({ is: 'loading' });
    // Closed first: a change that comes while the other day is fetched would belong to neither.
    line.close();
    const answer = await askFirst<BoardSnapshot>(boardPath(day));
    if (attempt !== tries) return;
    if (!answer.ok && answer.status === 401) return onSignedOut();
    if (!answer.ok) {
      line.fail();
      return opening.set({ is: 'failed', say: answer.say });
    }
    clock.take(answer.value.clock);
    store.takeSnapshot(answer.value);
    opening.set({ is: 'ready' });
    line.open();
  }

  /** Back and forward lead to the day and the story that the address names again. */
  function goWithAddress() {
    const named = readPlace();
    selected.set(named.workOrderId);
    if (named.day !== wanted) void openDay(named.day);
  }
  addEventListener('popstate', goWithAddress);
  selected.subscribe(() => look.set({ workOrderId: selected.get(), isWriting: false }));

  return {
    store,
    clock,
    liveness: line.liveness,
    opening,
    selected,
    alertAt: cell<StandsAt | null>(null),
    conversationAt: cell<StandsAt | null>(null),
    queue: cell<'alerts' | 'inbox'>('alerts'),
    isGoing: cell(false),
    lastChange: cell<LastChange | null>(null),
    lifted: cell<Lifted | null>(null),
    conflict: cell<Conflict | null>(null),
    spoken: cell(''),
    overlay: cell<'palette' | 'help' | null>(null),
    typedAhead: cell(''),
    wish: cell<{ workOrderId: string; action: StoryAction } | null>(null),
    matchAt: cell<string | null>(null),
    drives,
    positions: whereabouts,
    colleagues: line.colleagues,
    write: (isWriting) => {
      if (look.get().isWriting !== isWriting) look.set({ ...look.get(), isWriting });
    },
    followed: cell<string | null>(null),
    troubled,
    mend: (whose) => troubled.set(whose),
    select(workOrderId) {
      if (workOrderId) troubled.set(null);
      selected.set(workOrderId);
      writePlace({ day: wanted, workOrderId });
    },
    openDay,
    openAgain: () => openDay(wanted),
    signedOut: onSignedOut,
    leave() {
      tries++;
      removeEventListener('popstate', goWithAddress);
      line.close();
      clock.stop();
      drives.stop();
    },
  };
}
