import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** CPU milliseconds, process by process. */
export type Cpu = { readonly api: number; readonly worker: number; readonly postgres: number };

type Pids = { readonly api: number; readonly worker: number; readonly postmaster: number };

/** What the processes have used so far, the server with all its children. Only Linux tells (`/proc`); elsewhere null. */
export function cpuOf({ api, worker, postmaster }: Pids): Cpu | null {
  const server = statOf(postmaster);
  if (!server) return null;
  const backends = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter(({ parent }) => parent === postmaster);
  const postgres = server.own + server.endedChildren + backends.reduce((total, { own }) => total + own, 0);
  return { api: statOf(api)?.own ?? 0, worker: statOf(worker)?.own ?? 0, postgres };
}

/** What one process has used so far, in CPU milliseconds; null where the system does not tell. */
export const cpuOfProcess = (pid: number): number | null => statOf(pid)?.own ?? null;

/** What was used between two looks, for each of `count` things; null where it cannot be told. */
export function cpuBetween(before: Cpu | null, after: Cpu | null, count: number): (Cpu & { total: number }) | null {
  if (!before || !after) return null;
  const api = (after.api - before.api) / count;
  const worker = (after.worker - before.worker) / count;
  const postgres = (after.postgres - before.postgres) / count;
  return { api, worker, postgres, total: api + worker + postgres };
}

/** From /proc/PID/stat: the name in brackets may hold spaces, everything behind it is counted from there. */
function statOf(pid: number): { parent: number; own: number; endedChildren: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ms = (i: number) => (Number(fields[i]) * 1000) / TICKS_PER_SECOND;
    return { parent: Number(fields[1]), own: ms(11) + ms(12), endedChildren: ms(13) + ms(14) };
  } catch {
    return null; // ended meanwhile, or no /proc here
  }
}
