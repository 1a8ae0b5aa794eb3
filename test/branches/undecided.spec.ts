import { isRefused } from '#visits/refused';
import { keepCallBack } from '#flows/commands/call-back';
import { closeOrder, openAnotherVisit } from '#flows/commands/decide-order';
import { closeAlertById } from '#flows/commands/desk';
import { remindOfUndecided } from '#flows/steps/undecided';
import { finish } from '#test/branches/after';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

/* The work was not completed, nobody has said what another visit would need, and a person calls. Then somebody decides. */

let morning: Morning;
beforeEach(async () => {
  morning = await openMorning();
  await morning.hears(DAVE, 'gate code is 4471');
  await finish(morning, '09:20:00', 'cannot-complete');
});
afterEach(() => morning.close());

const alerts = () =>
  morning.sql<{ id: string; says: string }>(
    `SELECT id, says FROM alert WHERE kind = 'could-not-complete' AND closed_at IS NULL`,
  );
const order = async () =>
  (
    await morning.sql<{ closedAt: Date | null; access: string }>(
      'SELECT closed_at AS "closedAt", access_notes AS access FROM work_order WHERE id = $1',
      [morning.workOrderId],
    )
  )[0]!;
const isCalled = () =>
  keepCallBack(morning.house)({
    workOrderId: morning.workOrderId,
    dispatcher: 'Lee Park',
    note: 'has it from a friend',
  });
const close = () =>
  closeOrder(morning.house)({
    workOrderId: morning.workOrderId,
    dispatcher: 'Lee Park',
    reason: 'not wanted any more',
  });
const goOn = () => openAnotherVisit(morning.house)({ workOrderId: morning.workOrderId, dispatcher: 'Lee Park' });

it('the alert says what is to be decided, and is not closed by hand', async () => {
  const [alert] = await alerts();
  expect(alert!.says).toContain('Another visit, or close the order: decide in its story.');
  const closed = await closeAlertById(morning.house)({ alertId: alert!.id, reason: 'later', dispatcher: 'Lee Park' });
  expect(closed).toMatchObject({ code: 'infeasible', refused: expect.stringContaining('not closed by hand') });
  expect(await alerts()).toHaveLength(1);
});

it('an alert that was lost comes back at night, once', async () => {
  await morning.sql(
    `UPDATE alert SET closed_at = doorward_now(), closed_why = 'seen to' WHERE kind = 'could-not-complete'`,
  );
  for (const _ of [1, 2]) await morning.house.store.commit(remindOfUndecided);
  expect(await alerts()).toMatchObject([{ says: expect.stringContaining('Dave Miller: the work was not completed') }]);
});

it('closed by the office with a reason: the alert is gone, how to get in is erased, and the customer gets no text', async () => {
  await isCalled();
  const before = morning.texts(DAVE).length;
  expect(isRefused(await close())).toBe(false);
  await morning.settle();
  expect(await order()).toEqual({ closedAt: await morning.now(), access: '' });
  expect(await alerts()).toEqual([]);
  expect(await morning.sql(`SELECT actor, reason FROM timeline WHERE type = 'work-order.closed'`)).toEqual([
    { actor: 'dispatcher Lee Park', reason: 'not wanted any more' },
  ]);
  expect(morning.texts(DAVE)).toHaveLength(before);
  expect(isRefused(await close())).toBe(true);
  await morning.house.store.commit(remindOfUndecided);
  expect(await alerts()).toEqual([]);
});

it('is not closed while the customer waits for the call he was promised', async () => {
  expect(await close()).toMatchObject({ code: 'infeasible', refused: expect.stringContaining('waits for the call') });
  expect((await order()).closedAt).toBeNull();
});

it('goes on by the office: times for another visit are with the customer, and his digit takes one', async () => {
  await isCalled();
  expect(await goOn()).toMatchObject({ choices: 3 });
  await morning.settle();
  expect(await alerts()).toEqual([]);
  expect(morning.last()).toMatch(/^Acme: Next visit, held until 9:40am:\n1 /);
  expect(isRefused(await goOn())).toBe(true);
  await morning.hears(DAVE, '1');
  expect(morning.last()).toMatch(/^Done\. /);
  expect(await close()).toMatchObject({ code: 'infeasible', refused: expect.stringContaining('promised') });
});

it('goes on and is called off again: a visit without a time ends with the order', async () => {
  await isCalled();
  await goOn();
  await morning.settle();
  expect(isRefused(await close())).toBe(false);
  await morning.settle();
  expect(
    await morning.sql(`SELECT state FROM appointment WHERE work_order_id = $1 ORDER BY ended_at`, [
      morning.workOrderId,
    ]),
  ).toEqual([{ state: 'failed' }, { state: 'cancelled' }]);
  expect(await morning.sql(`SELECT 1 FROM hold WHERE state = 'active'`)).toEqual([]);
  expect((await order()).access).toBe('');
});
