import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from '#apps/launcher/postgres-binaries';
import type { PostgresHome } from '#apps/launcher/postgres-home';

/**
 * Creates the data directory of `home` unless it is there. It is made under another name and moved in one step: a
 * process killed half-way leaves nothing that looks finished. Throws with initdb's words when that fails.
 */
export function createCluster(home: PostgresHome, { initdb }: PostgresBinaries, lasting: boolean) {
  if (existsSync(home.data)) return;
  sweepHalfMade(home);
  const half = `${home.data}.${process.pid}`;
  const passwordFile = `${half}.password`;
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  for (const path of home.user ? [half, passwordFile] : []) chownSync(path, home.user!.uid, home.user!.gid);

  const made = spawnSync(initdb, [...options(half, passwordFile), ...(lasting ? [] : ['--no-sync'])], {
    ...home.user,
    cwd: home.dir,
    env: SERVER_ENV,
    encoding: 'utf8',
  });
  if (made.status !== 0) {
    throw new Error(`initdb could not create ${home.data}: ${made.error?.message ?? made.stderr.trim()}`);
  }
  renameSync(passwordFile, join(half, PASSWORD));
  renameSync(half, home.data);
}

/** The superuser's password of the data directory. */
export const clusterPassword = ({ data }: PostgresHome) => readFileSync(join(data, PASSWORD), 'utf8');

/** Nothing of the caller's PG* variables or language reaches the server; only Windows needs more than this. */
export const SERVER_ENV: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env['SystemRoot'] ? { SystemRoot: process.env['SystemRoot'] } : {}),
};

const PASSWORD = 'doorward-password';

// PostgreSQL's own C.UTF-8 sorts alike on every system, whatever languages that has.
const options = (dir: string, passwordFile: string) => [
  `--pgdata=${dir}`,
  '--username=postgres',
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

function sweepHalfMade({ dir }: PostgresHome) {
  for (const name of readdirSync(dir)) {
    if (/^data\.\d+/.test(name)) rmSync(join(dir, name), { recursive: true, force: true });
  }
}
