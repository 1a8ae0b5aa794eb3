import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isZone } from '#time/zone';

/*
 * The folder of networks: `networks/<id>/` holds one each, and the text file `current` the id of the one in use. It is
 * replaced by a rename, so a reader finds the old one or the new one and nothing between.
 */

export const NetworkId = z.string().regex(/^[a-z0-9-]{1,64}$/);

const About = z.object({
  id: NetworkId,
  name: z.string(),
  /** The IANA zone of the area. */
  zone: z.string().refine(isZone),
  /** West, south, east, north in degrees. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  builtAt: z.iso.datetime(),
  /** What it was built from. */
  source: z.string(),
  /** To be shown with every map and every address. */
  attribution: z.string(),
  /** Roads a car may use. */
  ways: z.number().int(),
  addresses: z.number().int(),
});

/** What a network says of itself in `about.json`. */
export type About = Readonly<z.infer<typeof About>>;

export type Network = { readonly dir: string; readonly about: About };

/** The network in use; null when there is none. Throws a sentence when it cannot be read. */
export function currentNetwork(roadsDir: string): Network | null {
  const id = currentId(roadsDir);
  return id === null ? null : readNetwork(roadsDir, id);
}

/** The id of the network in use; null when there is none. */
export function currentId(roadsDir: string): string | null {
  let text: string;
  try {
    text = readFileSync(join(roadsDir, 'current'), 'utf8').trim();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
  return NetworkId.safeParse(text).success ? text : null;
}

/** The network `id`; null when it is not there or not whole. */
export function readNetwork(roadsDir: string, id: string): Network | null {
  const dir = join(roadsDir, 'networks', id);
  try {
    return { dir, about: About.parse(JSON.parse(readFileSync(join(dir, 'about.json'), 'utf8'))) };
  } catch {
    return null;
  }
}

/** A new folder to build in. What builds that were killed have left behind is swept away first. */
export function openBuilding(roadsDir: string): string {
  const networks = join(roadsDir, 'networks');
  mkdirSync(networks, { recursive: true });
  for (const name of readdirSync(networks)) {
    const pid = /^\.building-(\d+)$/.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(networks, name), { recursive: true, force: true });
  }
  const dir = join(networks, `.building-${process.pid}`);
  mkdirSync(dir);
  return dir;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's
  }
}

/** Gives a finished network its name; one that is there already under that name is kept. */
export function install(building: string, roadsDir: string, about: About): Network {
  writeFileSync(join(building, 'about.json'), JSON.stringify(about, null, 2) + '\n');
  const dir = join(roadsDir, 'networks', about.id);
  if (existsSync(dir) && !readNetwork(roadsDir, about.id)) rmSync(dir, { recursive: true, force: true });
  if (!existsSync(dir)) renameSync(building, dir);
  return { dir, about };
}

/** Puts network `id` to use, keeps the one that was in use before, and removes the rest. */
export function putToUse(roadsDir: string, id: string): void {
  const before = currentId(roadsDir);
  if (before === id) return;
  const path = join(roadsDir, 'current');
  const next = `${path}.${process.pid}`;
  writeFileSync(next, `${id}\n`);
  renameSync(next, path);
  const networks = join(roadsDir, 'networks');
  for (const name of readdirSync(networks))
    if (NetworkId.safeParse(name).success && name !== id && name !== before)
      rmSync(join(networks, name), { recursive: true, force: true });
}
