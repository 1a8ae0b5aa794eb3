import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLONE, filesIn, hashOf, LOCK_STAMP, textOf } from './clone-files.mjs';
import { say, seconds, Unready } from './ready-step.mjs';

/** Builds each front with a Vite configuration into dist/web/<name>, if its sources or the packages changed. */
export async function buildFronts() {
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
  process.env.NODE_ENV = 'production';
  try {
    const plugins = [listModules];
    await build({ root, configFile, plugins, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  } catch (error) {
    throw new Unready(`Building the front "${name}" failed:\n${error.message}`);
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
