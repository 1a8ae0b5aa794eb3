import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyFreePort } from '#apps/launcher/ports';
import { freshDatabase } from '#test/setup/database';
import { almostRight } from '#test/stories/almost-right';
import { tell } from '#test/stories/story';

const isHere = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

let redis: ChildProcess;
let dir: string;
let port: number;

/** As compose.yml runs it: appended to a file, nothing thrown away. */
async function startRedis(): Promise<void> {
  dir = mkdtempSync(join(tmpdir(), 'doorward-redis-'));
  port = await anyFreePort();
  redis = spawn(
    'redis-server',
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      dir,
      '--appendonly',
      'yes',
      '--maxmemory-policy',
      'noeviction',
    ],
    { stdio: 'ignore' },
  );
  for (let tries = 0; tries < 200; tries++) {
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('redis-server did not come up');
}

const answers = (at: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(at, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });

if (isHere) {
  beforeAll(startRedis);
  afterAll(() => {
    redis.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  });

  it('the story almost-right is the same with its bells on a real Redis, emptied in the middle of it', async () => {
    const database = await freshDatabase();
    const emptying = setInterval(
      () => execFileSync('redis-cli', ['-p', String(port), 'FLUSHALL'], { stdio: 'ignore' }),
      3_000,
    );
    try {
      const told = await tell(almostRight, {
        databaseUrl: database.url,
        env: { REDIS_URL: `redis://127.0.0.1:${port}` },
      });
      expect(told.missing).toEqual([]);
    } finally {
      clearInterval(emptying);
      await database.drop();
    }
  }, 180_000);
} else {
  it('is left out here: no redis-server was found on the PATH', () => {
    console.warn('The story on Redis was not told: no redis-server was found on the PATH.');
    expect(isHere).toBe(false);
  });
}
