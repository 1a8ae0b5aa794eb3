import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { keepPostgresUp } from '#apps/launcher/keep-postgres-up';
import { anyFreePort } from '#apps/launcher/ports';
import { up, type Postgres } from '#apps/launcher/postgres';
import { postgresHome } from '#apps/launcher/postgres-home';
import { isAlive } from '#apps/launcher/processes';

const underRoot = process.getuid?.() === 0 ? it : it.skip;

let stateDir: string;
const started: Postgres[] = [];
const upHere = async (options: { port?: number; mode?: 'lasting' | 'test' } = {}) => {
  const postgres = await up({ stateDir, mode: 'test', ...options });
  started.push(postgres);
  return postgres;
};

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'doorward-postgres-'));
  chmodSync(stateDir, 0o755);
});

afterEach(async () => {
  const last = started.at(-1);
  await last?.stop();
  if (last) rmSync(dirname(last.data), { recursive: true });
  started.length = 0;
  rmSync(stateDir, { recursive: true });
});

it('starts PostgreSQL 18 with a database of our own, in UTC and UTF-8, and stops it', async () => {
  const postgres = await upHere({ mode: 'lasting' });
  const sql = `SELECT current_database() AS name, current_setting('server_version_num')::int / 10000 AS version,
    current_setting('TimeZone') AS zone, current_setting('server_encoding') AS encoding, uuidv7() IS NOT NULL AS uuidv7`;
  expect(await query(postgres, sql)).toEqual([
    { name: 'doorward', version: 18, zone: 'UTC', encoding: 'UTF8', uuidv7: true },
  ]);
  await postgres.stop();
  expect(isAlive(postgres.pid)).toBe(false);
});

it('lets nobody in without the password, which only its owner can read', async () => {
  const postgres = await upHere();
  const wrong = new URL(postgres.url);
  wrong.password = 'guess';
  await expect(query({ url: wrong.href }, 'SELECT')).rejects.toThrow('password authentication failed');
  expect(statSync(join(postgres.data, 'doorward-password')).mode & 0o777).toBe(0o600);
});

it('takes the running server instead of starting another', async () => {
  const first = await upHere();
  const again = await upHere();
  expect([again.pid, again.port, again.url]).toEqual([first.pid, first.port, first.url]);
});

it('comes back after SIGKILL with everything that was committed', async () => {
  const first = await upHere();
  await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
  process.kill(first.pid, 'SIGKILL');
  const second = await upHere({ port: first.port });
  expect(second.pid).not.toBe(first.pid);
  expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
});

it('is started again on the same port when it dies under a watch', async () => {
  const lines: string[] = [];
  let isBack = () => {};
  const back = new Promise<void>((resolve) => (isBack = resolve));
  const watched = await keepPostgresUp({
    stateDir,
    mode: 'test',
    onLine(line) {
      lines.push(line);
      if (line.endsWith('is back')) isBack();
    },
  });
  started.push(watched);
  process.kill(watched.pid, 'SIGKILL');
  await back;
  expect(await query(watched, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  expect(lines).toEqual(['PostgreSQL ended; starting it again', 'PostgreSQL is back']);
  await watched.stop();
});

it('refuses a port that was asked for and is taken, and names the setting', async () => {
  const { server, port } = await occupied();
  await expect(up({ stateDir, mode: 'test', port })).rejects.toThrow(
    `Port ${port} is in use: set DOORWARD_PG_PORT to a free one, or unset it and Doorward picks one.`,
  );
  server.close();
});

it('moves to the port that is asked for when it runs on another', async () => {
  const first = await upHere();
  const port = await anyFreePort();
  const moved = await upHere({ port });
  expect([moved.port, isAlive(first.pid)]).toEqual([port, false]);
});

it('forgets a data directory that was never finished', async () => {
  const home = postgresHome(stateDir);
  spawnSync('mkdir', [join(home.dir, 'data.123')]);
  const postgres = await upHere();
  expect(existsSync(join(dirname(postgres.data), 'data.123'))).toBe(false);
});

underRoot('runs from another folder when the database user cannot walk into ours', async () => {
  chmodSync(stateDir, 0o700);
  const postgres = await upHere();
  expect(postgres.data.startsWith(stateDir)).toBe(false);
  expect(await query(postgres, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  expect((await upHere()).pid).toBe(postgres.pid);
});

async function occupied(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as { port: number }).port };
}

async function query({ url }: { url: string }, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
