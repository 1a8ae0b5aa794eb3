import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { prepareDatabase } from '#flows/prepare-database';
import { dataSource } from '#store/data-source';
import { migrate } from '#store/migrate';
import { type FreshDatabase, freshDatabase } from '#test/setup/database';

const names: string[] = [];

/** A database with nothing in it, not even tables. */
async function emptyDatabase(): Promise<string> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  names.push(name);
  await sql(process.env.TEST_POSTGRES_URL!, `CREATE DATABASE ${name}`);
  const url = new URL(process.env.TEST_POSTGRES_URL!);
  url.pathname = `/${name}`;
  return url.href;
}

afterAll(async () => {
  for (const name of names) await sql(process.env.TEST_POSTGRES_URL!, `DROP DATABASE ${name} WITH (FORCE)`);
});

async function sql<Row>(connectionString: string, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(query)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** What TypeORM would have to change so that the database is as the tables in `libs/store/tables` say. */
async function drift(url: string): Promise<string[]> {
  const database = await dataSource(url, 2).initialize();
  try {
    return (await database.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
  } finally {
    await database.destroy();
  }
}

const migrations = (url: string) => sql(url, 'SELECT * FROM migration_done ORDER BY id');

describe('the migrations', () => {
  it('make of an empty database exactly what the tables say, and do nothing the second time', async () => {
    const url = await emptyDatabase();
    await migrate(url);
    expect(await drift(url)).toEqual([]);
    const before = await migrations(url);
    await migrate(url);
    expect(await migrations(url)).toEqual(before);
  });

  it('may be started by several processes at once', async () => {
    const url = await emptyDatabase();
    await Promise.all([1, 2, 3, 4].map(() => prepareDatabase(url)));
    expect(await migrations(url)).toHaveLength(dataSource(url).options.migrations!.length as number);
    expect(await drift(url)).toEqual([]);
  });
});

describe('drift is seen', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ['a column nobody maps', 'ALTER TABLE shift ADD COLUMN note text', /note/],
    ['a column that may be empty', 'ALTER TABLE message ALTER COLUMN phone DROP NOT NULL', /"message".*"phone"/],
    ['a lost index', 'DROP INDEX timer_due_at_idx', /timer_due_at_idx/],
    ['a lost rule against double booking', 'ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_double_booking', /gist/],
    ['a lost reference', 'ALTER TABLE hold DROP CONSTRAINT hold_technician_id_fkey', /hold_technician_id_fkey/],
    ['a lost check', 'ALTER TABLE clock DROP CONSTRAINT clock_rate_check', /clock_rate_check/],
  ])('%s', async (_, change, seen) => {
    expect((await drift(database.url)).join('\n')).not.toMatch(seen);
    await sql(database.url, change);
    expect((await drift(database.url)).join('\n')).toMatch(seen);
  });
});

it('no table of ours is named like one of the queue’s, so that no search path can mix them up', async () => {
  const database = await freshDatabase();
  const tables = await sql<{ schema: string; name: string }>(
    database.url,
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname IN ('public', 'bullmq')`,
  );
  const of = (schema: string) => tables.filter((t) => t.schema === schema).map(({ name }) => name);
  expect(of('bullmq').length).toBeGreaterThan(0);
  expect(of('public').length).toBeGreaterThan(20);
  expect(of('public').filter((name) => of('bullmq').includes(name))).toEqual([]);
  await database.drop();
});
