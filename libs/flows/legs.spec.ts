import type { SureTravel } from '#travel/travel';
import { estimate } from '#travel/estimate';
import { askRoads, expectRoads } from '#flows/legs';
import { lockTechnicians } from '#store/visit';
import { wantLegs } from '#store/legs';
import { reckon } from '#flows/steps/reckon';
import { book, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
let asked: string[];
beforeEach(async () => {
  morning = await openMorning();
  asked = [];
});
afterEach(() => morning.close());

/** Roads on which everything takes twice the estimate. */
const roads = (id = 'town:1'): SureTravel => ({
  id,
  matrix: async ({ from, to, haste }) => {
    asked.push(`${from.length}x${to.length} ${haste}`);
    return from.map((a) =>
      to.map((b) => ({ seconds: estimate(a, b).minutes * 120, meters: estimate(a, b).meters, basis: 'freeflow' })),
    );
  },
});
const onRoads = () =>
  expectRoads({ ...morning.house, settings: { ...morning.house.settings, ROADS: 'valhalla' } }, roads());
const eta = async () =>
  (await morning.sql<{ p50: Date; p90: Date }>('SELECT eta_p50 AS p50, eta_p90 AS p90 FROM appointment'))[0]!;
const askAll = async (travel: SureTravel) => {
  while (await askRoads(morning.house, travel));
  await morning.settle();
};

it('without roads nobody asks for any', async () => {
  await morning.tap('on-my-way');
  expect(await morning.sql('SELECT 1 FROM leg_wanted')).toEqual([]);
  expect(await askRoads(morning.house, roads())).toBe(false);
});

it('a drive that no road was asked about is estimated, asked about, and the day reckoned anew with the answer', async () => {
  await onRoads();
  await morning.until('08:20');
  await morning.tap('on-my-way');
  const estimated = await eta();
  await askAll(roads());
  const known = await eta();
  expect(asked).toEqual(['1x1 live']);
  expect(Math.round((known.p50.getTime() - estimated.p50.getTime()) / 60_000)).toBe(12); // ten minutes away, twice that by road, and two to park
  expect(await morning.sql('SELECT 1 FROM leg_wanted')).toEqual([]);
});

it('what has been asked once is not asked again, until the network is another one', async () => {
  await onRoads();
  await morning.tap('on-my-way');
  await askAll(roads());
  await morning.house.store.commit(async (tx) =>
    tx.wake({ key: `route.look:${morning.maria}`, kind: 'route.look', subject: morning.maria, dueAt: tx.now }),
  );
  await morning.settle();
  await askAll(roads());
  expect(asked).toHaveLength(1);
  await morning.until('08:25');
  await morning.house.store.commit((tx) =>
    tx.sql(
      `INSERT INTO leg_wanted (from_place, to_place, asked_at) VALUES ('1.00000,1.00000', '1.00000,1.10000', $1)`,
      [tx.now],
    ),
  );
  await askAll(roads('town:2'));
  expect(await morning.sql('SELECT DISTINCT network FROM leg')).toEqual([{ network: 'town:2' }]);
});

it('two technicians who want the same drive: both days are reckoned anew when it is known', async () => {
  await onRoads();
  // Sam has a visit at the same address, and comes to it from the same place.
  await book(morning, { name: 'Ida Roth', phone: '+15550109' }, morning.sam, '08:30', '09:30');
  await morning.sql(
    'UPDATE technician SET home_lat = m.home_lat, home_lng = m.home_lng FROM technician m WHERE m.id = $1',
    [morning.maria],
  );
  await morning.sql('DELETE FROM leg_wanted');
  const lookAt = (technicianId: string) =>
    morning.house.store.commit(async (tx) => {
      await lockTechnicians(tx, [technicianId]);
      await reckon(tx, technicianId);
    });
  for (const id of [morning.maria, morning.sam]) await lookAt(id);
  await morning.sql(`DELETE FROM timer WHERE kind = 'route.look'`);
  await askRoads(morning.house, roads());
  const looked = await morning.sql<{ id: string }>(`SELECT subject AS id FROM timer WHERE kind = 'route.look'`);
  expect(looked.map(({ id }) => id).sort()).toEqual([morning.maria, morning.sam].sort());
});

it('a drive that is wanted by another one while the roads are asked is his as well', async () => {
  await onRoads();
  await morning.sql('DELETE FROM leg_wanted');
  const [one, other] = [morning.maria, morning.sam];
  const [here, there] = [
    { lat: 39.1, lng: -76.6 },
    { lat: 39.2, lng: -76.6 },
  ];
  await morning.house.store.commit((tx) => wantLegs(tx, [[here, there]], one));
  await morning.sql(`DELETE FROM timer WHERE kind = 'route.look'`);
  await askRoads(morning.house, {
    id: 'town:1',
    matrix: async (asking) => {
      expect(await morning.house.store.commit((tx) => wantLegs(tx, [[here, there]], other))).toBe(true);
      expect(await morning.house.store.commit((tx) => wantLegs(tx, [[here, there]], other))).toBe(false);
      return roads().matrix(asking);
    },
  });
  const looked = await morning.sql<{ id: string }>(`SELECT subject AS id FROM timer WHERE kind = 'route.look'`);
  expect(looked.map(({ id }) => id).sort()).toEqual([one, other].sort());
});

it('where the roads do not answer, the estimate stands in for ten minutes', async () => {
  await onRoads();
  await morning.tap('on-my-way');
  const before = await eta();
  const estimates: SureTravel = {
    id: 'town:1',
    matrix: async ({ from, to }) =>
      from.map((a) =>
        to.map((b) => ({ seconds: estimate(a, b).minutes * 60, meters: estimate(a, b).meters, basis: 'estimate' })),
      ),
  };
  await askAll(estimates);
  expect(Math.abs((await eta()).p50.getTime() - before.p50.getTime())).toBeLessThan(1000);
  expect(await morning.sql('SELECT basis FROM leg')).toEqual([{ basis: 'estimate' }]);
});

it('a drive is noted as it was predicted and as it came', async () => {
  await onRoads();
  await morning.until('08:20');
  await morning.tap('on-my-way');
  await morning.until('08:34');
  await morning.tap('arrive');
  const [drive] = await morning.sql<{ minutes: number; basis: string; took: number }>(
    `SELECT minutes, basis, extract(epoch FROM arrived_at - set_out_at)::float8 / 60 AS took FROM drive`,
  );
  expect(drive!.minutes).toBeCloseTo(10, 0);
  expect([drive!.basis, Math.round(drive!.took)]).toEqual(['estimate', 14]);
});
