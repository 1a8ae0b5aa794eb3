import { join } from 'node:path';
import { chosenPort } from '#apps/launcher/chosen-port';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { supervise } from '#apps/launcher/supervise';
import { findTileBuilder } from '#apps/roads/build/road-tiles';
import { networkInUse } from '#apps/roads/network';

type Given = Readonly<Record<string, string | undefined>>;

export type StartedRoads = {
  /** The area, as its network is named. */
  readonly name: string;
  /** Tells api and worker where driving times come from. */
  readonly env: { readonly ROADS: string; readonly ROADS_URL: string };
  /** When it answers, or knows why it cannot. Rejects, with the process ended, when it never comes that far. */
  whenReady(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts the process that answers from the road network in use, in `env.ROADS_DIR`. Null where ROADS says something
 * else, where there is no network, or where its engine does not run here: driving times are estimates then, or come from
 * the server that is named. Throws an `UnusableSetting` for a port that is taken.
 */
export async function startRoads(env: Given, onLine: (line: string) => void): Promise<StartedRoads | null> {
  if (env['ROADS'] || !env['ROADS_DIR'] || 'missing' in findTileBuilder()) return null;
  const name = nameOfRoads(env['ROADS_DIR']);
  if (name === null) return null;
  const port = String(await chosenPort(env, 'ROADS_PORT', 3020));
  const roads = supervise({
    name: 'roads',
    script: join(CLONE_DIR, 'dist', 'apps', 'roads', 'main.js'),
    env: { ROADS_DIR: env['ROADS_DIR'], ROADS_PORT: port, LOG_LEVEL: env['LOG_LEVEL'] },
    onLine: (line) => onLine(`roads    | ${line}`),
  });
  return {
    name,
    env: { ROADS: 'valhalla', ROADS_URL: `http://127.0.0.1:${port}` },
    whenReady: () => roads.whenReady().catch((failure: unknown) => roads.stop().then(() => Promise.reject(failure))),
    stop: roads.stop,
  };
}

function nameOfRoads(dir: string): string | null {
  try {
    return networkInUse(dir).name;
  } catch {
    return null;
  }
}
