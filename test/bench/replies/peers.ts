import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLONE_DIR } from '#apps/launcher/clone-dir';

const DIR = join(CLONE_DIR, '.doorward', 'bench-peers');
const PACKAGES = { '@nlpjs/basic': '4.27.0', 'chrono-node': '2.10.3', '@microsoft/recognizers-text-suite': '1.3.1' };
const PATIENCE_MS = 180_000;

/** Loads a peer by its name; null when it is not there. */
export type Peers = (name: keyof typeof PACKAGES) => any;

/**
 * The peers, installed when they are first measured, into a folder of their own: they are no part of the product. Null
 * with the reason on stderr when that fails or takes too long; the bench then goes on without them.
 */
export async function peers(): Promise<Peers | null> {
  const require = createRequire(join(DIR, 'package.json'));
  try {
    for (const name of Object.keys(PACKAGES)) require.resolve(name);
  } catch {
    if (!(await install())) return null;
  }
  return (name) => require(name);
}

async function install(): Promise<boolean> {
  mkdirSync(DIR, { recursive: true });
  writeFileSync(join(DIR, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
  console.error(`installing the peers into ${DIR} (once)`);
  const flags = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  try {
    await promisify(execFile)(process.platform === 'win32' ? 'npm.cmd' : 'npm', flags, {
      cwd: DIR,
      timeout: PATIENCE_MS,
      shell: process.platform === 'win32',
    });
    return true;
  } catch (error) {
    console.error(
      `the peers cannot be installed, so we are measured alone: ${(error as Error).message.split('\n')[0]}`,
    );
    return false;
  }
}
