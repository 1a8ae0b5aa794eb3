import pg from 'pg';
import { type Cursor, eventsAfter, isCursor, newestCursor } from '#store/timeline';
import { type FreshStore, freshStore } from '#test/setup/store';

let fresh: FreshStore;
let early: pg.Client;
let late: pg.Client;
beforeAll(async () => {
  fresh = await freshStore();
  [early, late] = [new pg.Client({ connectionString: fresh.url }), new pg.Client({ connectionString: fresh.url })];
  await Promise.all([early.connect(), late.connect()]);
});
afterAll(async () => {
  await Promise.all([early.end(), late.end()]);
  await fresh.close();
});

const reader = { sql: <Row>(query: string, parameters?: unknown[]) => fresh.store.read<Row>(query, parameters) };
const write = (client: pg.Client, reason: string) =>
  client.query(
    `INSERT INTO timeline (at, type, actor, reason, data) VALUES (doorward_now(), 'visit.noted', 'spec', $1, '{}')`,
    [reason],
  );

/** Reads on from `cursor` until nothing more is said to come. Other spec files' commits hold everybody back a moment. */
async function readOn(cursor: Cursor, most = 100) {
  const reasons: string[] = [];
  for (let more = true; more;) {
    const found = await eventsAfter(reader, cursor, most);
    reasons.push(...found.events.map(({ reason }) => reason));
    ({ cursor, more } = found);
  }
  return { reasons, cursor };
}

it('an event that commits late is not lost behind a later one that commits early', async () => {
  const start = await newestCursor(reader);
  await early.query('BEGIN');
  await write(early, 'written first, committed last');
  await write(late, 'written last, committed first');

  const between = await eventsAfter(reader, start, 100);
  expect(between).toEqual({ events: [], cursor: start, more: true });

  await early.query('COMMIT');
  expect((await readOn(start)).reasons).toEqual(['written first, committed last', 'written last, committed first']);
});

it('a transaction that comes to nothing holds nobody back', async () => {
  const { cursor: start } = await readOn('0.0');
  await early.query('BEGIN');
  await write(early, 'never was');
  await write(late, 'was');
  await early.query('ROLLBACK');
  expect((await readOn(start)).reasons).toEqual(['was']);
});

it('read in small steps or in one, all come once and in the same order', async () => {
  const { cursor: start } = await readOn('0.0');
  const clients = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => {
      const client = new pg.Client({ connectionString: fresh.url });
      await client.connect();
      return { client, n };
    }),
  );
  await Promise.all(
    clients.map(async ({ client, n }) => {
      for (let i = 0; i < 10; i++) {
        await client.query('BEGIN');
        await write(client, `${n}:${i}:a`);
        await write(client, `${n}:${i}:b`);
        await client.query(i % 4 === 3 ? 'ROLLBACK' : 'COMMIT');
      }
      await client.end();
    }),
  );
  const whole = await readOn(start, 1000);
  expect(new Set(whole.reasons).size).toBe(8 * 8 * 2);
  expect(whole.reasons).toHaveLength(8 * 8 * 2);
  expect(await readOn(start, 3)).toEqual(whole);
  for (let n = 0; n < 8; n++) {
    const own = whole.reasons.filter((reason) => reason.startsWith(`${n}:`));
    expect(own).toEqual([0, 1, 2, 4, 5, 6, 8, 9].flatMap((i) => [`${n}:${i}:a`, `${n}:${i}:b`]));
  }
});

it('the newest cursor is behind everything that can be read', async () => {
  await write(late, 'the last one');
  const { cursor } = await readOn('0.0');
  expect(await newestCursor(reader)).toBe(cursor);
  expect(await eventsAfter(reader, cursor, 10)).toEqual({ events: [], cursor, more: false });
});

it('an event tells its time in UTC, whatever zone the session is in', async () => {
  const { cursor } = await readOn('0.0');
  await late.query(`SET timezone = 'Asia/Kathmandu'`);
  await late.query(
    `INSERT INTO timeline (at, type, actor, reason, data) VALUES ('2026-03-08 07:30Z', 'visit.noted', 'spec', '', '{}')`,
  );
  let found = await eventsAfter(reader, cursor, 1);
  while (found.more) found = await eventsAfter(reader, cursor, 1);
  expect(found.events[0]!.at).toBe('2026-03-08T07:30:00.000Z');
});

it.each([
  ['0.0', true],
  ['999999999999999999.1', true],
  ['9223372036854775808.1', false],
  ['1', false],
  ['1.', false],
  ['1.2.3', false],
  [`1.2'; DROP TABLE timeline`, false],
  ['-1.2', false],
  [12, false],
  [null, false],
])('%j is a cursor: %s', (text, isOne) => expect(isCursor(text)).toBe(isOne));
