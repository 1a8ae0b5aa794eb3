import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { greatCircle } from '#routes/meters';
import { houseAt } from '#flows/demo-streets';
import { readAddressFile } from '#apps/roads/addresses/address-file';
import { buildDemoNetwork } from '#apps/roads/build/build-demo-network';
import { buildNetwork, type BuildPlan } from '#apps/roads/build/build-network';
import { writeDemoExtract } from '#apps/roads/build/demo-extract';
import { tileAt } from '#apps/roads/build/map/tile-grid';
import { tileId } from '#apps/roads/build/map/pmtiles';
import { currentId, currentNetwork } from '#apps/roads/build/networks';
import type { Tags } from '#apps/roads/build/osm';
import { readWhole } from '#apps/roads/build/read-extract';
import { findTileBuilder, hasTiles } from '#apps/roads/build/road-tiles';
import { sayingSteps } from '#apps/roads/build/steps';
import { writeExtract } from '#apps/roads/build/write-extract';
import { readPmtiles } from '#test/roads/read-pmtiles';

let dir: string;
let roadsDir: string;
let file: string;
let said: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'doorward-build-'));
  roadsDir = join(dir, 'roads');
  file = join(dir, 'town.osm.pbf');
  said = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

const WITHOUT = { missing: 'it is left out here' };
const plan = (more: Partial<BuildPlan> = {}): BuildPlan => ({
  file,
  name: 'Our Town',
  zone: 'Europe/Malta',
  attribution: '© OpenStreetMap contributors',
  roadsDir,
  now: new Date('2026-03-01T00:00:00Z'),
  steps: sayingSteps((line) => said.push(line)),
  tileBuilder: WITHOUT,
  ...more,
});
const networks = () => (existsSync(join(roadsDir, 'networks')) ? readdirSync(join(roadsDir, 'networks')) : []);

it('a town becomes a network that says what it is', async () => {
  writeDemoExtract(file);
  const built = await buildNetwork(plan());
  expect(built).toMatchObject({ wasThere: false, noRoads: 'it is left out here' });
  expect(currentNetwork(roadsDir)).toEqual({ dir: built.dir, about: built.about });
  expect(built.about).toMatchObject({
    id: expect.stringMatching(/^our-town-[0-9a-f]{12}$/),
    name: 'Our Town',
    zone: 'Europe/Malta',
    source: 'town.osm.pbf',
    ways: 16,
    addresses: 1000,
  });
  expect(readdirSync(built.dir).sort()).toEqual(['about.json', 'addresses.json.gz', 'basemap.pmtiles']);
  expect(said.map((line) => line.trim().split(' ')[0])).toEqual(['reading', 'addresses', 'map']);
});

it('its addresses are those of the town', async () => {
  writeDemoExtract(file);
  const { dir: network } = await buildNetwork(plan());
  const { houses, streets, cities } = await readAddressFile(join(network, 'addresses.json.gz'));
  expect([streets.length, cities]).toEqual([16, ['Doorward']]);
  const [name] = streets[0]!;
  for (const i of [0, 50, 99]) {
    const place = { lat: houses.lat[i]! / 1e6, lng: houses.lng[i]! / 1e6 };
    expect(greatCircle(place, houseAt(name, Number(houses.number[i])))).toBeLessThan(0.2);
  }
});

it('its map has roads at every zoom level, and what is small from near', async () => {
  writeDemoExtract(file);
  const { dir: network } = await buildNetwork(plan());
  const archive = readPmtiles(join(network, 'basemap.pmtiles'));
  expect(archive).toMatchObject({ minZoom: 6, maxZoom: 14 });
  const middle = houseAt('Church St', 50);
  for (let z = 9; z <= 14; z++) {
    const { x, y } = tileAt(z, middle.lng, middle.lat);
    const tile = archive.tile(tileId(z, Math.floor(x), Math.floor(y)))!;
    expect([z, tile['roads']?.some(({ properties }) => properties['name'] === 'Main St')]).toEqual([z, true]);
    expect([z, 'addresses' in tile]).toEqual([z, z === 14]);
    if (z === 14) {
      expect(tile['addresses']![0]).toMatchObject({ type: 1, properties: { class: 'number' } });
      expect(tile['buildings']![0]).toMatchObject({ type: 3 });
      expect(tile['landuse']![0]).toMatchObject({ type: 3, properties: { name: 'Fountain Park' } });
      // At the very spot: the town's sign hangs at this house.
      const start = [x, y].map((part) => Math.round((part % 1) * 4096));
      expect(tile['places']).toEqual([{ type: 1, properties: { class: 'town', name: 'Doorward' }, start }]);
      expect(tile['addresses']).toContainEqual({ type: 1, properties: { class: 'number', name: '50' }, start });
    }
  }
});

