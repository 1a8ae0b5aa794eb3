import { isRefused } from '#visits/refused';
import { type JudgedVisit, judgeVisits } from '#eta/visit-record';
import { visitRecords } from '#store/figures';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { holdWindow } from '#flows/commands/hold-window';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';
import { local } from '#test/world/company';

/* What the figures make of a visit that really happened: booked, driven and texted by the same parts as everybody's. */

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

async function judged(): Promise<JudgedVisit> {
  const [territory] = await morning.sql<{ id: string }>('SELECT id FROM territory');
  const day = { territoryId: territory!.id, from: local('00:00'), to: local('23:59') };
  const records = await visitRecords({ sql: morning.sql }, [day], 10);
  const [visit] = judgeVisits(records, await morning.now());
  expect(visit!.record.appointmentId).toBe(morning.appointmentId);
  return visit!;
}

const comes = async (setsOut: string, arrives: string) => {
  await morning.until(setsOut);
  await morning.tap('on-my-way');
  await morning.until(arrives);
  await morning.tap('arrive');
};

it('a visit as promised is a promise kept, and "on the way" is no word of a delay', async () => {
  await comes('08:35', '08:50');
  expect(await judged()).toMatchObject({
    outcome: 'due',
    keptFirst: true,
    second: null,
    heardAt: null,
    isSurprise: false,
    isFalseAlarm: null,
  });
});

it('until somebody comes or the window is over, it is open', async () => {
  await morning.until('08:40');
  expect((await judged()).outcome).toBe('open');
});

it('a delay told and kept to: the first promise broken, the new one kept, no surprise', async () => {
  await morning.until('08:01');
  await morning.tap('late', { minutes: 180 });
  expect(morning.last()).toContain('is late');
  await morning.hears(DAVE, '1');
  await comes('11:20', '11:35');
  const visit = await judged();
  expect(visit).toMatchObject({ keptFirst: false, isMovedByUs: false, keptSecond: true, isSurprise: false });
  expect(visit.second).toMatchObject({ isTold: true });
  expect(visit.heardAt).toEqual(local('08:01'));
  expect(visit.warningMinutes).toBe(89);
});

it('another time chosen after word of the delay is a promise we moved', async () => {
  await morning.until('08:01');
  await morning.tap('late', { minutes: 180 });
  await morning.until('08:06');
  await morning.hears(DAVE, '2');
  expect(morning.last()).toContain('Done.');
  expect(await judged()).toMatchObject({ isMovedByUs: true, keptFirst: false, heardAt: local('08:01') });
});

it('another time chosen by himself is a new first promise', async () => {
  const window = { from: local('13:00'), to: local('14:00') };
  const { appointmentId, sam } = morning;
  const held = await holdWindow(morning.house)({
    appointmentId,
    technicianId: sam,
    window,
    actor: 'customer Dave Miller',
  });
  if (isRefused(held)) throw new Error(held.refused);
  await confirmBooking(morning.house)({ appointmentId, holdId: held.holdId, actor: 'customer Dave Miller' });
  await morning.settle();
  await morning.tap('accept');
  await comes('13:05', '13:20');
  expect(await judged()).toMatchObject({ first: window, isMovedByUs: false, keptFirst: true, second: null });
});

it('what was predicted stands beside what came', async () => {
  await comes('08:40', '08:55');
  const { tried, record } = await judged();
  expect(tried.map(({ standing }) => standing.minutes).toSorted((a, b) => b - a)).toEqual([60, 30, 15]);
  expect(new Set(tried.map(({ standing }) => standing.technicianId))).toEqual(new Set([morning.maria]));
  expect(record.texts).toBeGreaterThan(2);
});
