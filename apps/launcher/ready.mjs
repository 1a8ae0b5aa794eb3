// Makes the clone ready to run: packages, compiled code, built fronts, each only when something changed since.
// Plain JavaScript on Node's own modules, because it runs before there is anything else.
// `--quiet` says nothing unless it does something that takes a while, or fails.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const CLONE = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const LOCK_STAMP = join(CLONE, 'node_modules', '.doorward-lock');
const BUSY = join(CLONE, '.doorward', 'ready.lock');
const COMPILED = /(\.d\.ts|\.js)(\.map)?$/;
const QUIET = process.argv.includes('--quiet');

class Unready extends Error {}

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

async function installPackages() {
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

/** Compiled files whose source is gone would go on being imported, and run as tests. */
function removeOrphans() {
  for (const top of ['apps', 'libs', 'test']) {
    for (const path of filesIn(join(CLONE, 'dist', top))) {
      if (!COMPILED.test(path)) continue;
      const source = join(CLONE, relative(join(CLONE, 'dist'), path).replace(COMPILED, ''));
      if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(path);
    }
  }
}

function compile() {
  return step('compiling', process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { usuallyBrief: true });
}

async function buildFronts() {
  const web = join(CLONE, 'apps', 'web');
  const fronts = existsSync(web) ? readdirSync(web) : [];
  for (const name of fronts) {
    const configFile = ['vite.config.ts', 'vite.config.js', 'vite.config.mjs']
      .map((file) => join(web, name, file))
      .find((path) => existsSync(path));
    if (configFile) await buildFront(name, join(web, name), configFile);
  }
}

/** The stamp lists every source that went into the front, those of other folders included, and a hash of them all. */
async function buildFront(name, root, configFile) {
  const outDir = join(CLONE, 'dist', 'web', name);
  const stamp = join(outDir, '.stamp');
  const built = JSON.parse(textOf(stamp) ?? '{"elsewhere":[]}');
  if (built.hash === hashOfFront(root, built.elsewhere)) return;

  const since = Date.now();
  const { build } = await import(pathToFileURL(join(CLONE, 'node_modules/vite/dist/node/index.js')).href);
  const modules = new Set();
  const listModules = { name: 'list-modules', moduleParsed: ({ id }) => void modules.add(id.split('?')[0]) };
  const wasEnv = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    const plugins = [listModules];
    await build({ root, configFile, plugins, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  } catch (error) {
    throw new Unready(`Building the front "${name}" failed:\n${error.message}`);
  } finally {
    if (wasEnv === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = wasEnv;
  }
  const elsewhere = [...modules]
    .filter((id) => isOurs(id) && !id.startsWith(root + sep))
    .map((id) => relative(CLONE, id));
  const hash = hashOfFront(root, elsewhere);
  writeFileSync(stamp, JSON.stringify({ hash, elsewhere }));
  say(`building ${name} … ${seconds(since)}`);
}

function isOurs(id) {
  return id.startsWith(CLONE + sep) && !id.includes(`${sep}node_modules${sep}`) && existsSync(id);
}

function hashOfFront(root, elsewhere) {
  const paths = [...filesIn(root), ...elsewhere.map((path) => join(CLONE, path))];
  const files = paths.filter((path) => existsSync(path)).sort();
  return hashOf(textOf(LOCK_STAMP) ?? '', ...files.flatMap((path) => [relative(CLONE, path), readFileSync(path)]));
}

/** Runs one command and says what it was and how long it took; its own words appear only when it fails. */
async function step(title, command, args, { usuallyBrief = false, ...options } = {}) {
  const since = Date.now();
  if (!usuallyBrief) say(`${title} …`);
  const ticking = setInterval(() => say(`${title} … ${seconds(since)} so far`), 15_000);
  const child = spawn(command, args, { cwd: CLONE, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = await new Promise((resolve) => child.on('error', resolve).on('close', resolve));
  clearInterval(ticking);
  if (ended !== 0) throw new Unready(`${said.trim()}\n${title} failed: ${[command, ...args].join(' ')}`);
  if (!usuallyBrief || !QUIET || Date.now() - since > 3000) say(`${title} … ${seconds(since)}`);
}

/** One at a time in this clone: two commands started together would trample on each other's output. */
async function alone(work) {
  mkdirSync(dirname(BUSY), { recursive: true });
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

function* filesIn(dir) {
  for (const entry of existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : []) {
    if (entry.isDirectory()) yield* filesIn(join(dir, entry.name));
    else yield join(dir, entry.name);
  }
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function hashOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

// What is asked for quietly has its own output on stdout.
function say(line) {
  (QUIET ? console.error : console.log)(line);
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
