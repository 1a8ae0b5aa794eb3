import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '#apps/launcher/processes';
import { putToUse } from '#apps/roads/build/networks';
import { buildGridTown, canDrive, GRID_TOWN, ISLAND, OVERSEAS, placesInTown } from '#test/roads/grid-town';
import { type RoadsProcess, startRoadsProcess } from '#test/roads/roads-process';
import { sureTravel } from '#travel/sure';
import type { Driven } from '#travel/travel';
import { travelContract } from '#travel/travel.contract';
import { valhallaTravel } from '#travel/valhalla';

const zone = 'America/New_York';
const [a, b, c] = GRID_TOWN.places;

let dir: string;
beforeAll(() => (dir = mkdtempSync(join(tmpdir(), 'doorward-roads-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const whereItCanDrive = canDrive() ? describe : describe.skip;

whereItCanDrive('roads (left out where @valhallajs/valhallajs is not installed)', () => {
  let roads: RoadsProcess;
  beforeAll(async () => {
    await buildGridTown(dir);
    roads = await startRoadsProcess(dir);
  });
  afterAll(() => roads?.stop());
  const travel = () => valhallaTravel({ url: roads.url });

  describe('are a driver like every other', () => {
    travelContract(async () => ({ travel: travel(), ground: GRID_TOWN, close: async () => {} }));
  });

  it('every reason is told apart, and all else is driven', async () => {
    const places = [a, GRID_TOWN.nowhere, ISLAND, OVERSEAS, b];
    const cells = await travel().matrix({ from: places, to: places, zone });
    const said = cells.map((row) => row.map((cell) => ('seconds' in cell ? 'driven' : cell.unreachable)));
    expect(said).toEqual([
      ['driven', 'no-road-near', 'no-path', 'outside-coverage', 'driven'],
      Array(5).fill('no-road-near'),
      ['no-path', 'no-road-near', 'driven', 'outside-coverage', 'no-path'],
      Array(5).fill('outside-coverage'),
      ['driven', 'no-road-near', 'no-path', 'outside-coverage', 'driven'],
    ]);
  });

  it('nothing leads to an island, and that is no failure', async () => {
    expect(await travel().matrix({ from: [ISLAND], to: [a, b], zone })).toEqual([
      [{ unreachable: 'no-path' }, { unreachable: 'no-path' }],
    ]);
    await expect(travel().route!({ stops: [a, ISLAND], zone })).rejects.toMatchObject({ why: 'no-path' });
  });

  it.each([
    ['nothing', '', 400],
    ['half of it', '{"from":[', 400],
    ['two hundred thousand brackets', '['.repeat(200_000), 400],
    ['the same, closed', '['.repeat(200_000) + ']'.repeat(200_000), 400],
    ['no number', { from: [{ lat: '39', lng: -76 }], to: [a], haste: 'live' }, 400],
    ['a place off the map', { from: [{ lat: 39, lng: 1e9 }], to: [a], haste: 'live' }, 400],
    ['more than was asked for', { from: [a], to: [b], haste: 'live', costing: 'pedestrian' }, 400],
    ['more in a place', { from: [{ ...a, search_cutoff: 1e9 }], to: [b], haste: 'live' }, 400],
    ['no haste of ours', { from: [a], to: [b], haste: 'now' }, 400],
    ['no hour', { from: [a], to: [b], haste: 'live', departAt: 'soon' }, 400],
    ['a hundred and one', { from: Array(101).fill(a), to: [b], haste: 'live' }, 413],
    ['a book', `"${'x'.repeat(600_000)}"`, 413],
  ])('%s is refused in words, and they answer on', async (_, body, status) => {
    const answer = await roads.post('/matrix', body);
    expect([answer.status, await answer.json()]).toEqual([status, { refused: expect.any(String) }]);
    expect((await roads.status()).engine).not.toBeNull();
  });

  it('a page of another site can ask nothing', async () => {
    const answer = await fetch(`${roads.url}/matrix`, { method: 'POST', body: '{}' });
    expect([answer.status, await answer.json()]).toEqual([415, { refused: 'send application/json' }]);
  });

  it('who waits for an arrival is answered while four plans are worked on', async () => {
    const ended: string[] = [];
    const plans = [0, 1, 2, 3].map(async (k) => {
      const [from, to] = [placesInTown(100, k * 211), placesInTown(100, k * 97 + 13)];
      const answer = await roads.post('/matrix', { from, to, haste: 'planning' });
      ended.push(`plan ${answer.status}`);
    });
    await roads.until(({ queue }) => queue.planning > 4);
    const { status } = await roads.post('/matrix', { from: [a], to: placesInTown(50), haste: 'live' });
    ended.push(`live ${status}`);
    await Promise.all(plans);
    expect(ended).toEqual(['live 200', 'plan 200', 'plan 200', 'plan 200', 'plan 200']);
  });

  it('more plans than can be answered are refused at once, and who waits for an arrival is not', async () => {
    const gone = new AbortController();
    const ask = { from: placesInTown(100), to: placesInTown(100, 500), haste: 'planning' };
    // Its places are known afterwards: from here on every ask is four blocks.
    expect((await roads.post('/matrix', ask)).status).toBe(200);
    const asked = Array.from({ length: 40 }, () =>
      roads.post('/matrix', ask, gone.signal).then(
        ({ status }) => status,
        () => null,
      ),
    );
    await roads.until(({ queue }) => queue.planning >= 64);
    const late = await roads.post('/matrix', ask);
    expect([late.status, await late.json()]).toEqual([
      503,
      { refused: 'more is being asked than can be answered; ask again later' },
    ]);
    expect((await roads.post('/matrix', { from: [a], to: [b], haste: 'live' })).status).toBe(200);
    gone.abort();
    await Promise.all(asked);
    await roads.until(({ queue }) => queue.planning + queue.running === 0);
  });

  it('killed in the middle: estimates for all who wait, and roads again', async () => {
    const before = (await roads.status()).engine!.pid;
    const sure = sureTravel(travel());
    const ask = { from: placesInTown(50), to: placesInTown(50, 300), zone };
    const waiting = [sure.matrix(ask), sure.matrix(ask)];
    await roads.until(({ queue }) => queue.running > 0);
    process.kill(before, 'SIGKILL');
    for (const rows of await Promise.all(waiting)) expect(basesOf(rows)).toEqual(['estimate']);
    const { restarts, engine } = await roads.until((now) => now.engine !== null && now.engine.pid !== before);
    expect([restarts, isAlive(before), engine!.pid === before]).toEqual([1, false, false]);
    expect(basesOf(await sureTravel(travel()).matrix({ from: [a], to: [b, c], zone }))).toEqual(['freeflow']);
  });

  it('while it is down it says so at once', async () => {
    const { engine } = await roads.status();
    process.kill(engine!.pid, 'SIGKILL');
    await roads.until((now) => now.engine === null);
    const refused = await roads.post('/route', { stops: [a, b] });
    // It may be back already: a restart takes a fraction of a second.
    if (refused.status !== 200)
      expect([refused.status, await refused.json()]).toEqual([
        503,
        { refused: expect.stringMatching(/^the engine ended with SIGKILL; it is being started again|roads are/) },
      ]);
    await roads.until((now) => now.engine !== null);
  });

  it('new roads are taken while they are being asked all the time, and nobody notices', async () => {
    const before = await roads.status();
    let isOver = false;
    const [names, failures] = [new Set<string>(), [] as unknown[]];
    const askers = Array.from({ length: 6 }, async (_, k) => {
      const driver = travel();
      for (let i = 0; !isOver; i++) {
        const from = placesInTown(k === 0 ? 40 : 1, i + k * 31);
        await driver.matrix({ from, to: placesInTown(10, i), zone, haste: k === 0 ? 'planning' : 'live' }).then(
          (rows) => rows.flat().every((cell) => 'seconds' in cell) || failures.push(rows),
          (failure: unknown) => failures.push(failure),
        );
        names.add(driver.id);
      }
    });
    const next = await buildGridTown(dir, 'Grid town, rebuilt');
    const now = await roads.until(({ network }) => network?.id === next.about.id);
    while (isAlive(before.engine!.pid)) await roads.status();
    isOver = true;
    await Promise.all(askers);
    expect(failures).toEqual([]);
    expect(names).toEqual(new Set([before.engine!.name, now.engine!.name]));
  });

  it('a next network that is broken changes nothing but what is said', async () => {
    const { engine } = await roads.status();
    writeFileSync(join(dir, 'current'), 'no-such-network\n');
    const { says } = await roads.until((now) => now.says.includes('no-such-network'));
    expect(says).toMatch(/^roads of Grid town, rebuilt; the road network no-such-network in .* is not there/);
    expect((await roads.status()).engine).toEqual(engine);
    putToUse(dir, engine!.name.split(':')[2]!);
    await roads.until((now) => now.says === 'roads of Grid town, rebuilt');
  });

  it('asked to end, it answers who waits and leaves nothing running', async () => {
    const { engine } = await roads.status();
    const answer = roads.post('/matrix', { from: placesInTown(50), to: placesInTown(50, 77), haste: 'planning' });
    await roads.until(({ queue }) => queue.running > 0);
    roads.child.kill('SIGTERM');
    expect([(await answer).status, await roads.exited]).toEqual([200, 0]);
    while (isAlive(engine!.pid)) await new Promise(setImmediate);
  });

  it('whose parent is gone is gone too', async () => {
    const orphan = await startRoadsProcess(dir);
    const { engine } = await orphan.status();
    orphan.child.disconnect();
    expect(await orphan.exited).toBe(0);
    while (isAlive(engine!.pid)) await new Promise(setImmediate);
  });

  it('whatever ends it, its engine ends with it', async () => {
    const killed = await startRoadsProcess(dir);
    const { engine } = await killed.status();
    killed.child.kill('SIGKILL');
    expect(await killed.exited).toBeNull();
    while (isAlive(engine!.pid)) await new Promise(setImmediate);
  });

  it('tiles that are no tiles are told, and it stays up', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'doorward-roads-'));
    const { dir: home, about } = await buildGridTown(broken, 'Broken');
    for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.gph')))
      truncateSync(join(home, name), 100);
    const process = await startRoadsProcess(broken);
    const health = await fetch(`${process.url}/health`);
    expect([health.status, await health.json()]).toEqual([
      503,
      { says: expect.stringMatching(new RegExp(`^(the network ${about.id} cannot be used: |the engine ended with )`)) },
    ]);
    await process.stop();
    rmSync(broken, { recursive: true });
  });
});

describe('without a network', () => {
  let roads: RoadsProcess;
  let empty: string;
  beforeAll(async () => {
    empty = mkdtempSync(join(tmpdir(), 'doorward-roads-'));
    roads = await startRoadsProcess(empty);
  });
  afterAll(async () => {
    await roads.stop();
    rmSync(empty, { recursive: true });
  });

  it('it is up, says what is missing, and refuses with that sentence', async () => {
    const sentence = `there is no road network in ${empty}; make one with: npm run roads -- FILE.osm.pbf`;
    const [health, refused] = [await fetch(`${roads.url}/health`), await roads.post('/snap', { place: a })];
    expect([health.status, await health.json()]).toEqual([503, { says: sentence }]);
    expect([refused.status, await refused.json()]).toEqual([503, { refused: sentence }]);
  });

  it('the chain has estimates', async () => {
    const sure = sureTravel(valhallaTravel({ url: roads.url }));
    expect(basesOf(await sure.matrix({ from: [a], to: [b], zone }))).toEqual(['estimate']);
  });

  (canDrive() ? it : it.skip)('the first one is taken when it comes', async () => {
    const { about } = await buildGridTown(empty);
    await roads.until(({ network }) => network?.id === about.id);
    expect((await roads.post('/snap', { place: a })).status).toBe(200);
  });
});

const basesOf = (rows: readonly (readonly Driven[])[]) => [...new Set(rows.flat().map(({ basis }) => basis))];
