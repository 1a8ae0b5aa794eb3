import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type About, currentId, readNetwork } from '#apps/roads/build/networks';
import { hasTiles } from '#apps/roads/build/road-tiles';

/** A road network that an engine can answer from. */
export type Network = About & {
  readonly tiles: string;
  /** Valhalla's database of time zones; without it the engine would take local times as UTC. */
  readonly timezones: string | null;
};

/** The network in use. Throws a sentence with what is missing. */
export function networkInUse(roadsDir: string): Network {
  const id = currentId(roadsDir);
  if (id === null)
    throw new Error(`there is no road network in ${roadsDir}; make one with: npm run roads -- FILE.osm.pbf`);
  const found = readNetwork(roadsDir, id);
  if (!found) throw new Error(`the road network ${id} in ${roadsDir} is not there or not whole; build it again`);
  const tiles = join(found.dir, 'tiles');
  if (!hasTiles(tiles)) throw new Error(`the road network ${id} was built without roads that can be driven`);
  const timezones = join(found.dir, 'timezones.sqlite');
  return { ...found.about, tiles, timezones: statSync(timezones, { throwIfNoEntry: false })?.size ? timezones : null };
}
