// Makes the clone ready to run: packages, compiled code, built fronts, each only when something changed since.
// Plain JavaScript on Node's own modules, because it runs before there is anything else.
// `--quiet` says nothing unless it does something that takes a while, or fails.
import { alone } from './alone.mjs';
import { buildFronts } from './build-fronts.mjs';
import { installPackages } from './install-packages.mjs';
import { step, Unready } from './ready-step.mjs';
import { removeOrphans } from './remove-orphans.mjs';

try {
  requireNode();
  await alone(async () => {
    await installPackages();
    removeOrphans();
    await compile();
    await buildFronts();
  });
} catch (error) {
  console.error(error instanceof Unready ? error.message : error);
  process.exitCode = 1;
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Unready(`Doorward needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org.`);
}

function compile() {
  return step('compiling', process.execPath, ['node_modules/typescript-native/bin/tsc', '-b'], { usuallyBrief: true });
}
