import { setTimeout as pause } from 'node:timers/promises';
import { up, type Postgres, type PostgresOptions } from '#apps/launcher/postgres';
import { isAlive } from '#apps/launcher/processes';

/**
 * `up`, and up again on the same port whenever the server dies, until `stop()`. Each line to `onLine` is one thing that
 * happened to it.
 */
export async function keepPostgresUp(
  options: PostgresOptions & { readonly onLine: (line: string) => void },
): Promise<Postgres> {
  let current = await up(options);
  const { port } = current;
  const stopping = new AbortController();
  const watched = watch();

  async function watch() {
    while (!stopping.signal.aborted) {
      await pause(250, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted || isAlive(current.pid)) continue;
      options.onLine('PostgreSQL ended; starting it again');
      try {
        current = await up({ ...options, port });
        options.onLine('PostgreSQL is back');
      } catch (error) {
        options.onLine(`PostgreSQL is not back: ${(error as Error).message}`);
        await pause(2000, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  return {
    ...current,
    get pid() {
      return current.pid;
    },
    async stop() {
      stopping.abort();
      await watched;
      await current.stop();
    },
  };
}
