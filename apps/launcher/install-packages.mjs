import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE, hashOf, LOCK_STAMP, textOf } from './clone-files.mjs';
import { step } from './ready-step.mjs';

/** `npm ci`, unless node_modules comes from this very package-lock.json. */
export async function installPackages() {
  const wanted = hashOf(readFileSync(join(CLONE, 'package-lock.json')));
  if (textOf(LOCK_STAMP) === wanted) return;
  if (isInstalledByHand()) return writeFileSync(LOCK_STAMP, wanted);
  // Developer packages too, whatever NODE_ENV says: the compiler is one of them.
  const env = { ...process.env, NODE_ENV: 'development' };
  const [command, ...npm] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  await step('installing packages', command, args, { env, shell: command === 'npm' && process.platform === 'win32' });
  writeFileSync(LOCK_STAMP, wanted);
}

/** Whether npm's own record of what it installed matches the lock; optional packages differ from system to system. */
function isInstalledByHand() {
  const record = textOf(join(CLONE, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const installed = JSON.parse(record).packages;
  const { '': _, ...wanted } = JSON.parse(readFileSync(join(CLONE, 'package-lock.json'), 'utf8')).packages;
  const same = (path) => installed[path]?.version === wanted[path]?.version;
  const needed = Object.keys(wanted).filter((path) => !wanted[path].optional && !wanted[path].devOptional);
  return needed.every(same) && Object.keys(installed).every(same);
}
