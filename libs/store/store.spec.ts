import { plusMinutes } from '#time/minutes';
import { refuse } from '#visits/refused';
import { sqlState } from '#store/store';
import type { Tx } from '#store/tx';
import { type FreshStore, freshStore } from '#test/setup/store';

let fresh: FreshStore;
beforeAll(async () => {
  fresh = await freshStore();
});
afterAll(() => fresh.close());

const SUBJECT = '0197a000-0000-7000-8000-000000000001';

/** One of everything a commit can write, under `name`. */
async function writeAll(tx: Tx, name: string) {
  await tx.sql(`INSERT INTO consent (phone, texts, source, changed_at) VALUES ($1, true, 'spec', $2)`, [name, tx.now]);
  tx.record({ type: 'ticket.declined', actor: 'spec', reason: name });
  tx.say({ key: name, kind: 'spec', phone: name, usefulUntil: plusMinutes(tx.now, 60) });
  tx.wake({ key: name, kind: 'hold.expire', subject: SUBJECT, dueAt: plusMinutes(tx.now, 5) });
}

/** How many rows, events, messages and timers stand under `name`. */
async function written(name: string) {
  const [row] = await fresh.store.read<{ all: number[] }>(
    `SELECT ARRAY[(SELECT count(*) FROM consent WHERE phone = $1), (SELECT count(*) FROM timeline WHERE reason = $1),
                  (SELECT count(*) FROM message WHERE key = $1), (SELECT count(*) FROM timer WHERE key = $1)]::int[] AS all`,
    [name],
  );
  return row!.all;
}

