import pg from 'pg';
import { type Following, followTimeline } from '#live/follow';
import { type FreshStore, freshStore } from '#test/setup/store';

let fresh: FreshStore;
let following: Following | null = null;
beforeAll(async () => {
  fresh = await freshStore();
});
afterEach(() => following?.close());
afterAll(() => fresh.close());

/** Follows and keeps the reasons of all events; `heard` waits until so many have come. */
async function follow(before: (batch: readonly string[], nth: number) => Promise<void> = async () => undefined) {
  const reasons: string[] = [];
  const errors: unknown[] = [];
  let batches = 0;
  let look = () => undefined as void;
  following = await followTimeline(
    fresh.url,
    fresh.store.read,
    async (events) => {
      const batch = events.map(({ reason }) => reason);
      await before(batch, ++batches);
      reasons.push(...batch);
      look();
    },
    (error) => errors.push(error),
  );
  const heard = (count: number) =>
    new Promise<void>((resolve) => {
      look = () => reasons.length >= count && resolve();
      look();
    });
  return { reasons, errors, heard, following };
}

const happens = (...reasons: string[]) =>
  fresh.store.commit(async (tx) => {
    for (const reason of reasons) tx.record({ type: 'visit.noted', actor: 'spec', reason });
  });

/** Everything written since `first`, in the order of the cursor. */
const written = async (first: string) => {
  const rows = await fresh.store.read<{ reason: string }>('SELECT reason FROM timeline ORDER BY xid, id');
  const all = rows.map(({ reason }) => reason);
  return all.slice(all.indexOf(first));
};

/** The connections that listen for us. */
const listeners = async () =>
  (
    await fresh.store.read<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'doorward live'`,
    )
  ).map(({ pid }) => pid);
const cut = (pids: number[]) => fresh.store.read('SELECT pg_terminate_backend(unnest($1::int[]))', [pids]);

async function until(isSo: () => Promise<boolean>) {
  while (!(await isSo())) await new Promise(setImmediate);
}

it('what happened before is not told, what happens is', async () => {
  await happens('long ago');
  await until(async () => (await fresh.store.read(`SELECT 1 FROM timeline WHERE xid < ${XMIN}`)).length > 0);
  const { reasons, heard } = await follow();
  await happens('now');
  await heard(1);
  expect(reasons).toEqual(['now']);
});

const XMIN = 'pg_snapshot_xmin(pg_current_snapshot())::text::bigint';

it('of concurrent commits every event comes once, and in the one order', async () => {
  const { reasons, heard, errors } = await follow();
  await happens('first');
  const commits = Array.from({ length: 150 }, (_, i) => happens(`${i}:a`, `${i}:b`));
  await Promise.all(commits);
  await heard(301);
  expect(reasons).toEqual(await written('first'));
  expect(new Set(reasons).size).toBe(301);
  expect(errors).toEqual([]);
});

it('a commit that takes its time is waited for, and nothing passes it', async () => {
  const { reasons, heard } = await follow();
  const slow = new pg.Client({ connectionString: fresh.url });
  await slow.connect();
  await slow.query('BEGIN');
  await slow.query(
    `INSERT INTO timeline (at, type, actor, reason, data) VALUES (now(), 'visit.noted', 'spec', 'slow', '{}')`,
  );
  await happens('quick');
  expect(reasons).toEqual([]);
  await slow.query('COMMIT'); // without a notification, as from another program
  await slow.end();
  await heard(2);
  expect(reasons).toEqual(['slow', 'quick']);
});

it('a batch whose reader fails is told of and comes again, and nothing is skipped', async () => {
  const { reasons, heard, errors } = await follow(async (_, nth) => {
    if (nth === 1) throw new Error('the room is gone');
  });
  await happens('one');
  await until(async () => errors.length === 1);
  await happens('two');
  await heard(2);
  expect(reasons).toEqual(['one', 'two']);
  expect(String(errors[0])).toContain('the room is gone');
});

it('a connection that is cut is taken up again, and nothing that happened meanwhile is lost', async () => {
  const { reasons, heard, errors } = await follow();
  await happens('before');
  await heard(1);
  for (let i = 0; i < 3; i++) {
    const pids = await listeners();
    expect(pids).toHaveLength(1);
    await cut(pids);
    await Promise.all([happens(`cut ${i}:a`), happens(`cut ${i}:b`)]);
    await until(async () => (await listeners()).some((pid) => !pids.includes(pid)));
    await happens(`listening ${i}`);
  }
  await heard(10);
  expect(reasons).toEqual(await written('before'));
  expect(reasons).toHaveLength(10);
  expect(errors).toEqual([]);
});

it('closed while its connection is away, it does not come back', async () => {
  const { following: open } = await follow();
  await cut(await listeners());
  await until(async () => (await listeners()).length === 0);
  await open.close();
  const soon = Date.now() + 1_000; // it tries again after half a second
  let found: number[] = [];
  await until(async () => (found = await listeners()).length > 0 || Date.now() > soon);
  expect(found).toEqual([]);
});
