import { keepCallBack } from '#flows/commands/call-back';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const promises = () =>
  morning.sql<{ owner: string; state: string }>(
    `SELECT owner, state FROM promise WHERE kind = 'call-back' ORDER BY made_at, id`,
  );

it('0 opens a call-back with an owner and a time, on the board with its deadline', async () => {
  await morning.until('08:05');
  await morning.hears(DAVE, '0');
  expect(morning.last()).toBe(
    "A person will call you at +15550100 by 8:20am: Lee, dispatch. Lee has your visit and this whole chat. Other number? Text it. Can't wait? Call 555-0142.",
  );
  expect(await promises()).toEqual([{ owner: 'Lee Park', state: 'open' }]);
  expect(await morning.sql(`SELECT kind, due_at FROM alert WHERE closed_at IS NULL`)).toEqual([
    { kind: 'call-back', due_at: new Date('2026-03-03T13:20:00Z') },
  ]);
});

it('asking twice does not make a second promise', async () => {
  await morning.hears(DAVE, '0');
  await morning.hears(DAVE, 'i want to talk to a human');
  expect(await promises()).toHaveLength(1);
});

it('with nobody at the desk, asking twice does not make a second promise either', async () => {
  await morning.sql('UPDATE dispatcher SET active = false');
  await morning.hears(DAVE, '0');
  await morning.hears(DAVE, 'i want to talk to a human');
  expect(await promises()).toEqual([{ owner: 'The desk', state: 'open' }]);
  expect(morning.texts(DAVE).join()).toContain('A person, dispatch');
  expect(await morning.sql(`SELECT says FROM alert WHERE kind = 'call-back'`)).toEqual([
    { says: expect.stringMatching(/^The desk calls /) },
  ]);
});

it('a call-back nobody made is told before the customer has to ask, and has a new owner', async () => {
  await morning.until('08:05');
  await morning.hears(DAVE, '0');
  await morning.until('08:19');
  expect(morning.texts(DAVE).some((text) => text.includes('did not call'))).toBe(false);
  await morning.until('08:20');
  expect(morning.last()).toBe(
    'Acme: Lee did not call by 8:20am as promised. Sorry. Ana (supervisor) has it now and calls by 8:30am. Or call 555-0142: your number opens this visit.',
  );
  expect(await promises()).toEqual([
    { owner: 'Lee Park', state: 'broken' },
    { owner: 'Ana Silva', state: 'open' },
  ]);
});

/** By when the next one calls, text by text, of those that say that nobody has. */
const nextCalls = () =>
  morning
    .texts(DAVE)
    .flatMap((text) => (text.includes('did not call') ? (/calls by ([^.]+)\./.exec(text)?.[1] ?? '') : []));

it('while nobody calls he hears of it less and less often, once a day in the end', async () => {
  await morning.until('08:05');
  await morning.hears(DAVE, '0');
  await morning.until('23:59');
  expect(nextCalls()).toEqual(['8:30am', '9:30am', '1:30pm', 'Wed 1:30pm']);
});

it('after seven that nobody kept no more is promised: he is asked to call, once, and the desk has the alert', async () => {
  const { house, workOrderId } = morning;
  await morning.until('08:05');
  await morning.sql(
    `INSERT INTO promise (work_order_id, appointment_id, kind, owner, deadline, based_on, state, made_at, settled_at, settled_why)
     SELECT $1, $2, 'call-back', 'Lee Park', doorward_now(), '{}', 'broken', doorward_now(), doorward_now(), 'nobody called'
     FROM generate_series(1, 6)`,
    [workOrderId, morning.appointmentId],
  );
  await morning.hears(DAVE, '0');
  await morning.until('08:50');
  expect(morning.texts(DAVE).filter((text) => text.includes('did not call'))).toEqual([
    'Acme Fiber: we did not call you as promised. Sorry. We promise no further time: please call us, 555-0142. Your number opens this visit.',
  ]);
  expect((await promises()).map(({ state }) => state)).toEqual(Array.from({ length: 7 }, () => 'broken'));
  const alerts = () => morning.sql(`SELECT due_at AS due FROM alert WHERE kind = 'call-back' AND closed_at IS NULL`);
  expect(await alerts()).toEqual([{ due: null }]);
  expect(await keepCallBack(house)({ workOrderId, dispatcher: 'Lee Park', note: 'reached him' })).toEqual({ kept: 0 });
  expect(await alerts()).toEqual([]);
});

it('nobody is promised a call at night', async () => {
  await morning.until('20:40');
  await morning.hears(DAVE, '0');
  await morning.until('21:00');
  expect(nextCalls()).toEqual(['Wed 9:00am']);
});

it('a call-back that was made is kept: nothing more is sent and the alert is gone', async () => {
  await morning.until('08:05');
  await morning.hears(DAVE, '0');
  await keepCallBack(morning.house)({
    workOrderId: morning.workOrderId,
    dispatcher: 'Lee Park',
    note: 'told him 9:05',
  });
  const count = morning.texts(DAVE).length;
  await morning.until('08:29');
  expect(morning.texts(DAVE)).toHaveLength(count);
  expect(await promises()).toEqual([{ owner: 'Lee Park', state: 'kept' }]);
  expect(await morning.sql(`SELECT 1 FROM alert WHERE kind = 'call-back' AND closed_at IS NULL`)).toEqual([]);
});

it('what is not understood gets one menu, and the second time a person', async () => {
  await morning.hears(DAVE, 'purple monkey dishwasher');
  expect(morning.last()).toContain('Sorry, I did not get that. Reply 1 arrival time, 2 other times, 3 who is coming');
  await morning.hears(DAVE, 'fnord');
  expect(morning.last()).toContain('A person will call you');
});

it('the digits of that menu mean what it says', async () => {
  await morning.hears(DAVE, 'purple monkey dishwasher');
  await morning.hears(DAVE, '3');
  expect(morning.last()).toContain('Maria G.');
  await morning.hears(DAVE, 'purple monkey');
  await morning.hears(DAVE, '4');
  expect(morning.last()).toContain('Text your note now');
  await morning.hears(DAVE, 'the bell is broken, knock hard');
  expect(morning.last()).toContain('Passed to Maria for this visit only: "the bell is broken, knock hard"');
});
