import { segments } from '#conversation/segments';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => {
  morning = await openMorning();
  await morning.until('08:00');
  await morning.tap('late', { minutes: 120 });
});
afterEach(() => morning.close());

const holds = async () =>
  (await morning.sql<{ state: string }>('SELECT state FROM hold ORDER BY id')).map(({ state }) => state);
const visit = async () =>
  (await morning.sql<{ revision: number; from: Date }>('SELECT revision, window_from AS "from" FROM appointment'))[0]!;

it('the delay text has a time, its truth, held choices and a person, in two segments', () => {
  expect(morning.last()).toMatch(
    /^Acme: Maria is late: now about 10:30am .*Not cancelled\. Reply:\n1 Keep Maria\n2 .*Sam R\.\n/,
  );
  expect(morning.last()).toContain('0 A person calls you');
  expect(segments(morning.last()).segments).toBeLessThanOrEqual(2);
});

it('a choice commits, frees the rest and moves the ticket', async () => {
  await morning.hears(DAVE, '2');
  expect(morning.last()).toContain('Done. Sam R. comes');
  expect((await holds()).filter((state) => state === 'taken')).toHaveLength(2); // the booking's own, and this one
  expect(await holds()).not.toContain('active');
  expect((await morning.ticket()).technicianId).toBe(morning.sam);
  expect((await visit()).revision).toBe(2);
  expect(await morning.sql(`SELECT state FROM promise WHERE kind = 'window' ORDER BY made_at`)).toEqual([
    { state: 'replaced' },
    { state: 'open' },
  ]);
});

it('the same text a hundred times acts once', async () => {
  const sid = 'SM' + 'a'.repeat(32);
  for (let i = 0; i < 100; i++) await morning.hears(DAVE, '2', sid);
  expect((await visit()).revision).toBe(2);
  expect(morning.texts(DAVE).filter((text) => text.startsWith('Done.'))).toHaveLength(1);
});

it('1 keeps the technician, lets the other times go and says what stands', async () => {
  await morning.hears(DAVE, '1');
  expect(morning.last()).toContain('Kept: Maria about 10:30am');
  expect(await holds()).not.toContain('active');
  expect((await visit()).revision).toBe(1);
});

it('a digit after the holds have run out never acts: fresh choices are held', async () => {
  await morning.until('08:25');
  await morning.hears(DAVE, '2');
  expect(morning.last()).toMatch(/^Those times are gone\. Fresh ones, held until 8:45am:\n1 Keep/);
  expect((await visit()).revision).toBe(1);
  await morning.hears(DAVE, '2');
  expect(morning.last()).toContain('Done.');
});

it('at the very instant of expiry the choice is gone', async () => {
  const [{ at }] = (await morning.sql<{ at: Date }>(`SELECT expires_at AS at FROM prompt WHERE kind = 'choice'`)) as [
    { at: Date },
  ];
  await morning.house.store.read('UPDATE clock SET set_at = clock_timestamp(), shows = $1', [at]);
  await morning.hears(DAVE, '2');
  expect((await visit()).revision).toBe(1);
});

it('a digit that was not offered does nothing', async () => {
  await morning.hears(DAVE, '7');
  expect((await visit()).revision).toBe(1);
  expect(morning.last()).toContain('Sorry, I did not get that');
});

it('a number inside a sentence is not a choice', async () => {
  await morning.hears(DAVE, 'my unit is 2');
  expect((await visit()).revision).toBe(1);
});

it('while he decides nobody else can have what is held for him', async () => {
  const overlaps = await morning.sql(
    'SELECT 1 FROM occupancy a JOIN occupancy b ON a.technician_id = b.technician_id AND a.id < b.id AND a.during && b.during',
  );
  expect(overlaps).toEqual([]);
  expect((await holds()).filter((state) => state === 'active').length).toBeGreaterThanOrEqual(2);
});

it('"other times" puts fresh choices under new digits and frees the old ones', async () => {
  const before = await morning.sql(`SELECT id FROM hold WHERE state = 'active'`);
  await morning.hears(DAVE, 'can we do another day');
  expect(morning.last()).toMatch(/^Other times, held until/);
  const active = await morning.sql<{ id: string }>(`SELECT id FROM hold WHERE state = 'active'`);
  expect(active.some(({ id }) => before.some((old) => (old as { id: string }).id === id))).toBe(false);
});

it('somebody who asked before the delay and was told a time still gets the choices when the delay comes', async () => {
  await morning.hears(DAVE, '2');
  await morning.tap('accept');
  await morning.hears(DAVE, 'when will he be here?');
  expect(morning.last()).toContain('About');
  await morning.tap('late', { minutes: 200 });
  expect(morning.last()).toMatch(/is late: now about .*Not cancelled\. Reply:\n1 Keep Sam\n2 /);
});

it('while she is late, no time with her is offered before the latest we tell of her', async () => {
  const offered = await morning.sql<{ from: Date }>(
    `SELECT h.window_from AS "from" FROM hold h WHERE h.state = 'active' AND h.technician_id = $1`,
    [morning.maria],
  );
  const [{ p90 }] = (await morning.sql<{ p90: Date }>('SELECT eta_p90 AS p90 FROM appointment')) as [{ p90: Date }];
  for (const { from } of offered) expect(from.getTime()).toBeGreaterThanOrEqual(p90.getTime());
});
