import { type Cursor, eventsAfter, type LiveEvent, newestCursor } from '#store/timeline';
import { listenTo } from '#live/listen';

/** Something that wants to know what happens, as it happens. */
export type Following = { cursor(): Cursor; close(): Promise<void> };

const BATCH = 500;
/** How long to wait for a commit that is under way and must be read first. */
const PATIENCE_MS = 15;
/** Should a notification be lost, this is how late the news can be. */
const LOOK_ANYWAY_MS = 2_000;

/**
 * Follows the timeline: `onEvents` gets every event once, in order, shortly after its commit. A lost connection is
 * taken up again by itself, and nothing is skipped: the notification is only a bell, the cursor says what is new.
 */
export async function followTimeline(
  databaseUrl: string,
  read: <Row>(query: string, parameters?: unknown[]) => Promise<Row[]>,
  onEvents: (events: readonly LiveEvent[], cursor: Cursor) => Promise<void>,
  onError: (error: unknown) => void,
): Promise<Following> {
  const reader = { sql: read };
  let cursor = await newestCursor(reader);
  let isClosed = false;
  let isBusy = false;
  let isWanted = false;

  const look = async (): Promise<void> => {
    isWanted = true;
    if (isBusy || isClosed) return;
    isBusy = true;
    try {
      while (isWanted && !isClosed) {
        isWanted = false;
        const found = await eventsAfter(reader, cursor, BATCH);
        if (found.events.length) await onEvents(found.events, found.cursor);
        cursor = found.cursor;
        if (found.more) {
          isWanted = true;
          if (!found.events.length) await pause(PATIENCE_MS);
        }
      }
    } catch (error) {
      if (!isClosed) onError(error);
    } finally {
      isBusy = false;
    }
  };

  const listening = await listenTo(databaseUrl, 'timeline', { onNote: () => void look(), onThere: () => void look() });
  const timer = setInterval(() => void look(), LOOK_ANYWAY_MS);
  return {
    cursor: () => cursor,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await listening.close();
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
