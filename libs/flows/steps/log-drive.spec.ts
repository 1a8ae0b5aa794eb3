import { type Morning, openMorning } from '#test/branches/morning';
import { local } from '#test/world/company';

/* What is written down as the day goes on, to be learned from at night: each drive once, each prediction as it stood. */

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const drives = () =>
  morning.sql<{ setOut: Date; arrived: Date | null; pace: number }>(
    'SELECT set_out_at AS "setOut", arrived_at AS arrived, pace FROM drive',
  );
const forecasts = () =>
  morning.sql<{ asOf: Date; p50: Date; isDriving: boolean; basis: string }>(
    'SELECT as_of AS "asOf", p50, is_driving AS "isDriving", basis FROM forecast ORDER BY as_of',
  );
const eta = async () =>
  (await morning.sql<{ p50: Date; asOf: Date }>('SELECT eta_p50 AS p50, eta_as_of AS "asOf" FROM appointment'))[0]!;
const look = async () => {
  await morning.sql(`UPDATE timer SET due_at = doorward_now() WHERE kind = 'route.look'`);
  await morning.settle();
};

describe('a drive', () => {
  it('begun, given up and begun anew is one drive, since the second time', async () => {
    await morning.until('08:05');
    await morning.tap('on-my-way');
    await morning.until('08:09');
    await morning.tap('accept');
    await morning.until('08:20');
    await morning.tap('on-my-way');
    await morning.until('08:31');
    await morning.tap('arrive');
    expect(await drives()).toEqual([{ setOut: local('08:20'), arrived: local('08:31'), pace: 1 }]);
  });

  it('is kept with the pace the hour was believed to have', async () => {
    await morning.sql(
      `UPDATE territory SET learned_paces = array_fill(1.0::float8, ARRAY[24 + 8]) || 1.5::float8 || array_fill(1.0::float8, ARRAY[135])`,
    ); // Tuesday, eight o'clock
    await morning.until('08:05');
    await morning.tap('on-my-way');
    expect((await drives())[0]!.pace).toBe(1.5);
  });

  it('nobody said had begun is none', async () => {
    await morning.until('08:20');
    await morning.sql(`UPDATE assignment SET state = 'en_route'`);
    await morning.tap('arrive');
    expect(await drives()).toEqual([]);
  });
});

describe('a prediction', () => {
  it('that has not moved is not written down again for ten minutes, one that has is at once', async () => {
    await morning.until('08:05');
    await morning.tap('on-my-way');
    const before = await forecasts();
    expect(before.at(-1)).toMatchObject({ asOf: local('08:05'), isDriving: true });
    await morning.until('08:06');
    await look();
    const after = await forecasts();
    expect(after).toHaveLength(before.length);
    expect((await eta()).asOf).toEqual(local('08:06'));
    await morning.tap('late', { minutes: 45 });
    expect(await forecasts()).toHaveLength(before.length + 1);
    expect((await forecasts()).at(-1)).toMatchObject({ asOf: local('08:06'), basis: 'reported' });
  });

  it('that comes back to what it was is news again: only the newest is compared', async () => {
    const [{ p50 }] = [(await forecasts()).at(-1)!];
    await morning.until('07:43');
    await morning.sql(`UPDATE assignment SET announced = $1`, [local('09:20')]);
    await look();
    await morning.until('07:44');
    await morning.sql('UPDATE assignment SET announced = NULL');
    await look();
    const [moved, back] = (await forecasts()).slice(-2);
    expect(moved!.p50.getTime()).toBeGreaterThan(p50.getTime() + 30 * 60_000);
    expect([back!.p50, back!.asOf]).toEqual([p50, local('07:44')]);
  });

  it('changed within the same instant stands as it was last', async () => {
    await morning.until('08:05');
    await morning.tap('on-my-way');
    await morning.tap('late', { minutes: 30 });
    await morning.tap('late', { minutes: 60 });
    const now = (await forecasts()).filter(({ asOf }) => asOf.getTime() === local('08:05').getTime());
    expect(now).toHaveLength(1);
    expect(now[0]!.p50).toEqual((await eta()).p50);
    expect(now[0]!.basis).toBe('reported');
  });
});
