import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SERVER_ENV } from '#apps/launcher/create-cluster';
import type { PostgresBinaries } from '#apps/launcher/postgres-binaries';
import type { PostgresHome } from '#apps/launcher/postgres-home';
import { postmasterOf } from '#apps/launcher/postmaster';

export type Launch = { readonly port: number; readonly lasting: boolean };

/** `busy`: the last server of this directory is not quite gone yet. */
export type Launched = 'ready' | 'port taken' | 'busy';

/** Starts the server, detached from us, and waits until it takes connections. Throws with its log when it gives up. */
export async function launchPostmaster(
  home: PostgresHome,
  { postgres }: PostgresBinaries,
  launch: Launch,
): Promise<Launched> {
  const log = openLog(home);
  const [command = postgres, ...args] = [
    ...(launch.lasting ? [] : dieWithUs()),
    postgres,
    ...settings(home.data, launch),
  ];
  const server = spawn(command, args, {
    ...home.user,
    cwd: home.dir,
    env: SERVER_ENV,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  server.unref();
  closeSync(log.fd);
  let ended: unknown;
  once(server, 'exit').then(
    ([code, signal]) => (ended = `it ended with ${code ?? signal}`),
    (error) => (ended = error),
  );
  while (ended === undefined) {
    if (postmasterOf(home.data)?.status === 'ready') return 'ready';
    await pause(10);
  }
  const said = readFileSync(log.path).subarray(log.from).toString();
  if (/could not bind|Address already in use/i.test(said)) return 'port taken';
  if (/lock file .* already exists|shared memory block .* still in use/i.test(said)) return 'busy';
  throw new Error(`PostgreSQL did not start: ${String(ended)}. Its log, ${log.path}, says:\n${said.trim()}`);
}

const settings = (data: string, { port, lasting }: Launch): string[] => {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Survives the death of any process, not the loss of power.
    ...(lasting ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return ['-D', data, ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
};

// Linux alone can end a process with its parent; elsewhere a killed test run leaves its server behind.
function dieWithUs(): string[] {
  const tied = ['--pdeathsig', 'INT'];
  return spawnSync('setpriv', [...tied, 'true']).status === 0 ? ['setpriv', ...tied] : [];
}

const LOG_LIMIT = 5_000_000;

function openLog({ dir }: PostgresHome) {
  const path = join(dir, 'server.log');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const from = size > LOG_LIMIT ? 0 : size;
  return { path, from, fd: openSync(path, from === 0 ? 'w' : 'a', 0o600) };
}
