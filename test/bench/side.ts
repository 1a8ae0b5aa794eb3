import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { anyFreePort } from '#apps/launcher/ports';
import { type Child, supervise } from '#apps/launcher/supervise';
import { type Loopback, startLoopback } from '#carriers/loopback';
import { type Cpu, cpuOf } from '#test/bench/cpu';
import type { Grounds } from '#test/bench/grounds';
import type { Town } from '#test/bench/town/plan';
import { writeTown } from '#test/bench/town/write-town';

export const APP_SECRET = 'a-secret-of-the-benchmarks-0123456789abcdef';
const SID = 'AC' + '0'.repeat(31) + '1';
const TOKEN = 'token-of-the-loopback-carrier';

/** What runs against the town: our worker, or a peer in its place. Both hear the same api. */
export const OUR_WORKER = 'apps/worker/main.js';

/** One api process, one worker process, one carrier and one database with the town in it. */
export type Side = {
  readonly url: string;
  /** Of every api process, the first of them `url`. */
  readonly urls: readonly string[];
  readonly databaseUrl: string;
  readonly carrier: Loopback;
  sql<Row extends object>(query: string, parameters?: unknown[]): Promise<Row[]>;
  /** Waits until nothing is under way: every event reacted to, every text delivered and reported. */
  rest(): Promise<void>;
  /** What api, worker and the database server have used so far; null where the system does not tell. */
  cpu(): Cpu | null;
  close(): Promise<void>;
};

/** Its database holds the town, or whatever `fill` writes into it; `env` are further settings. */
type Opening = {
  readonly name: string;
  readonly worker?: string;
  /** How many api processes; one as a rule. */
  readonly apis?: number;
  readonly env?: Readonly<Record<string, string>>;
} & ({ readonly town: Town } | { readonly fill: (databaseUrl: string) => Promise<void> });

export async function openSide(grounds: Grounds, opening: Opening): Promise<Side> {
  const { name, worker = OUR_WORKER, apis = 1 } = opening;
  const databaseUrl = await grounds.database(name);
  await ('town' in opening ? writeTown(databaseUrl, opening.town) : opening.fill(databaseUrl));
  const ports: number[] = [];
  for (let n = 0; n < apis; n++) ports.push(await anyFreePort());
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const url = urls[0]!;
  const carrier = await startLoopback({
    port: 0,
    accountSid: SID,
    authToken: TOKEN,
    webhookBase: url,
    optOuts: 'ours',
  });
  const env = { ...surroundings(), ...settings(databaseUrl, carrier), PUBLIC_URL: url, ...opening.env };
  let said = 0;
  const start = (script: string, port: number) =>
    supervise({
      name: `${name} ${script}`,
      script: join(CLONE_DIR, 'dist', script),
      env: { ...env, PORT: String(port) },
      onLine: (line) => said++ < MOST_LINES && console.error(`${name} ${script}: ${line.slice(0, 400)}`),
    });
  const all = ports.map((port) => start('apps/api/main.js', port));
  const work = start(worker, ports[0]!);
  await Promise.all([...all, work].map((child) => child.whenReady()));
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  return sideOf({ urls, databaseUrl, carrier, apis: all, work, db, postmaster: grounds.postmaster });
}

type Parts = {
  readonly urls: readonly string[];
  readonly databaseUrl: string;
  readonly carrier: Loopback;
  readonly apis: readonly Child[];
  readonly work: Child;
  readonly db: pg.Pool;
  readonly postmaster: number;
};

function sideOf({ urls, databaseUrl, carrier, apis, work, db, postmaster }: Parts): Side {
  const sql = async <Row extends object>(query: string, parameters: unknown[] = []) =>
    (await db.query<Row>(query, parameters)).rows;
  return {
    url: urls[0]!,
    urls,
    databaseUrl,
    carrier,
    sql,
    async rest() {
      const giveUpAt = Date.now() + PATIENCE_MS;
      for (let calm = 0; calm < 2;) {
        const [row] = await sql<{ open: string | null }>(UNDER_WAY);
        calm = row?.open ? 0 : calm + 1;
        if (Date.now() > giveUpAt) throw new Error(`it does not come to rest: ${row?.open}`);
        await pause(10);
      }
    },
    cpu: () => cpuOf({ api: apis[0]!.pid!, worker: work.pid!, postmaster }),
    async close() {
      await Promise.all([...apis, work].map((child) => child.stop()));
      await carrier.close();
      await db.end();
    },
  };
}

/** Enough of what the processes complain of to see what is wrong. */
const MOST_LINES = 20;
const PATIENCE_MS = 60_000;

/** What is still under way, in words, or null. */
const UNDER_WAY = /* sql */ `
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM timeline WHERE reacted_at IS NULL) THEN 'an event waits for its reaction'
    WHEN EXISTS (SELECT 1 FROM message WHERE state IN ('sending', 'unknown', 'sent') OR (state = 'pending' AND send_after <= doorward_now()))
      THEN 'a text is under way'
  END AS open
`;

const settings = (databaseUrl: string, carrier: Loopback) => ({
  DATABASE_URL: databaseUrl,
  APP_SECRET,
  TWILIO_ACCOUNT_SID: SID,
  TWILIO_AUTH_TOKEN: TOKEN,
  TWILIO_FROM: '+15550111',
  TWILIO_API_BASE: carrier.url,
  LOG_LEVEL: 'warn',
});

/** `BENCH_NODE_OPTIONS` reaches both processes, for a profiler. */
function surroundings(): NodeJS.ProcessEnv {
  const options = process.env['BENCH_NODE_OPTIONS'];
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], ...(options ? { NODE_OPTIONS: options } : {}) };
}
