import { openStore } from '#store/store';
import { dataSource } from '#store/data-source';
import { followTimeline } from '#live/follow';
import type { Keeping, Told } from '#test/stories/story';
import { local, ZONE } from '#test/world/company';
import { type Line, sayLine } from '#test/world/world';

/** How a story is heard: its lines, its promises, and what was decided. */
export type Voice = {
  readonly onLine: (line: Line) => void;
  readonly onLog: (line: string) => void;
  readonly onPromise?: Keeping;
  /** With what came of it, or without when it broke off. */
  close(told?: Told): Promise<void>;
};

type Wanted = { readonly databaseUrl: string; readonly isJson: boolean };

/** Words for people, or lines of JSON for a page: `{ setting }`, `{ line }`, `{ decision }`, `{ promise }`, `{ told }`. */
export const voiceOf = (name: string, { databaseUrl, isJson }: Wanted): Voice | Promise<Voice> =>
  isJson ? inJson(databaseUrl) : inWords(name);

const inWords = (name: string): Voice => ({
  onLine: (line) => console.log(sayLine(line)),
  onLog: (line) => console.error(line),
  async close(told) {
    if (!told) return;
    for (const what of told.missing) console.error(`NOT KEPT: ${what}`);
    console.log(`\n${name}: ${told.kept} promises kept, ${told.missing.length} not kept`);
  },
});

const say = (what: object) => void process.stdout.write(`${JSON.stringify(what)}\n`);

async function inJson(databaseUrl: string): Promise<Voice> {
  say({ setting: { zone: ZONE, midnight: local('00:00:00') } });
  const store = openStore(await dataSource(databaseUrl, 2).initialize(), () => undefined);
  const following = await followTimeline(
    databaseUrl,
    store.read,
    async (events) => {
      for (const decision of await decided(
        store.read,
        events.map(({ id }) => id),
      ))
        say({ decision });
    },
    (error) => console.error(String(error)),
  );
  return {
    onLine: (line) => say({ line }),
    onLog: (line) => console.error(line),
    onPromise: (what, isKept) => say({ promise: { what, isKept } }),
    async close(told) {
      await following.close();
      await store.close();
      if (told) say({ told: { kept: told.kept, missing: told.missing } });
    },
  };
}

type Read = <Row>(query: string, parameters?: unknown[]) => Promise<Row[]>;

/** What is a decision with a reason of its own; what was said stands among the lines. */
const decided = (read: Read, ids: readonly string[]) =>
  read<{ at: Date; type: string; actor: string; reason: string; customer: string | null }>(
    `SELECT t.at, t.type, t.actor, t.reason, c.name AS customer FROM timeline t
     LEFT JOIN work_order w ON w.id = t.work_order_id LEFT JOIN customer c ON c.id = w.customer_id
     WHERE t.id::text = ANY($1) AND t.reason <> '' AND t.type NOT IN ('clock.set', 'eta.moved', 'reply.received')
       AND t.type NOT LIKE 'message.%' ORDER BY t.id`,
    [ids],
  );
