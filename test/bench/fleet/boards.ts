import { createHash } from 'node:crypto';
import { io } from 'socket.io-client';
import { seeded } from '#carriers/loopback/seeded';
import type { BoardAlert, BoardChange, BoardSnapshot, BoardVisit } from '#store/views';
import type { Whereabouts } from '#store/whereabouts';
import { SESSION_COOKIE } from '#apps/api/doors/keys';
import { SESSION } from '#test/bench/town/write-town';

/** A board without a screen: it keeps what it is told, as the page does. */
export type FollowingBoard = {
  readonly name: string;
  readonly watched: readonly string[];
  /** Counts from now on. */
  count(): void;
  loseConnection(): void;
  hash(): string;
  /** Milliseconds from telling a place to having it here, of places told while the board was connected. */
  staleness(): readonly number[];
  bytes(): number;
  reconnects(): number;
  close(): void;
};

type Shown = {
  readonly visits: readonly BoardVisit[];
  readonly alerts: readonly BoardAlert[];
  readonly places: readonly Whereabouts[];
};

/** One hash of all that a board shows, whatever the order in which it came. */
export function hashOfBoard({ visits, alerts, places }: Shown): string {
  const lines = [...visits, ...alerts, ...places].map((one) => JSON.stringify(one)).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

type How = { readonly count: number; readonly seed: number; readonly sentAt: (at: number) => number | undefined };

const FEWEST = 50;
const MOST = 500;
const COME_BACK_MS = 300;

/** Opens boards that follow from 50 to 500 technicians each, a stretch of all that overlaps with those of others. */
export async function openBoards(url: string, ids: readonly string[], how: How): Promise<FollowingBoard[]> {
  const random = seeded(how.seed);
  const cookie = `${SESSION_COOKIE}=${SESSION}`;
  const snapshot = (await (await fetch(`${url}/api/board`, { headers: { cookie } })).json()) as BoardSnapshot;
  return Promise.all(
    Array.from({ length: how.count }, (_, n) => {
      const size = Math.round(FEWEST + ((MOST - FEWEST) * n) / Math.max(1, how.count - 1));
      const first = Math.floor(random() * (ids.length - size));
      return openBoard({ name: `board ${n}`, url, cookie, snapshot, watched: ids.slice(first, first + size), how });
    }),
  );
}

type Opening = {
  readonly name: string;
  readonly url: string;
  readonly cookie: string;
  readonly snapshot: BoardSnapshot;
  readonly watched: readonly string[];
  readonly how: How;
};

function openBoard({ name, url, cookie, snapshot, watched, how }: Opening): Promise<FollowingBoard> {
  let visits = new Map<string, BoardVisit>();
  let [alerts, cursor]: [readonly BoardAlert[], string] = [[], ''];
  const places = new Map<string, Whereabouts>();
  let [stale, bytes, reconnects, since]: [number[], number, number, number] = [[], 0, 0, 0];
  const take = (told: BoardSnapshot) => {
    visits = new Map(told.visits.map((visit) => [visit.appointmentId, visit]));
    [alerts, cursor] = [told.alerts, told.cursor];
  };
  take(snapshot);

  const socket = io(`${url}/board`, {
    transports: ['websocket'],
    extraHeaders: { cookie },
    forceNew: true,
    reconnectionDelay: COME_BACK_MS,
    auth: (say) => say({ cursor, day: snapshot.day }),
  });
  const listen = () =>
    socket.io.engine.on('data', (data: string | Buffer) => {
      bytes += data.length;
    });
  socket.io.on('open', listen);
  socket.io.on('reconnect', () => reconnects++);
  socket.on('connect', () => {
    since = performance.now();
    socket.emit('watch', watched);
    socket.emit('look', { workOrderId: null, isWriting: false });
  });
  socket.on('snapshot', take);
  socket.on('change', (change: BoardChange) => {
    for (const visit of change.visits) visits.set(visit.appointmentId, visit);
    [alerts, cursor] = [change.alerts, change.cursor];
  });
  socket.on('positions', (told: readonly Whereabouts[]) => {
    const now = performance.now();
    for (const place of told) {
      places.set(place[0], place);
      const sent = how.sentAt(place[3]);
      if (sent !== undefined && sent > since) stale.push(now - sent);
    }
  });
  const board: FollowingBoard = {
    name,
    watched,
    count() {
      [stale, bytes, reconnects] = [[], 0, 0];
    },
    // As when a cable is pulled: no goodbye.
    loseConnection: () => void socket.io.engine?.close(),
    hash: () => hashOfBoard({ visits: [...visits.values()], alerts, places: [...places.values()] }),
    staleness: () => stale,
    bytes: () => bytes,
    reconnects: () => reconnects,
    close: () => void socket.disconnect(),
  };
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(board));
    socket.once('connect_error', reject);
  });
}
