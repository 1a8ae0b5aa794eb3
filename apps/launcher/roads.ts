import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isZone } from '#time/zone';
import { buildNetwork } from '#apps/roads/build/build-network';
import { ExtractError } from '#apps/roads/build/extract-error';
import { sayingSteps } from '#apps/roads/build/steps';
import { TileBuildError } from '#apps/roads/build/road-tiles';
import { CLONE_DIR } from '#apps/launcher/clone-dir';
import { loadEnvFile } from '#apps/launcher/env-file';
import { sayFailure } from '#apps/launcher/say-failure';

// What `npm run roads -- FILE.osm.pbf [--zone ZONE] [--name NAME]` runs: an area of one's own from an extract.
const USAGE = 'npm run roads -- FILE.osm.pbf --zone Europe/Berlin [--name "Our area"]';
const OSM_ATTRIBUTION = '© OpenStreetMap contributors';

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => stop.abort(new ExtractError('Stopped; nothing was changed.')));
try {
  const began = Date.now();
  loadEnvFile(join(CLONE_DIR, '.env'));
  const { file, zone, name } = asked(process.argv.slice(2));
  const built = await buildNetwork({
    file,
    zone,
    name,
    attribution: OSM_ATTRIBUTION,
    roadsDir: process.env['ROADS_DIR'] || join(CLONE_DIR, '.doorward', 'roads'),
    now: new Date(),
    steps: sayingSteps(console.log),
    signal: stop.signal,
  });
  const { ways, addresses } = built.about;
  const took = `${((Date.now() - began) / 1000).toFixed(1)} s`;
  console.log(
    built.wasThere
      ? `"${name}" had been built from this very file before; it is in use again: ${built.dir}`
      : `"${name}" is in use after ${took}: ${ways} roads, ${addresses} addresses, in ${built.dir}`,
  );
  if (built.noRoads) console.log(`Driving times stay estimates: ${built.noRoads}.`);
} catch (failure) {
  const isTold = failure instanceof ExtractError || failure instanceof TileBuildError;
  console.error(isTold ? failure.message : sayFailure(failure));
  process.exitCode = 1;
}

function asked(args: string[]): { file: string; zone: string; name: string } {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new ExtractError(`Which extract? One file in PBF format:\n  ${USAGE}`);
  const zone = values.zone ?? process.env['ZONE'];
  if (!zone) throw new ExtractError(`In which time zone does ${file} lie? Say it with --zone:\n  ${USAGE}`);
  if (!isZone(zone)) throw new ExtractError(`"${zone}" is no time zone; one is written like America/New_York.`);
  if (values.zone === undefined) console.log(`Time zone ${zone}, from the setting ZONE.`);
  const name = values.name?.trim() || basename(file).replace(/(\.osm)?\.pbf$/i, '');
  // npm runs us in the clone's folder, and says where it was called.
  return { file: resolve(process.env['INIT_CWD'] ?? '', file), zone, name };
}

function parsed(args: string[]) {
  try {
    const options = { zone: { type: 'string' }, name: { type: 'string' } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new ExtractError(`${(error as Error).message}\n  ${USAGE}`);
  }
}
