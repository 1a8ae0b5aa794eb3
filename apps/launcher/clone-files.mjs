import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CLONE = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Holds the hash of the package-lock.json that node_modules was installed from. */
export const LOCK_STAMP = join(CLONE, 'node_modules', '.doorward-lock');

/** Every file below `dir`; none when there is no such folder. */
export function* filesIn(dir) {
  for (const entry of existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : []) {
    if (entry.isDirectory()) yield* filesIn(join(dir, entry.name));
    else yield join(dir, entry.name);
  }
}

/** What the file says, or `null` when it cannot be read. */
export function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

export function hashOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
