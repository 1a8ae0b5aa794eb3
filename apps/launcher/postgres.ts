import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { clusterPassword, createCluster } from '#apps/launcher/create-cluster';
import { launchPostmaster } from '#apps/launcher/launch-postmaster';
import { isFree, nextFreePort } from '#apps/launcher/ports';
import { postgresBinaries } from '#apps/launcher/postgres-binaries';
import { postgresHome, type PostgresHome } from '#apps/launcher/postgres-home';
import { clearStalePid, postmasterOf } from '#apps/launcher/postmaster';
import { isAlive } from '#apps/launcher/processes';

export type PostgresOptions = {
  /** Where data and log go, unless the database user cannot reach it. */
  readonly stateDir: string;
  /** This port and no other; without it the one it runs on already, or the first free one from 54320. */
  readonly port?: number;
  /** `test`: quick instead of crash-safe, and (on Linux) gone with the process that started it. */
  readonly mode?: 'lasting' | 'test';
};

export type Postgres = {
  /** With the superuser's password; the database is `doorward`, in test mode `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** The data directory. */
  readonly data: string;
  /** Ends the server, whoever started it; open connections are cut. */
  stop(): Promise<void>;
};

const PATIENCE_MS = 60_000;

/**
 * Makes sure that an embedded PostgreSQL 18 serves `stateDir`: takes the running one, or starts it, creating the data
 * directory the first time. Works as root (the server then runs as an unprivileged user). Throws sentences for people.
 */
export async function up({ stateDir, port, mode = 'lasting' }: PostgresOptions): Promise<Postgres> {
  const home = postgresHome(stateDir);
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    const running = await attach(home, mode);
    if (running && (port === undefined || running.port === port)) return running;
    if (running) await running.stop();
    await start(home, mode, port);
  }
  throw new Error(
    `PostgreSQL in ${home.data} did not come up within ${PATIENCE_MS / 1000} s; see ${home.dir}/server.log.`,
  );
}

async function attach(home: PostgresHome, mode: 'lasting' | 'test'): Promise<Postgres | null> {
  const found = postmasterOf(home.data);
  if (found?.status !== 'ready') return null;
  const { pid, port } = found;
  const at = (database: string) => `postgres://postgres:${clusterPassword(home)}@127.0.0.1:${port}/${database}`;
  if (!(await servesOurData(at('postgres'), home))) return null;
  if (mode === 'lasting') await createDatabase(at('postgres'));
  return { url: at(mode === 'test' ? 'postgres' : 'doorward'), port, pid, data: home.data, stop: () => stop(home) };
}

async function start(home: PostgresHome, mode: 'lasting' | 'test', fixed: number | undefined) {
  const rising = postmasterOf(home.data);
  // One that is starting or stopping becomes one thing or the other; backends of a killed one end within a second.
  if (rising || !clearStalePid(home.data)) return pause(50);
  const binaries = postgresBinaries(home);
  const lasting = mode === 'lasting';
  createCluster(home, binaries, lasting);
  const port = fixed ?? (await nextFreePort(54320));
  const launched =
    fixed && !(await isFree(fixed)) ? 'port taken' : await launchPostmaster(home, binaries, { port, lasting });
  if (launched === 'port taken' && fixed) throw new PortTaken(fixed);
  if (launched === 'busy') await pause(200);
}

/** The port that was asked for by name is not free. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use: set DOORWARD_PG_PORT to a free one, or unset it and Doorward picks one.`);
  }
}

// A password that is right and the same directory: nobody else's server that happens to listen there.
async function servesOurData(url: string, { data }: PostgresHome): Promise<boolean> {
  try {
    const { rows } = await query(url, 'SHOW data_directory');
    return rows[0]?.data_directory === data;
  } catch {
    return false; // just going down, or not ours: the caller looks again
  }
}

async function createDatabase(url: string) {
  const { rowCount } = await query(url, `SELECT FROM pg_database WHERE datname = 'doorward'`);
  if (rowCount === 0) await query(url, 'CREATE DATABASE doorward');
}

async function query(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on('error', () => {}); // a connection cut while idle: the query in flight tells
  await client.connect();
  try {
    return await client.query<{ data_directory?: string }>(sql);
  } finally {
    await client.end();
  }
}

// SIGINT cuts connections and writes a checkpoint; SIGQUIT leaves that to the recovery at the next start.
const WAYS_TO_STOP = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 3000],
  ['SIGKILL', 2000],
] as const;

async function stop(home: PostgresHome) {
  for (const [signal, patienceMs] of WAYS_TO_STOP) {
    const pid = postmasterOf(home.data)?.pid;
    if (!pid) return;
    kill(pid, signal);
    for (const until = Date.now() + patienceMs; isAlive(pid) && Date.now() < until;) await pause(10);
  }
}

function kill(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended by itself in this moment
  }
}
