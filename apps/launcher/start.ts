import { once } from 'node:events';
import { join } from 'node:path';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { completeSettings } from '#apps/launcher/complete-settings';
import { endings } from '#apps/launcher/endings';
import { loadEnvFile } from '#apps/launcher/env-file';
import { claimRunning } from '#apps/launcher/running-file';
import { sayFailure } from '#apps/launcher/say-failure';
import { startEverything } from '#apps/launcher/start-everything';
import { stopAsked } from '#apps/launcher/stop-asked';
import { welcome } from '#apps/launcher/welcome';

// What `npm start` runs. `--empty` leaves the demo town out.
const began = Date.now();
const stateDir = join(CLONE_DIR, '.doorward');
const signal = stopAsked();
const toEnd = endings();
try {
  loadEnvFile(join(CLONE_DIR, '.env'));
  const claim = claimRunning(join(stateDir, 'running.json'));
  toEnd.add(claim.release);
  const settings = await completeSettings(process.env, { stateDir, isEmpty: process.argv.includes('--empty') });
  const running = await startEverything({ ...settings, stateDir, toEnd, signal });
  claim.announce(running.url);
  console.log(welcome(running, (Date.now() - began) / 1000));
  if (!signal.aborted) await once(signal, 'abort');
} catch (failure) {
  if (!signal.aborted) {
    console.error(sayFailure(failure));
    process.exitCode = 1;
  }
}
if (signal.aborted) console.log('stopping …');
for (const failure of await toEnd.run()) console.error(`while stopping: ${sayFailure(failure)}`);
// Whatever still holds this process has no say any more.
process.exit();
