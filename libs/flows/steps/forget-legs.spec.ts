import { forgetLegs } from '#flows/steps/forget-legs';
import { type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

it('the drives from where a van once was are forgotten after a day, those between addresses after ninety', async () => {
  const leg = (from: string, days: number) =>
    morning.sql(
      `INSERT INTO leg (from_place, to_place, network, seconds, meters, basis, as_of)
       VALUES ($1, '39.29000,-76.61004', 'town', 60, 500, 'freeflow', clock_timestamp() - make_interval(hours => $2))`,
      [from, days * 24 + 1],
    );
  await leg('39.29100,-76.61200', 0);
  await leg('39.29200,-76.61200', 1);
  await leg('39.29104,-76.61200', 1);
  await leg('39.29204,-76.61207', 89);
  await leg('39.29304,-76.61207', 90);
  const forget = () => morning.house.store.commit((tx) => forgetLegs(tx));
  expect([await forget(), await forget()]).toEqual([true, false]);
  const left = await morning.sql<{ from: string }>(
    'SELECT from_place AS "from" FROM leg ORDER BY as_of DESC, from_place',
  );
  expect(left.map(({ from }) => from)).toEqual(['39.29100,-76.61200', '39.29104,-76.61200', '39.29204,-76.61207']);
});

it('what must be forgotten at night is forgotten even if nothing can be learned', async () => {
  await morning.sql(
    `INSERT INTO position (technician_id, at, lat, lng, received_at) VALUES ($1, doorward_now() - interval '61 days', 39, -76, doorward_now())`,
    [morning.maria],
  );
  await morning.sql('ALTER TABLE learned_spread RENAME TO gone'); // learning fails from now on
  await morning.sql(
    `INSERT INTO timer (key, kind, subject, due_at) VALUES ('night', 'night', '00000000-0000-0000-0000-000000000000', doorward_now())`,
  );
  await morning.work.timers();
  expect(await morning.sql('SELECT 1 FROM position')).toEqual([]);
});
