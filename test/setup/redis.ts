import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { anyFreePort } from '#apps/launcher/ports';

export type TestRedis = {
  readonly url: string;
  empty(): Promise<void>;
  /** As if its machine had lost power; `revive` starts it again, empty, at the same place. */
  kill(): Promise<void>;
  revive(): void;
  stop(): Promise<void>;
};

/** Where `redis-server` lies on the PATH; null on a machine that has none. */
export const redisServer = (): string | null =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((dir) => join(dir, 'redis-server'))
    .find(existsSync) ?? null;

/** A Redis of your own on a free port, with nothing in it and nothing kept. */
export async function startRedis(program: string): Promise<TestRedis> {
  const port = await anyFreePort();
  const dir = mkdtempSync(join(tmpdir(), 'doorward-redis-'));
  const start = () =>
    spawn(program, ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', dir], { stdio: 'ignore' });
  let server = start();
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: null });
  client.on('error', () => undefined); // until it listens
  await client.ping();
  return {
    url,
    empty: async () => void (await client.flushall()),
    kill: () => end(server),
    revive: () => void (server = start()),
    async stop() {
      client.disconnect();
      await end(server);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const end = (server: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGKILL');
  });
