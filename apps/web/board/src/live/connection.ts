import { io } from 'socket.io-client';
import type { BoardChange, BoardSnapshot } from '#store/views';
import type { BoardClock } from './board-clock';
import type { BoardStore } from './board-store';
import { byFrame } from './by-frame';
import { type Cell, cell } from './cell';
import { ask } from '../wire/ask';
import type { Colleague, Look } from './colleagues';
import type { Liveness } from './liveness';
import type { Positions, PositionTold } from './positions';
import { together } from './together';

export type Connection = {
  readonly liveness: Cell<Liveness>;
  /** What the colleagues look at, as far as the server knows. */
  readonly colleagues: Cell<readonly Colleague[]>;
  readonly open: () => void;
  readonly close: () => void;
  /** Nothing came to follow from: the board is not live, and says since when. */
  readonly fail: () => void;
};

type Ends = {
  readonly store: BoardStore;
  readonly clock: BoardClock;
  readonly positions: Positions;
  /** What this dispatcher looks at. */
  readonly look: Cell<Look>;
  readonly onSignedOut: () => void;
};

/** Follows the board. After every gap it says the cursor it had reached, and gets what it has missed. */
export function connection({ store, clock, positions, look, onSignedOut }: Ends): Connection {
  const liveness = cell<Liveness>({ is: 'connecting' });
  const colleagues = cell<readonly Colleague[]>([]);
  let wanted = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const socket = io('/board', {
    transports: ['websocket'],
    autoConnect: false,
    reconnectionDelay: 500,
    reconnectionDelayMax: 4_000,
    // Asked anew at every attempt, so that each one names the cursor reached until then.
    auth: (say) => say({ cursor: store.cursor(), day: store.title.get()?.day }),
  });

  const lose = () => {
    if (liveness.get().is !== 'lost') liveness.set({ is: 'lost', since: clock.now.get() });
  };
  /** After the server has sent us away the client does not come back by itself. */
  const comeBack = () => {
    clearTimeout(again);
    if (wanted && !socket.active) again = setTimeout(() => wanted && socket.connect(), COME_BACK_MS);
  };

  /** Only of those on the board: ten thousand vans would be too many for any screen. */
  const watch = () => {
    if (socket.connected)
      socket.emit(
        'watch',
        store.technicians
          .get()
          .slice(0, MOST_WATCHED)
          .map(({ id }) => id),
      );
  };
  store.technicians.subscribe(watch);
  socket.on('connect', () => {
    liveness.set({ is: 'live' });
    watch();
    tellLook();
  });
  socket.on('disconnect', () => {
    if (!wanted) return;
    colleagues.set([]);
    lose();
    comeBack();
  });
  socket.on('connect_error', (error) => {
    if (error.message === 'signed out') return onSignedOut();
    lose();
    comeBack();
  });
  socket.on('snapshot', (snapshot: BoardSnapshot) => {
    if (snapshot.day !== store.title.get()?.day) return;
    // It holds what waits here, and more.
    changes.drop();
    clock.take(snapshot.clock);
    store.takeSnapshot(snapshot);
  });
  const tellLook = () => {
    if (socket.connected) socket.emit('look', look.get());
  };
  look.subscribe(tellLook);
  socket.on('presence', (others: readonly Colleague[]) => colleagues.set(others));
  socket.on('positions', (told: readonly PositionTold[]) => positions.take(told));
  socket.on('change', (change: BoardChange) => changes.put(change));
  const changes = byFrame<BoardChange>((all) => {
    const change = together(all);
    clock.take(change.clock);
    store.takeChange(change);
    if (change.events.some(({ type }) => type === 'technician.absent')) void readShifts();
  });

  /** Shifts come with the whole board only; they seldom change. */
  async function readShifts() {
    const answer = await ask<BoardSnapshot>('GET', `/api/board?day=${store.title.get()?.day ?? ''}`);
    if (answer.ok && answer.value.day === store.title.get()?.day) store.technicians.set(answer.value.technicians);
  }

  return {
    liveness,
    colleagues,
    open() {
      wanted = true;
      liveness.set({ is: 'connecting' });
      socket.connect();
    },
    close() {
      wanted = false;
      clearTimeout(again);
      changes.drop();
      socket.disconnect();
      liveness.set({ is: 'connecting' });
    },
    fail: lose,
  };
}

const COME_BACK_MS = 2_000;
/** The server lets nobody follow more. */
const MOST_WATCHED = 1_000;