/** A promise with its key outside. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('a commit', () => {
  it('writes rows, events, messages and timers together and rings for them', async () => {
    fresh.bells.length = 0;
    await fresh.store.commit((tx) => writeAll(tx, 'all'));
    expect(await written('all')).toEqual([1, 1, 1, 1]);
    expect(fresh.bells.map(({ job }) => job).sort()).toEqual(['react', 'send', 'timers']);
    expect(fresh.bells.find(({ job }) => job === 'timers')!.delayMs).toBe(5 * 60_000);
  });

  it('that is refused changes nothing, rings nothing and gives the refusal', async () => {
    fresh.bells.length = 0;
    const answer = await fresh.store.commit(async (tx) => {
      await writeAll(tx, 'refused');
      return refuse('taken', 'Somebody was faster.');
    });
    expect(answer).toEqual({ code: 'taken', refused: 'Somebody was faster.' });
    expect(await written('refused')).toEqual([0, 0, 0, 0]);
    expect(fresh.bells).toEqual([]);
  });

  it('that throws changes nothing, rings nothing and throws the same', async () => {
    fresh.bells.length = 0;
    const broken = new Error('broken');
    const work = async (tx: Tx) => {
      await writeAll(tx, 'thrown');
      throw broken;
    };
    await expect(fresh.store.commit(work)).rejects.toBe(broken);
    expect(await written('thrown')).toEqual([0, 0, 0, 0]);
    expect(fresh.bells).toEqual([]);
  });

  it('whose last line cannot be written leaves nothing of the lines before it', async () => {
    fresh.bells.length = 0;
    const work = async (tx: Tx) => {
      await writeAll(tx, 'half');
      tx.wake({ key: 'half:2', kind: 'hold.expire', subject: 'no uuid', dueAt: tx.now });
    };
    await expect(fresh.store.commit(work)).rejects.toThrow('uuid');
    expect(await written('half')).toEqual([0, 0, 0, 0]);
    expect(fresh.bells).toEqual([]);
  });

  it('rings only when everybody can see what it rings for', async () => {
    const { openStore } = await import('#store/store');
    const { dataSource } = await import('#store/data-source');
    let seen: Promise<number[]> | null = null;
    const other = openStore(await dataSource(fresh.url, 2).initialize(), () => (seen ??= written('visible')));
    await other.commit((tx) => writeAll(tx, 'visible'));
    expect(await seen).toEqual([1, 1, 1, 1]);
    await other.close();
  });
});

describe('two commits that wait for each other', () => {
  it('both come through, the one the database broke off on its second try, and nothing is written twice', async () => {
    await fresh.store.read(`INSERT INTO territory (name, zone) VALUES ('east', 'UTC'), ('west', 'UTC')`);
    const [first, second] = [gate(), gate()];
    let tries = 0;
    const both = (mine: ReturnType<typeof gate>, its: ReturnType<typeof gate>, order: readonly [string, string]) =>
      fresh.store.commit(async (tx) => {
        tries++;
        await tx.sql('SELECT 1 FROM territory WHERE name = $1 FOR UPDATE', [order[0]]);
        mine.open();
        await its.opened; // long open when it is tried again
        await tx.sql('SELECT 1 FROM territory WHERE name = $1 FOR UPDATE', [order[1]]);
        await writeAll(tx, `circle ${order[0]}`);
      });
    await Promise.all([both(first, second, ['east', 'west']), both(second, first, ['west', 'east'])]);
    expect(tries).toBe(3);
    expect(await written('circle east')).toEqual([1, 1, 1, 1]);
    expect(await written('circle west')).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ['serialization_failure', '40001', 5],
    ['deadlock_detected', '40P01', 5],
    ['unique_violation', '23505', 1],
  ])('%s (%s) for ever is thrown after %i tries', async (condition, state, most) => {
    let tries = 0;
    const failing = fresh.store.commit(async (tx) => {
      tries++;
      await tx.sql(`DO $$ BEGIN RAISE ${condition}; END $$`);
    });
    expect(await failing.catch(sqlState)).toBe(state);
    expect(tries).toBe(most);
  });
});

describe('timers', () => {
  const at = (minute: number) => plusMinutes(new Date('2026-03-03T13:00:00Z'), minute);
  const timer = (key: string, minute: number) =>
    ({ key, kind: 'route.look', subject: SUBJECT, dueAt: at(minute) }) as const;
  const due = async (key: string) =>
    (await fresh.store.read<{ at: Date }>('SELECT due_at AS at FROM timer WHERE key = $1', [key])).map((row) => row.at);

  it('a timer set again moves', async () => {
    await fresh.store.commit(async (tx) => tx.wake(timer('moves', 10)));
    await fresh.store.commit(async (tx) => tx.wake(timer('moves', 30)));
    expect(await due('moves')).toEqual([at(30)]);
    await fresh.store.commit(async (tx) => tx.wake(timer('moves', 5)));
    expect(await due('moves')).toEqual([at(5)]);
  });

  it.each([
    ['set and dropped', ['wake', 'sleep'], 0],
    ['dropped and set', ['sleep', 'wake'], 1],
    ['set twice', ['wake', 'wake'], 1],
    ['set, dropped and set', ['wake', 'sleep', 'wake'], 1],
  ])('%s in one commit: the last word counts', async (name, acts, count) => {
    await fresh.store.commit(async (tx) => tx.wake(timer(name, 1)));
    await fresh.store.commit(async (tx) => {
      for (const act of acts)
        if (act === 'wake') tx.wake(timer(name, 2));
        else tx.sleep(name);
    });
    expect(await due(name)).toEqual(count ? [at(2)] : []);
  });
});

describe('messages', () => {
  const say = (tx: Tx, phone: string) =>
    tx.say({ key: 'told once', kind: 'spec', phone, usefulUntil: plusMinutes(tx.now, 60) });

  it('a key is written once, however often and from however many commits it is said', async () => {
    await fresh.store.commit(async (tx) => (say(tx, 'first'), say(tx, 'second')));
    await Promise.all(Array.from({ length: 10 }, (_, i) => fresh.store.commit(async (tx) => say(tx, String(i)))));
    expect(await fresh.store.read(`SELECT phone FROM message WHERE key = 'told once'`)).toEqual([{ phone: 'first' }]);
  });
});
