import {
  type ConnectionOptions,
  createPostgresBackend,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where the bells hang: PostgreSQL by default, Redis where many machines share the work. The same code either way. */
export type QueuePlace = { readonly databaseUrl: string; readonly redisUrl?: string | undefined };

/** Opens queues and workers on one shared connection. */
export type Backend = {
  queue(name: string): Queue;
  worker(name: string, work: () => Promise<void>, options: { concurrency: number; runRetryDelay: number }): Worker;
  close(): Promise<void>;
};

export const openBackend = (place: QueuePlace): Backend =>
  place.redisUrl ? onRedis(place.redisUrl) : onPostgres(place.databaseUrl);

/** Bells are kept only until answered; a failed one is dropped, for the sweep finds what it stood for. */
const DEFAULTS: Pick<QueueOptions, 'defaultJobOptions'> = {
  defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
};

function onPostgres(databaseUrl: string): Backend {
  // Each worker keeps one connection listening; the rest serve `add` and the running jobs.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 16,
    keepAlive: true,
    application_name: 'doorward bells',
    options: '-c search_path=bullmq',
  });
  pool.on('error', () => undefined); // a dropped idle connection is replaced at the next query
  const connection = pool as unknown as ConnectionOptions;
  return {
    queue: (name) => new Queue(name, { connection, ...DEFAULTS }, createPostgresBackend as never),
    worker: (name, work, options) =>
      new Worker(name, work, { connection, ...options } as WorkerOptions, createPostgresBackend as never),
    close: () => pool.end(),
  };
}

function onRedis(redisUrl: string): Backend {
  // Not lazily: BullMQ waits for a Redis that is not there yet only if it is already being called.
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  connection.on('error', () => undefined); // it reconnects by itself; callers see their own calls fail meanwhile
  const asOptions = connection as unknown as ConnectionOptions;
  return {
    queue: (name) => new Queue(name, { connection: asOptions, ...DEFAULTS }),
    worker: (name, work, options) => new Worker(name, work, { connection: asOptions, ...options }),
    close: async () => void connection.disconnect(),
  };
}

/** A place that is gone must not hold up the end of a process: this long its last words are waited for. */
export const PATIENCE_MS = 2_000;

/** Waits for `work`, but no longer than `ms`. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** Creates or updates BullMQ's own tables (schema `bullmq`); it does not do so by itself. */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client as never);
  } finally {
    await client.end();
  }
}
