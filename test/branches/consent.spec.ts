import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const count = () => morning.texts(DAVE).length;
const alerts = async () =>
  (await morning.sql<{ kind: string }>('SELECT kind FROM alert WHERE closed_at IS NULL ORDER BY kind')).map(
    ({ kind }) => kind,
  );

it('STOP is confirmed once, the visit stands, and nothing else is texted', async () => {
  await morning.hears(DAVE, 'STOP');
  expect(morning.last()).toBe(
    'Acme Fiber: no more texts to this number. Your visit today 8:30-9:30am still stands; we will phone if it changes. Reply START to get texts again.',
  );
  const after = count();
  await morning.tap('late', { minutes: 120 });
  await morning.until('08:10');
  expect(count()).toBe(after);
  expect(await alerts()).toContain('phone-only');
});

it('START brings the texts back', async () => {
  await morning.hears(DAVE, 'please stop texting me');
  await morning.hears(DAVE, 'START');
  expect(morning.last()).toContain('texts are on again');
  await morning.tap('late', { minutes: 120 });
  expect(morning.last()).toContain('Not cancelled');
});

it('CANCEL ends the texts, cancels nothing, and says how to cancel the visit', async () => {
  await morning.hears(DAVE, 'CANCEL');
  expect(morning.last()).toContain('still stands');
  expect(morning.last()).toContain('Reply 9 to cancel the visit, START to keep texts');
  expect((await morning.ticket()).state).toBe('acknowledged');
  expect(await alerts()).toContain('cancel-word');
});

it('9 after CANCEL cancels the visit, takes the ticket back and says so', async () => {
  await morning.hears(DAVE, 'CANCEL');
  await morning.hears(DAVE, '9');
  expect(morning.last()).toContain('is cancelled');
  expect(await morning.sql('SELECT state FROM appointment')).toEqual([{ state: 'cancelled' }]);
  expect(await morning.sql('SELECT state FROM assignment')).toEqual([{ state: 'withdrawn' }]);
  expect(await morning.sql('SELECT 1 FROM occupancy')).toEqual([]);
});

it('9 without that question cancels nothing', async () => {
  await morning.hears(DAVE, '9');
  expect(await morning.sql('SELECT state FROM appointment')).toEqual([{ state: 'confirmed' }]);
});

it('free words never cancel: they become a question', async () => {
  await morning.hears(DAVE, 'i want to cancel my appointment');
  expect(morning.last()).toContain('Reply 9 to cancel the visit');
  expect(await morning.sql('SELECT state FROM appointment')).toEqual([{ state: 'confirmed' }]);
});

it('HELP says who writes, what about, and whom to call', async () => {
  await morning.hears(DAVE, 'help');
  expect(morning.last()).toContain('Acme Fiber');
  expect(morning.last()).toContain('555-0142');
});

it('a STOP that arrives while a text waits keeps that text back', async () => {
  await morning.house.store.commit(async (tx) => {
    tx.say({
      key: 'waiting',
      kind: 'desk-reply',
      phone: DAVE,
      workOrderId: morning.workOrderId,
      appointmentId: morning.appointmentId,
      facts: { body: 'hello' },
      usefulUntil: new Date(tx.now.getTime() + 1e6),
    });
  });
  await morning.hears(DAVE, 'STOP');
  expect(morning.texts(DAVE)).not.toContain('hello');
});

it('a number that the carrier says has opted out is not texted again', async () => {
  morning.carrier.misbehave({ refuseNext: 21610 });
  await morning.tap('late', { minutes: 120 });
  expect(await morning.sql('SELECT texts FROM consent')).toEqual([{ texts: false }]);
  expect(await alerts()).toContain('not-delivered');
});
