import { fork } from 'node:child_process';
import { join } from 'node:path';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import type { Prepared, SignIn } from '#apps/launcher/prepare-database';

/**
 * Migrates the database of `env` and, when DEMO is on, seeds the demo town. `onDone` hears what is done. Gives the
 * sign-in of the demo town. Throws with the words of what failed.
 */
export async function prepareDatabase(env: NodeJS.ProcessEnv, onDone: (what: string) => void): Promise<SignIn | null> {
  const child = fork(join(CLONE_DIR, 'dist', 'apps', 'launcher', 'prepare-database.js'), [], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  let signIn: SignIn | null = null;
  child.on('message', (step: Prepared) => {
    signIn = step.signIn ?? signIn;
    onDone(step.done);
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(said.trim() || 'The database could not be prepared.');
  return signIn;
}
