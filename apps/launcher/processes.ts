import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Whether process `pid` runs. A zombie does not: under an init that never reaps (a container without one) it stays
 * listed for ever, yet does nothing.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

/** What tells this run of `pid` from a later process with the same number; empty where the system does not say. */
export const birthOf = (pid: number): string => statOf(pid)?.[19] ?? '';

/** The living processes whose working directory is `dir`, or `null` where the system does not say. */
export function livingIn(dir: string): number[] | null {
  if (process.platform !== 'linux') return null;
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => workingDir(pid) === dir && isAlive(pid));
}

// Fields of /proc/PID/stat from the state on; the name before it is in brackets and may hold anything.
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null; // gone, or a system without /proc
  }
}

function workingDir(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // gone, or another user's
  }
}
