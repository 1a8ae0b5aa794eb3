import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { anyFreePort } from '#apps/launcher/ports';

export type RoadsStatus = {
  readonly says: string;
  readonly network: { readonly id: string; readonly name: string } | null;
  readonly engine: { readonly name: string; readonly pid: number } | null;
  readonly queue: { readonly live: number; readonly planning: number; readonly running: number };
  readonly answered: number;
  readonly refused: number;
  readonly restarts: number;
};

export type RoadsProcess = Awaited<ReturnType<typeof startRoadsProcess>>;

/** The real process apps/roads on a directory of networks, ready. */
export async function startRoadsProcess(dir: string) {
  const port = await anyFreePort();
  const url = `http://127.0.0.1:${port}`;
  const child = fork(join(CLONE_DIR, 'dist', 'apps', 'roads', 'main.js'), [], {
    env: { ROADS_DIR: dir, ROADS_PORT: String(port), LOG_LEVEL: 'error' },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  await Promise.race([
    once(child, 'message'),
    exited.then((code) => Promise.reject(new Error(`roads ended with ${code} before they served`))),
  ]);
  const status = async () => (await (await fetch(`${url}/status`)).json()) as RoadsStatus;
  return {
    url,
    child,
    /** The code it ends with. */
    exited,
    status,
    post: (path: string, body: string | object, signal?: AbortSignal) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...(signal ? { signal } : {}),
      }),
    /** Looks until the status is so. */
    async until(isSo: (status: RoadsStatus) => boolean): Promise<RoadsStatus> {
      for (let tries = 0; tries < 2000; tries++) {
        const now = await status();
        if (isSo(now)) return now;
        await pause(10);
      }
      throw new Error(`it never came to that: ${JSON.stringify(await status())}`);
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      return exited;
    },
  };
}
