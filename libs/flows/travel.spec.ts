import { travelOf } from '#flows/travel';
import { type AnsweringServer } from '#test/roads/answering-server';
import { flatOsrm } from '#test/roads/flat-osrm';
import { flatRoads } from '#test/roads/flat-roads';
import { FLAT_TOWN, meters, seconds } from '#test/roads/flat-town';

const [a, b] = FLAT_TOWN.places;
const ask = { from: [a], to: [b, FLAT_TOWN.nowhere], zone: 'America/New_York' };

it.each([
  ['valhalla', flatRoads],
  ['osrm', flatOsrm],
] as const)('%s is asked, what it does not know is estimated, and so is all without it', async (ROADS, open) => {
  const server: AnsweringServer = await open();
  const travel = travelOf({ ROADS, ROADS_URL: server.url });
  const [[near, far]] = (await travel.matrix(ask)) as [[unknown, unknown]];
  expect(near).toEqual({ seconds: seconds(a, b), meters: meters(a, b), basis: 'freeflow' });
  expect(far).toMatchObject({ basis: 'estimate' });
  await server.close();
  const [row] = await travel.matrix(ask);
  expect(row!.map(({ basis }) => basis)).toEqual(['estimate', 'estimate']);
});

it('without a server there is the estimate', async () => {
  const travel = travelOf({ ROADS: 'estimate', ROADS_URL: undefined });
  expect(travel.id).toBe('estimate');
  expect((await travel.matrix(ask))[0]![0]).toMatchObject({ basis: 'estimate' });
});
