import { randomBytes } from 'node:crypto';
import pg from 'pg';

export type Database = { readonly url: string; drop(): Promise<void> };

const OURS = 'doorward_story_';

/** A database for one story on the server of `url`. What earlier stories left there, killed without a word, goes first. */
export async function storyDatabase(url: string): Promise<Database> {
  const name = OURS + randomBytes(6).toString('hex');
  await onServer(url, async (client) => {
    await dropLeftOvers(client);
    await client.query(`CREATE DATABASE ${name}`);
  });
  const database = new URL(url);
  database.pathname = `/${name}`;
  return {
    url: database.href,
    drop: () => onServer(url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function dropLeftOvers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database d WHERE datname ~ $1
       AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)`,
    [`^${OURS}[0-9a-f]{12}$`],
  );
  // One that somebody has opened meanwhile is left to him.
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name}`).catch(() => undefined);
}

async function onServer(url: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
