import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { houseAt } from '#flows/demo-streets';
import { buildDemoNetwork, DEMO_ATTRIBUTION } from '#apps/roads/build/build-demo-network';
import { currentNetwork } from '#apps/roads/build/networks';
import { sayingSteps } from '#apps/roads/build/steps';
import { json, read } from '#test/doors/server';
import { newOrder, openTown, type Town } from '#test/doors/town';

/* The map and the addresses of an area, at the doors of the api. */

let town: Town;
let roadsDir: string;
beforeAll(async () => {
  roadsDir = mkdtempSync(join(tmpdir(), 'doorward-map-'));
  const steps = sayingSteps(() => undefined);
  const tileBuilder = { missing: 'not wanted here' };
  await buildDemoNetwork({ roadsDir, now: new Date('2026-03-01T00:00:00Z'), steps, tileBuilder });
  town = await openTown({ ROADS_DIR: roadsDir });
});
afterAll(async () => {
  const { failures } = town;
  await town.close();
  rmSync(roadsDir, { recursive: true });
  expect(failures).toEqual([]);
});

const MAP = '/map/basemap.pmtiles';

it('the map says what it is of', async () => {
  expect(read(await town.ask({ path: '/map/about.json' }))).toEqual({
    name: 'Demo town',
    bbox: [-76.61, 39.272, -76.59488, 39.3044],
    zone: 'America/New_York',
    attribution: DEMO_ATTRIBUTION,
  });
});

it('the map is read by ranges, and tagged with its network', async () => {
  const tag = `"${currentNetwork(roadsDir)!.about.id}"`;
  const start = await town.ask({ path: MAP, headers: { range: 'bytes=0-6' } });
  expect([start.status, start.text, start.headers['etag']]).toEqual([206, 'PMTiles', tag]);
  const size = Number(start.headers['content-range']!.split('/')[1]);
  expect(start.headers['content-range']).toBe(`bytes 0-6/${size}`);

  const whole = await town.ask({ path: MAP });
  expect([whole.status, Number(whole.headers['content-length'])]).toEqual([200, size]);
  const beyond = await town.ask({ path: MAP, headers: { range: `bytes=${size}-` } });
  expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${size}`]);
  const known = await town.ask({ path: MAP, headers: { 'if-none-match': tag } });
  expect([known.status, known.text]).toEqual([304, '']);
  const other = await town.ask({ path: MAP, headers: { range: 'bytes=0-6', 'if-range': '"another"' } });
  expect(other.status).toBe(200);
  const head = await town.ask({ method: 'HEAD', path: MAP });
  expect([head.status, head.text]).toEqual([200, '']);
});

it('an address is found, with its quality and whose data it is', async () => {
  const { status, text } = await town.asProgram({ path: '/api/addresses?q=12+oka+street' });
  expect([status, JSON.parse(text)]).toEqual([
    200,
    {
      attribution: DEMO_ATTRIBUTION,
      addresses: expect.arrayContaining([
        {
          label: '12 Oak St, Doorward',
          street: 'Oak St',
          housenumber: '12',
          city: 'Doorward',
          place: {
            lat: expect.closeTo(houseAt('Oak St', 12).lat, 5),
            lng: expect.closeTo(houseAt('Oak St', 12).lng, 5),
          },
          quality: 'rooftop',
        },
      ]),
    },
  ]);
});

it('a place has an address', async () => {
  const { lat, lng } = houseAt('Elm St', 33);
  const there = await town.asDesk({ path: `/api/addresses/nearest?lat=${lat}&lng=${lng}` });
  expect(read(there)).toMatchObject({ address: { label: '33 Elm St, Doorward', quality: 'rooftop', meters: 0 } });
  const sea = await town.asDesk({ path: '/api/addresses/nearest?lat=0&lng=0' });
  expect([sea.status, read(sea).say]).toEqual([404, 'There is no address within a kilometre of that place.']);
});

it.each(['', '?q=', '?q=%20', '?q=a&q=b', '?q=a&near=1', '?q=a&near=1,2,3', '?q=a&near=91,0', '?q=a&more=1'])(
  'a search for "%s" is refused in words',
  async (query) => {
    const reply = await town.asDesk({ path: `/api/addresses${query}` });
    expect([reply.status, typeof read(reply).say]).toEqual([400, 'string']);
  },
);

describe('a work order without a place', () => {
  const order = (street: string, city = 'Doorward', more: object = {}) => {
    const { address, ...rest } = newOrder({ name: 'Ida Roth', phone: '+15550109' }, street);
    const { lat: _, lng: __, ...placeless } = address;
    return town.asProgram({ path: '/api/work-orders', ...json({ ...rest, address: { ...placeless, city, ...more } }) });
  };

  it('is opened where its address is', async () => {
    const opened = await order('88 Cedar Lane');
    expect(opened.status).toBe(201);
    const [row] = await town.sql<{ lat: number; lng: number; street: string }>(
      `SELECT a.lat, a.lng, a.street FROM work_order w JOIN address a ON a.id = w.address_id WHERE w.id = $1`,
      [read(opened).workOrderId],
    );
    const { lat, lng } = houseAt('Cedar Ln', 88);
    expect(row).toEqual({ street: '88 Cedar Lane', lat: expect.closeTo(lat, 5), lng: expect.closeTo(lng, 5) });
  });

  it.each([
    ['5 Nowhere Blvd', 'Doorward', 'was not found as a house'],
    ['Oak St', 'Doorward', 'Near to it: Oak St, Doorward'],
    ['4711 Oak St', 'Doorward', 'Near to it: Oak St, Doorward'],
    ['12 Oat St', 'Doorward', 'Near to it: 12 Oak St, Doorward'],
    ['12 Oak St', 'Chicago', 'Near to it: 12 Oak St, Doorward'],
  ])('is refused for "%s", %s', async (street, city, said) => {
    const before = await town.tables();
    const reply = await order(street, city);
    expect([reply.status, read(reply).say]).toEqual([404, expect.stringContaining(said)]);
    expect(await town.tables()).toEqual(before);
  });

  it('is refused with half a place', async () => {
    expect(read(await order('12 Oak St', 'Doorward', { lat: 39.2 })).say).toContain('both lat and lng, or neither');
  });
});
