import pg from 'pg';
import { freshDatabase } from '#test/setup/database';

describe('a fresh database', () => {
  it('is migrated, and nobody else sees what is written to it', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await query(one.url, 'CREATE TABLE mine ()');
    expect(await query(one.url, `SELECT to_regclass('migration_done')::text AS found`)).toEqual([
      { found: 'migration_done' },
    ]);
    expect(await query(other.url, `SELECT to_regclass('mine')::text AS found`)).toEqual([{ found: null }]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('is gone after drop, open connections or not', async () => {
    const database = await freshDatabase();
    const client = new pg.Client({ connectionString: database.url });
    const cut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await database.drop();
    await cut;
    await expect(query(database.url, 'SELECT')).rejects.toThrow('does not exist');
  });
});

it('the clock of the tests is UTC', () => {
  expect(new Date(2026, 0, 1).toISOString()).toBe('2026-01-01T00:00:00.000Z');
});

async function query(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