it('an unsorted extract is sorted first, and comes to the same', async () => {
  writeDemoExtract(file);
  const { about } = await buildNetwork(plan());
  const mixed = join(dir, 'mixed.osm.pbf');
  const nodes: [number, number, number, Tags][] = [];
  const writer = writeExtract(mixed);
  readWhole(file, { node: (...node) => nodes.push(node), way: (...way) => writer.way(...way) });
  for (const node of nodes.reverse()) writer.node(...node);
  writer.end();
  const other = await buildNetwork(plan({ file: mixed }));
  expect(other.about).toEqual({ ...about, id: other.about.id, source: 'mixed.osm.pbf' });
  expect(said.some((line) => line.includes('sorting'))).toBe(true);
  expect(readdirSync(other.dir).sort()).toEqual(['about.json', 'addresses.json.gz', 'basemap.pmtiles']);
});

it('the same file is built once; the one in use and the one before are kept', async () => {
  writeDemoExtract(file);
  const ids: string[] = [];
  for (const name of ['One', 'Two', 'Three']) ids.push((await buildNetwork(plan({ name }))).about.id);
  expect(networks().sort()).toEqual(ids.slice(1).sort());
  expect(await buildNetwork(plan({ name: 'Two' }))).toMatchObject({ wasThere: true });
  expect(currentId(roadsDir)).toBe(ids[1]);
});

describe('what cannot be built leaves everything as it was', () => {
  let id: string;
  beforeEach(async () => {
    writeDemoExtract(file);
    id = (await buildNetwork(plan())).about.id;
  });
  afterEach(() => {
    expect([currentId(roadsDir), networks()]).toEqual([id, [id]]);
  });

  it('a file cut short', async () => {
    const cut = join(dir, 'cut.osm.pbf');
    writeFileSync(cut, readFileSync(file).subarray(0, -100));
    await expect(buildNetwork(plan({ file: cut }))).rejects.toThrow('was not copied whole');
  });

  it('a place without roads, and roads without places', async () => {
    const path = join(dir, 'sea.osm.pbf');
    const sea = writeExtract(path);
    sea.node(1, 0, 0, new Map([['natural', 'reef']]));
    sea.end();
    await expect(buildNetwork(plan({ file: path }))).rejects.toThrow('no road in');
    const roads = writeExtract(path);
    roads.way(1, [1, 2, 3], new Map([['highway', 'primary']]));
    roads.end();
    await expect(buildNetwork(plan({ file: path }))).rejects.toThrow('have no places');
  });

  it('a program that dies, and one that says it is done and is not', async () => {
    const other = plan({ name: 'Other' });
    await expect(buildNetwork({ ...other, tileBuilder: { program: '/bin/false' } })).rejects.toThrow(
      'ended with code 1',
    );
    await expect(buildNetwork({ ...other, tileBuilder: { program: '/bin/true' } })).rejects.toThrow('left no tiles');
  });

  it('one that is stopped half-way', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(buildNetwork(plan({ name: 'Other', signal: stop.signal }))).rejects.toThrow('enough');
  });

  it('remains of a build that was killed are swept away by the next', async () => {
    mkdirSync(join(roadsDir, 'networks', '.building-999999999'));
    await expect(buildNetwork(plan({ name: 'Other', tileBuilder: { program: '/bin/false' } }))).rejects.toThrow();
  });
});

it("the demo town is built where nothing is in use, and never takes an area's place", async () => {
  const demo = { roadsDir, now: new Date('2026-03-01T00:00:00Z'), steps: sayingSteps(() => undefined) };
  expect(await buildDemoNetwork({ ...demo, tileBuilder: WITHOUT })).toMatchObject({ wasThere: false });
  expect(await buildDemoNetwork({ ...demo, tileBuilder: WITHOUT })).toMatchObject({ wasThere: true });
  writeDemoExtract(file);
  const { about } = await buildNetwork(plan());
  expect(await buildDemoNetwork({ ...demo, tileBuilder: WITHOUT })).toBeNull();
  expect(currentId(roadsDir)).toBe(about.id);
});

const builder = findTileBuilder();
const withRoads = 'program' in builder ? it : it.skip;
withRoads('with the optional package its roads become routable tiles', async () => {
  writeDemoExtract(file);
  const { dir: network, noRoads } = await buildNetwork(plan({ tileBuilder: builder }));
  expect([noRoads, hasTiles(join(network, 'tiles'))]).toEqual([null, true]);
  expect(readdirSync(network).sort()).toEqual(['about.json', 'addresses.json.gz', 'basemap.pmtiles', 'tiles']);
});
