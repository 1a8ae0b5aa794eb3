import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNetwork } from '#apps/roads/build/build-network';
import { type Network, networkInUse } from '#apps/roads/network';
import { buildGridTown } from '#test/roads/grid-town';

export type BenchTown = { readonly dir: string; readonly network: Network; readonly remove: () => void };

/** The roads to measure on: of an extract, of a directory of networks, or of a made-up town. */
export async function openTown(given: string | undefined): Promise<BenchTown> {
  if (given !== undefined && statSync(given).isDirectory())
    return { dir: given, network: networkInUse(given), remove: () => {} };
  const dir = mkdtempSync(join(tmpdir(), 'doorward-bench-roads-'));
  if (given === undefined) await buildGridTown(dir);
  else
    await buildNetwork({
      file: given,
      name: 'Bench',
      zone: 'UTC',
      attribution: '',
      roadsDir: dir,
      now: new Date(),
      steps: { run: async (_, work) => work() },
    });
  return { dir, network: networkInUse(dir), remove: () => rmSync(dir, { recursive: true, force: true }) };
}
