import { join } from 'node:path';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { ofThisMachine } from '#apps/launcher/of-this-machine';
import { anyFreePort } from '#apps/launcher/ports';
import { supervise, type Child } from '#apps/launcher/supervise';

export type StackOptions = {
  /** Migrated already. */
  readonly databaseUrl: string;
  /** The settings of both processes, as the README lists them; PATH and the like are added. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `free`: any free port for the API where `env` names none; else 3000. */
  readonly ports?: 'free';
  /** Each line the processes write, such as `api      | listening`. Without it they are silent. */
  readonly onLine?: (line: string) => void;
  /** Aborted before both serve, the start is given up. */
  readonly signal?: AbortSignal;
};

export type Stack = {
  /** Where the API answers on this machine. */
  readonly apiUrl: string;
  readonly api: Child;
  readonly worker: Child;
  stop(): Promise<void>;
};

/** Starts one API and one worker process and resolves when both serve. Rejects, with both ended, when one does not. */
export async function startStack({ databaseUrl, env, ports, onLine = () => {}, signal }: StackOptions): Promise<Stack> {
  const port = env['PORT'] ?? (ports === 'free' ? String(await anyFreePort()) : '3000');
  const apiUrl = `http://127.0.0.1:${port}`;
  const settings = { PUBLIC_URL: apiUrl, ...env, PORT: port, DATABASE_URL: databaseUrl };
  const child = (name: string) =>
    supervise({
      name,
      script: join(CLONE_DIR, 'dist', 'apps', name, 'main.js'),
      env: { ...ofThisMachine(), ...settings },
      onLine: (line) => onLine(`${name.padEnd(8)} | ${line}`),
    });
  const [api, worker] = [child('api'), child('worker')];
  const stop = async () => void (await Promise.all([api.stop(), worker.stop()]));
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all([api.whenReady(), worker.whenReady()]);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return { apiUrl, api, worker, stop };
}
