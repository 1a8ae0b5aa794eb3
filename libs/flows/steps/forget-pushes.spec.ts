import { forgetPushes } from '#flows/steps/forget-pushes';
import { type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

it('what a phone was to be woken for is forgotten a week after it was of use, every night', async () => {
  await morning.sql(
    `INSERT INTO push (technician_id, key, kind, ref, street, useful_until)
     SELECT $1, days::text, 'new', 'K7QF', '12 Oak St', doorward_now() - make_interval(days => days, mins => 1) FROM unnest(ARRAY[0, 6, 7, 30]) days`,
    [morning.maria],
  );
  const forget = () => morning.house.store.commit((tx) => forgetPushes(tx));
  expect([await forget(), await forget()]).toEqual([true, false]);
  expect(await morning.sql('SELECT key FROM push ORDER BY key')).toEqual([{ key: '0' }, { key: '6' }]);
  await morning.sql(`UPDATE push SET useful_until = doorward_now() - interval '8 days'`);
  await morning.sql(
    `INSERT INTO timer (key, kind, subject, due_at) VALUES ('night', 'night', '00000000-0000-0000-0000-000000000000', doorward_now())`,
  );
  await morning.work.timers();
  expect(await morning.sql('SELECT 1 FROM push')).toEqual([]);
});
