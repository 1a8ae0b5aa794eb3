import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_ZONE } from '#flows/demo-streets';
import { buildNetwork, type BuildPlan, type Built } from '#apps/roads/build/build-network';
import { writeDemoExtract } from '#apps/roads/build/demo-extract';
import { currentNetwork } from '#apps/roads/build/networks';

const NAME = 'Demo town';
export const DEMO_ATTRIBUTION = 'A made-up town: no map data of OpenStreetMap or anybody else';

/**
 * Builds the network of the demo town and puts it to use, unless it is there already or an area of somebody's own is in
 * use: then null.
 */
export async function buildDemoNetwork(
  plan: Pick<BuildPlan, 'roadsDir' | 'now' | 'steps' | 'signal' | 'tileBuilder'>,
): Promise<Built | null> {
  const inUse = currentNetwork(plan.roadsDir);
  if (inUse && inUse.about.attribution !== DEMO_ATTRIBUTION) return null;
  const dir = mkdtempSync(join(tmpdir(), 'doorward-demo-town-'));
  try {
    const file = join(dir, 'demo-town.osm.pbf');
    writeDemoExtract(file);
    return await buildNetwork({ ...plan, file, name: NAME, zone: DEMO_ZONE, attribution: DEMO_ATTRIBUTION });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
