import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter, databaseUser, type DatabaseUser } from '#apps/launcher/database-user';

/** Where one embedded PostgreSQL keeps its data, its log and, where needed, a copy of its programs. */
export type PostgresHome = { readonly dir: string; readonly data: string; readonly user: DatabaseUser | null };

/**
 * `<stateDir>/postgres`; or, when the database user cannot walk into it (root's home has mode 700), a folder of the
 * same clone where it can. Throws when that other folder belongs to somebody else.
 */
export function postgresHome(stateDir: string): PostgresHome {
  mkdirSync(stateDir, { recursive: true });
  const near = join(realpathSync(stateDir), 'postgres');
  const user = databaseUser(join(near, 'data'));
  openFolder(near);
  if (!user || canEnter(near, user)) return { dir: near, data: join(near, 'data'), user };
  const far = join(reachableRoot(), `doorward-${createHash('sha256').update(near).digest('hex').slice(0, 12)}`);
  claimFolder(far);
  return { dir: far, data: join(far, 'data'), user: databaseUser(join(far, 'data')) };
}

const reachableRoot = () => (existsSync('/var/tmp') ? '/var/tmp' : tmpdir());

// Only to be walked through by the database user; what lies inside has its own, tighter modes.
function openFolder(dir: string) {
  mkdirSync(dir, { recursive: true });
  if (process.platform !== 'win32') chmodSync(dir, 0o711);
}

// In a folder everybody may write to, somebody else could have put one of his own in our place.
function claimFolder(dir: string) {
  mkdirSync(dir, { recursive: true });
  const found = lstatSync(dir);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${dir} belongs to another user: remove it, or set DATABASE_URL to a PostgreSQL of your own.`);
  }
  openFolder(dir);
}
