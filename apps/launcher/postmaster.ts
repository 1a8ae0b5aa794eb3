import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, livingIn } from '#apps/launcher/processes';

export type Postmaster = { readonly pid: number; readonly port: number; readonly status: string };

/** What the server of data directory `data` wrote about itself in `postmaster.pid`, or `null` when none runs there. */
export function postmasterOf(data: string): Postmaster | null {
  const written = read(data);
  if (!written) return null;
  const living = livingIn(data);
  return (living ? living.includes(written.pid) : isAlive(written.pid)) ? written : null;
}

/**
 * Removes a `postmaster.pid` that PostgreSQL itself would take for a living server (its process is a zombie, or the
 * number went to another process). False while backends of the dead server still live: then the file must stay.
 */
export function clearStalePid(data: string): boolean {
  const living = livingIn(data);
  if (!living) return true; // PostgreSQL judges by itself where we cannot
  if (living.length > 0) return false;
  rmSync(join(data, 'postmaster.pid'), { force: true });
  return true;
}

function read(data: string): Postmaster | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`The database in ${data} belongs to another user: run Doorward as that user.`, { cause: error });
  }
}
