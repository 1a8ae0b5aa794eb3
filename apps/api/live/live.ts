import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { boardChange } from '#live/board-change';
import { type Colleagues, meetColleagues } from '#live/colleagues';
import { followTimeline, type Following } from '#live/follow';
import type { Cursor, LiveEvent } from '#store/timeline';
import type { Doorward } from '#flows/doorward';
import { VisitStreams } from '#apps/api/customer/visit-streams';
import { HOUSE } from '#apps/api/house';
import { LOG, type Log } from '#apps/api/log';
import { BoardGateway } from '#apps/api/live/board.gateway';
import { TechGateway } from '#apps/api/live/tech.gateway';

/** How long a session that was ended elsewhere may still listen. */
const CHECK_MS = 5_000;
/** Vans on a map move this often. */
const PLACES_MS = 500;

/** Follows the timeline and tells every open screen of this process what concerns it. */
@Injectable()
export class Live implements OnApplicationBootstrap, OnApplicationShutdown {
  private following: Following | null = null;
  private colleagues: Colleagues | null = null;
  private checking: NodeJS.Timeout | null = null;
  private placing: NodeJS.Timeout | null = null;
  private readonly failing = new Set<string>();

  constructor(
    @Inject(HOUSE) private readonly house: Doorward,
    @Inject(LOG) private readonly log: Log,
    @Inject(BoardGateway) private readonly boards: BoardGateway,
    @Inject(TechGateway) private readonly phones: TechGateway,
    @Inject(VisitStreams) private readonly visits: VisitStreams,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { store, settings } = this.house;
    this.following = await followTimeline(
      settings.DATABASE_URL,
      store.read,
      (events, cursor) => this.tell(events, cursor),
      (error) => this.log.warn({ error: String(error) }, 'the timeline could not be read; trying again'),
    );
    this.colleagues = await meetColleagues({
      databaseUrl: settings.DATABASE_URL,
      read: store.read,
      ours: () => this.boards.looking(),
      onChange: () => this.boards.tellPresence(),
      onError: (error) => this.log.warn({ error: String(error) }, 'the other processes could not be told who is here'),
    });
    this.boards.meet(this.colleagues);
    this.checking = setInterval(() => {
      const asked = Promise.all([this.boards.checkSessions(), this.phones.checkDevices()]);
      void this.heed('sessions could not be asked about', asked); // the next round asks again
    }, CHECK_MS);
    this.placing = setTimeout(() => void this.tellPlaces(), PLACES_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.checking) clearInterval(this.checking);
    if (this.placing) clearTimeout(this.placing);
    this.placing = null;
    await Promise.all([this.following?.close(), this.colleagues?.close()]);
  }

  /** One look after the other: a slow one is not overtaken by the next. */
  private async tellPlaces(): Promise<void> {
    await this.heed('places could not be told', this.boards.tellPlaces()); // the next look tells them
    if (this.placing) this.placing = setTimeout(() => void this.tellPlaces(), PLACES_MS);
  }

  /** Says once that something done again and again fails, until it has succeeded: never fails itself. */
  private async heed(what: string, doing: Promise<unknown>): Promise<void> {
    try {
      await doing;
      this.failing.delete(what);
    } catch (error) {
      if (this.failing.has(what)) return;
      this.failing.add(what);
      this.log.warn({ error: String(error) }, `${what}; trying again`);
    }
  }

  private async tell(events: readonly LiveEvent[], cursor: Cursor): Promise<void> {
    if (events.some(({ type }) => type === 'technician.signed-out')) await this.phones.checkDevices();
    // Phones first: a ticket in the hand is what this is about.
    const isAnotherTime = events.some(({ type }) => type === 'clock.set');
    const concerned = isAnotherTime ? this.phones.open() : events.flatMap(({ technicianId }) => technicianId ?? []);
    await this.phones.tell([...new Set(concerned)]);
    await this.visits.tell(events);
    if (this.boards.isWatched()) this.boards.tell(await boardChange({ sql: this.house.store.read }, events, cursor));
  }
}
