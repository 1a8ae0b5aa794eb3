import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';

/** What the figures were measured on; without it they mean nothing. */
export const machine = (postgres: string | null) => ({
  cores: availableParallelism(),
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${arch()}`,
  node: process.versions.node,
  postgres,
});

/** How many processes wanted a core in the last minute. Above the number of cores, wall times say little. */
export const load = () => Math.round(loadavg()[0]! * 100) / 100;
