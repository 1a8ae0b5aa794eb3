import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRoads } from '#apps/launcher/start-roads';
import { buildGridTown, canDrive, GRID_TOWN } from '#test/roads/grid-town';
import { valhallaTravel } from '#travel/valhalla';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'doorward-start-roads-'))));
afterEach(() => rmSync(dir, { recursive: true }));
const silent = () => {};

it('without a network there is nothing to start', async () => {
  expect(await startRoads({ ROADS_DIR: dir }, silent)).toBeNull();
});

(canDrive() ? describe : describe.skip)('with a network (left out without the package)', () => {
  beforeEach(async () => void (await buildGridTown(dir)));

  it('api and worker are told where it answers', async () => {
    const roads = await startRoads({ ROADS_DIR: dir }, silent);
    expect(roads).toMatchObject({ name: 'Grid town', env: { ROADS: 'valhalla' } });
    await roads!.whenReady();
    const [from, to] = GRID_TOWN.places;
    const travel = valhallaTravel({ url: roads!.env.ROADS_URL });
    expect(await travel.matrix({ from: [from], to: [to], zone: 'America/New_York' })).toEqual([
      [{ seconds: expect.any(Number), meters: expect.any(Number), basis: 'freeflow' }],
    ]);
    await roads!.stop();
  });

  it('what was chosen is left alone', async () => {
    for (const ROADS of ['estimate', 'osrm', 'valhalla'])
      expect(await startRoads({ ROADS, ROADS_DIR: dir }, silent)).toBeNull();
  });

  it('a port that is asked for and taken is told', async () => {
    const roads = await startRoads({ ROADS_DIR: dir }, silent);
    await roads!.whenReady();
    const ROADS_PORT = new URL(roads!.env.ROADS_URL).port;
    await expect(startRoads({ ROADS_DIR: dir, ROADS_PORT }, silent)).rejects.toThrow(`Port ${ROADS_PORT} is in use`);
    await roads!.stop();
  });
});
