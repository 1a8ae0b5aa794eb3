import { book, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const reckoned = async (appointmentId: string) => {
  const [row] = await morning.sql<{ p50: Date | null }>('SELECT eta_p50 AS p50 FROM appointment WHERE id = $1', [
    appointmentId,
  ]);
  return row!.p50;
};

it('a visit in three days is not reckoned with today, and is once it comes within a day and a half', async () => {
  const { appointmentId } = await book(
    morning,
    { name: 'Nora Kim', phone: '+15550101' },
    morning.maria,
    '10:00',
    '11:00',
    undefined,
    '2026-03-06',
  );
  await morning.settle();
  expect(await reckoned(appointmentId)).toBeNull();
  expect(await reckoned(morning.appointmentId)).not.toBeNull();
  await morning.sql(`UPDATE clock SET set_at = clock_timestamp(), shows = '2026-03-05T03:05:00Z'`); // 10 pm two days later
  await morning.settle();
  expect(await reckoned(appointmentId)).toEqual(new Date('2026-03-06T15:00:00Z'));
});
