import { PassThrough, type Readable } from 'node:stream';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { LiveEvent } from '#store/timeline';
import type { Doorward } from '#flows/doorward';
import { HOUSE } from '#apps/api/house';

/** The line is told to be alive so often: the page counts the age of what it shows from here. */
const BEAT_MS = 15_000;
/** So many pages of one visit are kept live; of more than that the oldest is let go, and comes back if it still looks. */
const MOST_EACH = 8;
const MOST = 20_000;

/** What happens too often to be news on its own, or is nothing to a customer. */
const NO_NEWS = new Set([
  'message.sent',
  'message.delivered',
  'reply.understood',
  'alert.opened',
  'alert.closed',
  'alert.snoozed',
  'alert.woken',
]);

type Line = { readonly workOrderId: string; readonly out: PassThrough };

/** The open pages of this process, each with a line over which it hears that something has changed. */
@Injectable()
export class VisitStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly lines = new Map<string, Set<Line>>();
  private count = 0;
  private beating: NodeJS.Timeout | null = null;

  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  onApplicationBootstrap(): void {
    this.beating = setInterval(() => this.everybody('event: beat\ndata:\n\n'), BEAT_MS);
  }

  /** Nothing is closed as long as somebody listens: the listeners go first, and come back to whoever is there then. */
  beforeApplicationShutdown(): void {
    if (this.beating) clearInterval(this.beating);
    for (const line of [...this.lines.values()].flatMap((lines) => [...lines])) this.hangUp(line);
  }

  open(workOrderId: string): Readable {
    const line = { workOrderId, out: new PassThrough() };
    const lines = this.lines.get(workOrderId) ?? new Set();
    const [oldest] = lines;
    if (oldest && (lines.size >= MOST_EACH || this.count >= MOST)) this.hangUp(oldest);
    this.lines.set(workOrderId, lines.add(line));
    this.count++;
    line.out.once('close', () => this.forget(line));
    line.out.on('error', () => undefined);
    line.out.write('retry: 3000\nevent: beat\ndata:\n\n');
    return line.out;
  }

  /** Tells the pages that these events concern. */
  async tell(events: readonly LiveEvent[]): Promise<void> {
    if (!this.count) return;
    if (events.some(({ type }) => type === 'clock.set')) return this.everybody(NEWS);
    const news = events.filter(({ type }) => !NO_NEWS.has(type));
    const concerned = [...news.flatMap(({ workOrderId }) => workOrderId ?? []), ...(await this.ordersOf(news))];
    for (const id of new Set(concerned)) for (const { out } of this.lines.get(id) ?? []) out.write(NEWS);
  }

  /** What happens to a technician's day happens to every visit he still has. */
  private async ordersOf(events: readonly LiveEvent[]): Promise<string[]> {
    const technicians = new Set(events.flatMap(({ technicianId }) => technicianId ?? []));
    if (!technicians.size) return [];
    const rows = await this.house.store.read<{ id: string }>(
      `SELECT DISTINCT a.work_order_id AS id FROM assignment s JOIN appointment a ON a.id = s.appointment_id
       WHERE s.technician_id = ANY($1) AND a.work_order_id = ANY($2)
         AND s.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')`,
      [[...technicians], [...this.lines.keys()]],
    );
    return rows.map(({ id }) => id);
  }

  private everybody(words: string): void {
    for (const lines of this.lines.values()) for (const { out } of lines) out.write(words);
  }

  private hangUp(line: Line): void {
    this.forget(line);
    line.out.end();
  }

  private forget(line: Line): void {
    const lines = this.lines.get(line.workOrderId);
    if (!lines?.delete(line)) return;
    this.count--;
    if (!lines.size) this.lines.delete(line.workOrderId);
  }
}

const NEWS = 'event: news\ndata:\n\n';
