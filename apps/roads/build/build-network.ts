import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, statfsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeAddressFile } from '#apps/roads/addresses/address-file';
import { collectAddresses } from '#apps/roads/addresses/collect-addresses';
import { fold } from '#apps/roads/addresses/fold';
import { ExtractError } from '#apps/roads/build/extract-error';
import { gather } from '#apps/roads/build/gather';
import { writeBasemap } from '#apps/roads/build/map/basemap';
import { Shapes } from '#apps/roads/build/map/shapes';
import type { NodePlaces } from '#apps/roads/build/node-places';
import { type About, type Network, install, openBuilding, putToUse, readNetwork } from '#apps/roads/build/networks';
import { buildRoadTiles, findTileBuilder, type TileBuilder, TileBuildError } from '#apps/roads/build/road-tiles';
import { sortExtract } from '#apps/roads/build/sort-extract';
import { type Steps, through } from '#apps/roads/build/steps';
import { type Survey, survey } from '#apps/roads/build/survey';

export type BuildPlan = {
  /** An extract in PBF format. */
  readonly file: string;
  readonly name: string;
  /** The IANA zone of the area. */
  readonly zone: string;
  readonly attribution: string;
  readonly roadsDir: string;
  readonly now: Date;
  readonly steps: Steps;
  readonly signal?: AbortSignal;
  /** The program that makes roads routable; looked for when it is not given. */
  readonly tileBuilder?: TileBuilder;
};

export type Built = Network & {
  /** Built before from the same file, and only put to use again. */
  readonly wasThere: boolean;
  /** Why driving times stay estimates; null when they do not. */
  readonly noRoads: string | null;
};

/** Another number here makes the same extract a new network: what is built has changed. */
const MAKE = 2;

/**
 * Builds everything that comes from an extract in a new folder, and puts it to use at the end. Throws an ExtractError or
 * a TileBuildError with a sentence; whatever fails, the network in use and the older ones stay as they are and nothing
 * half-made is left.
 */
export async function buildNetwork(plan: BuildPlan): Promise<Built> {
  const { file, name, zone, roadsDir, steps, signal } = plan;
  const tileBuilder = plan.tileBuilder ?? findTileBuilder();
  const noRoads = 'missing' in tileBuilder ? tileBuilder.missing : null;
  const found = await steps.run(
    'reading',
    () => through(survey(file), signal),
    ({ nodes, roads }) => `${count(nodes)} nodes, ${count(roads)} roads`,
  );
  if (found.roads === 0)
    throw new ExtractError(`There is no road in ${file} that a car may use, so there is nothing to build.`);
  const id = idOf(name, [MAKE, digestOf(file), name, zone, noRoads === null]);
  const there = readNetwork(roadsDir, id);
  if (there) {
    putToUse(roadsDir, id);
    return { ...there, wasThere: true, noRoads };
  }

  const building = openBuilding(roadsDir);
  try {
    const sorted = found.isSorted ? file : join(building, 'sorted.osm.pbf');
    if (!found.isSorted)
      await steps.run('sorting', () => through(sortExtract(file, sorted, join(building, 'runs')), signal));
    if ('program' in tileBuilder)
      await steps.run('roads', () => buildRoadTiles(tileBuilder.program, sorted, join(building, 'tiles'), signal));
    const { land, addresses, shapes } = await steps.run(
      'addresses',
      () => findPlaces(sorted, found, plan.attribution, signal),
      ({ addresses: { houses, streets } }) => `${count(houses.number.length)} on ${count(streets.length)} streets`,
    );
    if (!land.bbox)
      throw new ExtractError(`The roads of ${file} have no places: its nodes are missing. Give the plain extract.`);
    rmSync(join(building, 'sorted.osm.pbf'), { force: true });
    writeAddressFile(join(building, 'addresses.json.gz'), addresses);
    const map = { box: land.bbox, name, attribution: plan.attribution };
    await steps.run(
      'map',
      () => through(writeBasemap(join(building, 'basemap.pmtiles'), shapes, map), signal),
      (tiles) => `${count(tiles)} tiles`,
    );
    const about: About = {
      id,
      name,
      zone,
      bbox: [...land.bbox],
      builtAt: plan.now.toISOString(),
      source: basename(file),
      attribution: plan.attribution,
      ways: land.roads,
      addresses: addresses.houses.number.length,
    };
    const network = install(building, roadsDir, about);
    putToUse(roadsDir, id);
    return { ...network, wasThere: false, noRoads };
  } catch (error) {
    throw asDiskFull(error, building) ?? error;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

async function findPlaces(extract: string, found: Survey, attribution: string, signal?: AbortSignal) {
  let collected: ReturnType<typeof collectAddresses> | undefined;
  let shapes: Shapes | undefined;
  const gatherers = (places: NodePlaces) => {
    collected = collectAddresses(places);
    shapes = new Shapes(places);
    return [collected.gatherer, shapes.gatherer];
  };
  const land = await through(gather(extract, found, gatherers), signal);
  return { land, addresses: collected!.finish(attribution), shapes: shapes! };
}

const count = (n: number) => n.toLocaleString('en-US');

/** `Demo town` and a digest of everything that makes a difference. */
function idOf(name: string, parts: readonly unknown[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
  const slug = fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return slug ? `${slug}-${digest}` : digest;
}

function digestOf(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(1 << 20);
    for (let got = readSync(file, buffer); got > 0; got = readSync(file, buffer)) hash.update(buffer.subarray(0, got));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

const FULL_BYTES = 1 << 20;

/** A sentence when the disk is full, which the program that makes tiles does not say by itself. */
function asDiskFull(error: unknown, dir: string): ExtractError | null {
  const isToldSo = ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
  return isToldSo || (error instanceof TileBuildError && freeBytes(dir) < FULL_BYTES)
    ? new ExtractError(`The disk that holds ${dir} is full; a network takes about three times its extract.`)
    : null;
}

function freeBytes(dir: string): number {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}
