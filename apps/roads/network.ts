import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isZone } from '#time/zone';

/** A road network as the command `npm run roads` leaves it in `ROADS_DIR/networks/<id>/`. */
export type Network = z.infer<typeof about> & {
  readonly tiles: string;
  /** Valhalla's database of time zones; without it the engine would take local times as UTC. */
  readonly timezones: string | null;
};

/** Why there is no network to answer from, in words. */
export class NoNetwork extends Error {}

const id = z.string().regex(/^[a-z0-9-]{1,64}$/);
const about = z.object({
  id,
  name: z.string(),
  zone: z.string().refine(isZone, 'is no time zone'),
  /** West, south, east, north. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  builtAt: z.string(),
  attribution: z.string(),
});

/** The network that `ROADS_DIR/current` names. Throws `NoNetwork` with what is missing. */
export async function currentNetwork(dir: string): Promise<Network> {
  const named = await readFile(join(dir, 'current'), 'utf8').catch(() => {
    throw new NoNetwork(`there is no road network in ${dir}; make one with: npm run roads -- FILE.osm.pbf`);
  });
  const name = id.safeParse(named.trim());
  if (!name.success) throw new NoNetwork(`${join(dir, 'current')} does not hold the id of a network`);
  const home = join(dir, 'networks', name.data);
  const told = about.safeParse(await json(join(home, 'about.json')));
  if (!told.success) {
    const [first] = told.error.issues;
    throw new NoNetwork(
      `${join(home, 'about.json')} is not as it should be: ${first?.path.join('.')} ${first?.message}`,
    );
  }
  const tiles = join(home, 'tiles');
  if (!(await hasTiles(tiles))) throw new NoNetwork(`the network ${name.data} has no tiles in ${tiles}`);
  const timezones = join(home, 'timezones.sqlite');
  const hasZones = await stat(timezones).then(
    (found) => found.size > 0,
    () => false,
  );
  return { ...told.data, id: name.data, tiles, timezones: hasZones ? timezones : null };
}

async function json(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new NoNetwork(`${file} cannot be read: ${String(cause)}`);
  }
}

async function hasTiles(dir: string): Promise<boolean> {
  const files = await readdir(dir, { recursive: true }).catch(() => []);
  return files.some((file) => file.endsWith('.gph'));
}
