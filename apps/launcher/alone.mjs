import { mkdirSync, readdirSync, rmdirSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CLONE, textOf } from './clone-files.mjs';
import { say, Unready } from './ready-step.mjs';

const BUSY = join(CLONE, '.doorward', 'ready.lock');

/** One at a time in this clone: two commands started together would trample on each other's output. */
export async function alone(work) {
  for (let waited = 0; !takeLock(); waited++) {
    if (waited === 10) say('waiting for another command that is building this clone …');
    await pause(100);
  }
  try {
    await work();
  } finally {
    rmSync(BUSY, { recursive: true, force: true });
  }
}

// The lock is a folder with one empty file named by its owner's pid. Of all who find the owner dead, one succeeds in
// removing that file, and only he removes the folder: a lock taken in the meantime is never taken away.
function takeLock() {
  try {
    mkdirSync(dirname(BUSY), { recursive: true });
    mkdirSync(BUSY);
    writeFileSync(join(BUSY, String(process.pid)), '');
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw new Unready(`${BUSY} cannot be written: ${error.message}`);
  }
  try {
    const [owner] = readdirSync(BUSY);
    if (owner && isRunning(Number(owner))) return false;
    // A folder without an owner is a moment old, unless its maker was killed in that moment.
    if (!owner && statSync(BUSY).mtimeMs > Date.now() - 5000) return false;
    if (owner) unlinkSync(join(BUSY, owner));
    rmdirSync(BUSY);
  } catch {
    // somebody else was first
  }
  return false;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(textOf(`/proc/${pid}/stat`) ?? '');
  } catch (error) {
    return error.code === 'EPERM';
  }
}
