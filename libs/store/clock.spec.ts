import { minutesBetween, plusMinutes } from '#time/minutes';
import { type FreshStore, freshStore } from '#test/setup/store';

let fresh: FreshStore;
beforeEach(async () => {
  fresh = await freshStore();
});
afterEach(() => fresh.close());

const noon = new Date('2026-03-03T17:00:00Z');

/** Sets the clock as if it had been set `secondsAgo`. */
const setClock = (rate: number, secondsAgo: number) =>
  fresh.store.read(
    `INSERT INTO clock (set_at, shows, rate) VALUES (clock_timestamp() - $1 * interval '1 second', $2, $3)`,
    [secondsAgo, noon, rate],
  );

/** The delays of the bells for timers due at these minutes from now. */
async function delays(...minutes: number[]) {
  fresh.bells.length = 0;
  await fresh.store.commit(async (tx) => {
    for (const minute of minutes)
      tx.wake({
        key: String(minute),
        kind: 'route.look',
        subject: '0197a000-0000-7000-8000-000000000001',
        dueAt: plusMinutes(tx.now, minute),
      });
  });
  return fresh.bells.map(({ delayMs }) => delayMs);
}

it('without a clock of our own it is the time of day, to the millisecond', async () => {
  const [before, now, after] = [Date.now(), await fresh.store.now(), Date.now()];
  expect(now.getTime()).toBeGreaterThanOrEqual(before);
  expect(now.getTime()).toBeLessThanOrEqual(after);
  expect(await delays(10)).toEqual([600_000]);
});

it('a standing clock stands, and rings only for what is due by then', async () => {
  await setClock(0, 3600);
  expect(await fresh.store.now()).toEqual(noon);
  expect(await fresh.store.commit(async (tx) => tx.now)).toEqual(noon);
  expect(await delays(1)).toEqual([]);
  expect(await delays(0, 1)).toEqual([0]);
  expect(await delays(-5, 0, 1)).toEqual([0]);
});

it('of all timers only the one that falls due first has a bell, and what is due already always rings', async () => {
  await setClock(1, 0);
  expect(await delays(20, 10, 30)).toEqual([expect.closeTo(600_000, -3)]);
  expect(await delays(15)).toEqual([]);
  expect(await delays(5)).toEqual([expect.closeTo(300_000, -3)]);
  expect(await delays(-1)).toEqual([0]);
  expect(await delays(0)).toEqual([0]);
});

it('a running clock shows sixty seconds for each second since it was set, and its bells come sixty times sooner', async () => {
  const started = Date.now();
  await setClock(60, 10);
  const shown = minutesBetween(noon, await fresh.store.now());
  const most = 10 + (Date.now() - started) / 1000;
  expect(shown).toBeGreaterThanOrEqual(10);
  expect(shown).toBeLessThanOrEqual(most + 0.01);
  expect(await delays(10)).toEqual([10_000]);
});

it('there is one clock and no second one, and it never runs backwards', async () => {
  await setClock(1, 0);
  await expect(setClock(1, 0)).rejects.toThrow('clock_pkey');
  await expect(fresh.store.read('UPDATE clock SET rate = -1')).rejects.toThrow('clock_rate_check');
});
