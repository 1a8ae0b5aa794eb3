import { type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const announced = async () =>
  (await morning.sql<{ announced: Date }>('SELECT announced FROM assignment'))[0]!.announced
    .toISOString()
    .slice(11, 16);

it('a delay is meant as a round time', async () => {
  await morning.until('08:01:30');
  await morning.tap('late', { minutes: 58 }); // from 8:30, where she is expected
  expect(await announced()).toBe('14:30'); // 9:30 in New York
});

it('a short delay of who is late already lies ahead, not behind', async () => {
  await morning.until('08:15');
  await morning.tap('on-my-way');
  await morning.until('09:01:00');
  await morning.sql(`UPDATE assignment SET expected_from = doorward_now() - interval '1 minute'`);
  await morning.tap('late', { minutes: 1 });
  expect(await announced()).toBe('14:02'); // 14:00 is the nearest round time, and over
});
