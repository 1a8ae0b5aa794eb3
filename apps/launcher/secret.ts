import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnce } from '#apps/launcher/create-once';

/** A random secret of `bytes` bytes, in hex, made the first time it is asked for and kept in `<stateDir>/<name>`. */
export function keptSecret(stateDir: string, name: string, bytes = 32): string {
  const path = join(stateDir, name);
  createOnce(path, randomBytes(bytes).toString('hex'));
  return readFileSync(path, 'utf8');
}
