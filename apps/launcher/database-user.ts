import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

export type DatabaseUser = { readonly uid: number; readonly gid: number };

const NOBODY = 65534;

/**
 * Who runs PostgreSQL, which refuses to run as root: `null` for "as ourselves". Under root it is the owner of `dataDir`
 * when there is one already, else `postgres`, else `nobody`. No account is ever created.
 */
export function databaseUser(dataDir: string): DatabaseUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  return account(accounts, 'postgres') ?? account(accounts, 'nobody') ?? { uid: NOBODY, gid: NOBODY };
}

/** Whether `user` may walk into `dir`: asked of the kernel, because modes alone do not tell of access lists. */
export const canEnter = (dir: string, user: DatabaseUser) =>
  spawnSync('/bin/sh', ['-c', 'cd "$0"', dir], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

function account(lines: readonly string[], name: string): DatabaseUser | undefined {
  const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
  return Number(uid) > 0 && Number(gid) > 0 ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
