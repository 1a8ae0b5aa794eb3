import { fork } from 'node:child_process';
import { join } from 'node:path';
import { CLONE_DIR } from '#apps/launcher/clone-dir';

/** What the process that builds the demo town's roads tells the one that started it. */
export type RoadsTold = { readonly done: string };

/**
 * Builds the streets of the demo town where there are none yet, in a process that gives its memory back. A start does
 * not depend on them: what goes wrong is said, and driving times stay estimates.
 */
export async function prepareDemoRoads(env: NodeJS.ProcessEnv, onDone: (what: string) => void): Promise<void> {
  const child = fork(join(CLONE_DIR, 'dist', 'apps', 'launcher', 'build-demo-roads.js'), [], {
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], ROADS_DIR: env['ROADS_DIR'] },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  child.on('message', ({ done }: RoadsTold) => onDone(done));
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  if (code !== 0) onDone(`no roads, driving times are estimates: ${said.trim() || String(code)}`);
}
