import type { Tx } from '#store/tx';
import { closeAlert, openAlert, retellAlert } from '#flows/steps/alerts';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const alerts = () =>
  morning.sql<{ says: string; isOpen: boolean }>(
    `SELECT says, closed_at IS NULL AS "isOpen" FROM alert WHERE kind = 'at-risk' ORDER BY opened_at, id`,
  );
const commit = (work: (tx: Tx) => Promise<void>) => morning.house.store.commit(work);
const opened = () => morning.sql(`SELECT reason FROM timeline WHERE type = 'alert.opened' ORDER BY id`);
const risk = (says: string) => ({ kind: 'at-risk', subject: morning.appointmentId, says }) as const;

it('an open alert says what is so now, and is no new one', async () => {
  await commit((tx) => openAlert(tx, risk('expected about 10:10am')));
  await commit((tx) => retellAlert(tx, risk('expected about 10:40am')));
  expect(await alerts()).toEqual([{ says: 'expected about 10:40am', isOpen: true }]);
  expect(await opened()).toEqual([{ reason: 'expected about 10:10am' }]);
});

it('one that somebody has closed stays closed, and says what it said', async () => {
  await commit((tx) => openAlert(tx, risk('expected about 10:10am')));
  await commit((tx) => closeAlert(tx, 'at-risk', morning.appointmentId, 'called him'));
  await commit((tx) => retellAlert(tx, risk('expected about 10:40am')));
  expect(await alerts()).toEqual([{ says: 'expected about 10:10am', isOpen: false }]);
});

it('where there is none, none is opened; another subject is left alone', async () => {
  await commit((tx) => retellAlert(tx, risk('expected about 10:40am')));
  expect(await alerts()).toEqual([]);
  await commit((tx) => openAlert(tx, { ...risk('another visit'), subject: morning.workOrderId }));
  await commit((tx) => retellAlert(tx, risk('expected about 10:40am')));
  expect(await alerts()).toEqual([{ says: 'another visit', isOpen: true }]);
});

it('a delay that grows after it was told is said by the alert that stands', async () => {
  await morning.tap('late', { minutes: 100 });
  const [before] = await alerts();
  await morning.hears(DAVE, '1');
  await morning.until('08:20');
  await morning.tap('late', { minutes: 60 });
  const [after, ...more] = await alerts();
  expect(more).toEqual([]);
  expect(after!.isOpen).toBe(true);
  expect(after!.says).not.toBe(before!.says);
  const told = /now about (\d+:\d\d[ap]m)/.exec(morning.last())![1]!;
  expect(after!.says).toContain(`expected about ${told.slice(0, -3)}`);
});
