import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { isCursor } from '#store/timeline';
import { whereaboutsOf } from '#store/whereabouts';
import type { BoardChange } from '#store/views';
import type { Colleagues, Looking as Elsewhere, Presence } from '#live/colleagues';
import { boardSnapshot, missedSince } from '#live/board-change';
import type { Doorward } from '#flows/doorward';
import { isOurOrigin } from '#apps/api/doors/door.guard';
import { dispatcherOf, SESSION_COOKIE } from '#apps/api/doors/keys';
import { HOUSE } from '#apps/api/house';
import { newsFor, readWatched, type Watching } from '#apps/api/live/watched';
import { readLook } from '#apps/api/live/presence';
import { LOG, type Log } from '#apps/api/log';
import { Day } from '#apps/api/schemas';

/** What is kept with the connection of a board. */
type Looking = { name?: string; watching?: Watching; look?: ReturnType<typeof readLook>; heard?: string };

/**
 * The boards. Let in by the session cookie at the handshake; a board that comes back with its cursor gets what it
 * missed, another one everything. A board says over the socket whom it looks at; what it does goes over HTTP.
 */
@WebSocketGateway({ namespace: '/board', transports: ['websocket'] })
export class BoardGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket> {
  @WebSocketServer() private readonly boards!: Namespace;
  private readonly reader;
  /** For each board that is being shown its first: what has changed since that was begun. */
  private readonly opening = new Set<BoardChange[]>();
  private colleagues: Colleagues | null = null;

  constructor(
    @Inject(HOUSE) private readonly house: Doorward,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.reader = { sql: house.store.read };
  }

  afterInit(boards: Namespace): void {
    boards.use((socket, next) => {
      this.letIn(socket).then(
        (isIn) => next(isIn ? undefined : new Error('signed out')),
        (error: unknown) => {
          this.log.warn({ error: String(error) }, 'a board could not be let in');
          next(new Error('not available'));
        },
      );
    });
  }

  async handleConnection(socket: Socket): Promise<void> {
    socket.on('watch', (told: unknown) => {
      const watching = readWatched(told);
      if (watching) (socket.data as Looking).watching = watching;
    });
    socket.on('look', (told: unknown) => {
      const look = readLook(told);
      if (!look) return;
      (socket.data as Looking).look = look;
      this.looksElsewhere();
    });
    socket.on('disconnect', () => this.looksElsewhere());
    try {
      await this.show(socket);
    } catch (error) {
      // The records cannot be read: without its connection the board comes back by itself and asks again.
      this.log.warn({ error: String(error) }, 'a board could not be shown');
      socket.conn.close();
    }
  }

  private async show(socket: Socket): Promise<void> {
    const { cursor, day } = socket.handshake.auth as { cursor?: unknown; day?: unknown };
    // What changes while this is read is told behind it: told before, it would be overwritten by what was read earlier. A
    // change that comes twice replaces itself.
    const meanwhile: BoardChange[] = [];
    this.opening.add(meanwhile);
    try {
      const missed = isCursor(cursor) ? await missedSince(this.reader, cursor) : null;
      if (missed) socket.emit('change', missed);
      else socket.emit('snapshot', await this.snapshot(day));
      for (const change of meanwhile) socket.emit('change', change);
      void socket.join('board');
    } finally {
      this.opening.delete(meanwhile);
    }
  }

  tell(change: BoardChange): void {
    for (const meanwhile of this.opening) meanwhile.push(change);
    this.boards.local.to('board').emit('change', change);
  }

  /** Tells each board where those it looks at are by now; one look at the records serves all boards. */
  async tellPlaces(): Promise<void> {
    const looking = [...this.boards.sockets.values()].flatMap((socket) => {
      const { watching } = socket.data as Looking;
      return watching ? [{ socket, watching }] : [];
    });
    const ids = [...new Set(looking.flatMap(({ watching }) => watching.ids))];
    const places = new Map((await whereaboutsOf(this.reader, ids)).map((place) => [place[0], place]));
    for (const { socket, watching } of looking) {
      const news = newsFor(watching, places);
      if (news.length) socket.emit('positions', news);
    }
  }

  /** From now on the boards of other processes are colleagues, too. */
  meet(colleagues: Colleagues): void {
    this.colleagues = colleagues;
  }

  /** What the boards of this process look at. */
  looking(): Elsewhere[] {
    return [...this.boards.sockets.values()].flatMap((socket) => {
      const { name, look } = socket.data as Looking;
      return name && look?.workOrderId
        ? [{ board: socket.id, name, workOrderId: look.workOrderId, isWriting: look.isWriting }]
        : [];
    });
  }

  /** Every board hears what the others look at, when that is something else; its own name is not among them. */
  tellPresence(): void {
    const all = [...this.looking(), ...(this.colleagues?.others() ?? [])];
    for (const socket of this.boards.sockets.values()) {
      const others = all.flatMap(({ board, ...it }): Presence[] => (board === socket.id ? [] : [it]));
      const said = JSON.stringify(others);
      const looking = socket.data as Looking;
      if ((looking.heard ?? '[]') === said) continue;
      looking.heard = said;
      socket.emit('presence', others);
    }
  }

  private looksElsewhere(): void {
    this.tellPresence();
    this.colleagues?.say();
  }

  isWatched(): boolean {
    return this.boards.sockets.size > 0;
  }

  /** Boards whose session has ended meanwhile are shown the door. */
  async checkSessions(): Promise<void> {
    for (const socket of this.boards.sockets.values()) if (!(await this.letIn(socket))) socket.disconnect(true);
  }

  private snapshot(day: unknown) {
    const { COMPANY_NAME, ZONE } = this.house.settings;
    const asked = Day.safeParse({ day }).data?.day;
    return boardSnapshot(this.reader, { company: COMPANY_NAME, zone: ZONE }, asked);
  }

  private async letIn({ handshake, data }: Socket): Promise<boolean> {
    if (!isOurOrigin(handshake.headers.origin, this.house.settings.PUBLIC_URL, handshake.headers.host)) return false;
    const cookie = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w-]+)`).exec(handshake.headers.cookie ?? '')?.[1];
    const who = await dispatcherOf(this.house, cookie);
    if (who?.is === 'dispatcher') (data as Looking).name = who.name;
    return who !== null;
  }
}
