import { randomUUID } from 'node:crypto';
import { forgetPhotos } from '#flows/steps/forget-photos';
import { type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => {
  morning = await openMorning();
  const { id } = await morning.ticket();
  for (const _ of [1, 2])
    await morning.sql(
      `INSERT INTO photo (id, assignment_id, taken_at, kept_at, bytes) VALUES ($1, $2, doorward_now(), doorward_now(), '\\xffd8ff')`,
      [randomUUID(), id],
    );
});
afterEach(() => morning.close());

const forget = (days: number) => morning.house.store.commit((tx) => forgetPhotos(tx, days));
const left = async () => (await morning.sql('SELECT 1 FROM photo')).length;
const closed = (daysAgo: number) =>
  morning.sql(`UPDATE work_order SET closed_at = doorward_now() - $1::float8 * interval '1 day'`, [daysAgo]);

it('photos go so many days after their order was closed, and not before', async () => {
  await closed(119.9);
  expect([await forget(120), await left()]).toEqual([false, 2]);
  await closed(120.1);
  expect([await forget(120), await left()]).toEqual([true, 0]);
  expect(await forget(120)).toBe(false);
});

it('photos of an order that is open stay, however old they are', async () => {
  await morning.sql(
    `UPDATE photo SET taken_at = taken_at - interval '3 years', kept_at = kept_at - interval '3 years'`,
  );
  expect([await forget(1), await left()]).toEqual([false, 2]);
});

it('with 0 days they are kept for good', async () => {
  await closed(4000);
  expect([await forget(0), await left()]).toEqual([false, 2]);
});

it('the night forgets them by its setting', async () => {
  await closed(121);
  await morning.sql(
    `INSERT INTO timer (key, kind, subject, due_at) VALUES ('night', 'night', '00000000-0000-0000-0000-000000000000', doorward_now())`,
  );
  await morning.work.timers();
  expect(await left()).toBe(0);
});
