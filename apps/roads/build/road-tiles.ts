import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the program lies that makes roads routable; or why there is none that runs here. */
export type TileBuilder = { readonly program: string } | { readonly missing: string };

/** Looks for `valhalla_build_tiles` in the optional package and tries it out. */
export function findTileBuilder(): TileBuilder {
  const dir = packageDir();
  if (!dir) return { missing: 'the optional package @valhallajs/valhallajs is not installed' };
  const program = join(dir, process.platform, process.arch, 'valhalla_build_tiles');
  if (!existsSync(program))
    return { missing: `@valhallajs/valhallajs has no programs for ${process.platform}-${process.arch}` };
  const trial = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (trial.status === 0) return { program };
  const why = (trial.error?.message ?? trial.stderr).trim().split('\n')[0] ?? '';
  return { missing: `the programs of @valhallajs/valhallajs do not run on this machine (${why})` };
}

function packageDir(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('@valhallajs/valhallajs'));
  } catch {
    return null;
  }
}

/** The program ended without a usable result; `said` is what it wrote. */
export class TileBuildError extends Error {
  constructor(
    readonly how: string,
    readonly said: string,
  ) {
    super(`The roads could not be made routable: valhalla_build_tiles ${how}.${said && `\n  ${said}`}`);
  }
}

/**
 * Makes Valhalla's tiles from a sorted extract in the new folder `tiles`, on all cores. Throws a TileBuildError, and
 * the signal's reason when it is aborted. The program's exit code alone is not believed: there must be tiles.
 */
export async function buildRoadTiles(
  program: string,
  extract: string,
  tiles: string,
  signal?: AbortSignal,
): Promise<void> {
  mkdirSync(tiles, { recursive: true });
  const config = `${tiles}.config.json`;
  const mjolnir = { tile_dir: tiles, concurrency: availableParallelism(), logging: { type: '' } };
  writeFileSync(config, JSON.stringify({ mjolnir }));
  try {
    const { how, said } = await run(program, ['-c', config, extract], dirname(tiles), signal);
    signal?.throwIfAborted();
    if (how !== 'code 0') throw new TileBuildError(`ended with ${how}`, said);
    if (!hasTiles(tiles)) throw new TileBuildError('left no tiles behind', said);
  } finally {
    for (const left of [config, join(dirname(tiles), 'duplicateways.txt')]) rmSync(left, { force: true });
  }
}

/** Whether there is a routable tile anywhere in the folder. */
export const hasTiles = (dir: string): boolean =>
  existsSync(dir) && readdirSync(dir, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.gph'));

const LAST_WORDS = 600;

function run(program: string, args: string[], cwd: string, signal?: AbortSignal) {
  return new Promise<{ how: string; said: string }>((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-LAST_WORDS)));
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', reject);
    child.once('close', (code, by) => {
      signal?.removeEventListener('abort', stop);
      resolve({ how: by ?? `code ${code}`, said: said.trim() });
    });
  });
}
