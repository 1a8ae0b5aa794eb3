import { isRefused } from '#visits/refused';
import { collectCredit, creditsToCollect } from '#flows/commands/credits';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findWindows } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { placeBlock } from '#flows/commands/block';
import { report } from '#flows/commands/report';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';
import { local } from '#test/world/company';

let morning: Morning;
afterEach(() => morning.close());

const open = async (credit = '25 USD') =>
  void (morning = await openMorning({ settings: { MISSED_WINDOW_CREDIT: credit } }));
const credits = () =>
  morning.sql<{ cents: number; currency: string; reason: string; at: Date }>(
    'SELECT amount_cents AS cents, currency, reason, at FROM credit',
  );
const missedTexts = () => morning.texts(DAVE).filter((text) => text.includes('we missed your'));

it('kept by its customer and missed: the credit is written down and told at the end of the window, with the time', async () => {
  await open();
  await morning.tap('late', { minutes: 180 });
  await morning.hears(DAVE, '1');
  await morning.until('09:29:59');
  expect(await credits()).toEqual([]);
  await morning.until('12:00');
  expect(await credits()).toEqual([
    { cents: 2500, currency: 'USD', reason: 'nobody came by the end of Tue Mar 3, 8:30-9:30am', at: local('09:30') },
  ]);
  const [text = '', ...more] = missedTexts();
  expect(more).toEqual([]);
  expect(text).toMatch(
    new RegExp(
      `^Acme: we missed your 8:30-9:30am window\\. A \\$25 credit is on your account, no claim needed \\(${morning.ref}-C\\)\\. Maria is still due 1\\d:\\d\\d-1\\d:\\d\\d[ap]m\\.$`,
    ),
  );
  expect(
    await morning.sql(`SELECT actor, reason FROM timeline WHERE type = 'credit.given' AND work_order_id = $1`, [
      morning.workOrderId,
    ]),
  ).toEqual([{ actor: 'doorward', reason: '$25: nobody came by the end of Tue Mar 3, 8:30-9:30am' }]);
});

it('news of the arrival at the same moment is said in the same text, not in a second one', async () => {
  await open();
  await morning.tap('late', { minutes: 100 });
  await morning.hears(DAVE, '1');
  await morning.until('09:30');
  const before = morning.texts(DAVE).length;
  expect(missedTexts()).toHaveLength(1);
  await morning.until('09:44');
  expect(morning.texts(DAVE)).toHaveLength(before);
});

const lateTexts = () => morning.texts(DAVE).filter((text) => text.includes('is late: now about'));

it('a delay that is found out at the very end of the window and the credit are one text', async () => {
  await open();
  // Nobody looks at the day before the window is over.
  await morning.sql(`DELETE FROM timer WHERE kind = 'route.look'`);
  const before = morning.texts(DAVE).length;
  await morning.until('09:30');
  await morning.until('09:35');
  expect(morning.texts(DAVE).slice(before)).toEqual(lateTexts());
  expect(lateTexts()).toHaveLength(1);
  expect(lateTexts()[0]).toMatch(
    new RegExp(
      `^Acme: Maria is late: now about [^]*Not cancelled\\. For the missed window a \\$25 credit is on your account \\(${morning.ref}-C\\)\\. Reply:\\n1 Keep Maria\\n`,
    ),
  );
  expect(await credits()).toHaveLength(1);
});

it('a delay that turns out to be none before its text has left: the credit is told alone', async () => {
  await open();
  await morning.sql(`DELETE FROM timer WHERE kind = 'route.look'`);
  await morning.until('09:29:59');
  await morning.sql(`UPDATE clock SET set_at = clock_timestamp(), shows = $1`, [local('09:30')]);
  await morning.work.timers();
  await morning.work.react();
  const { id, technicianId } = await morning.ticket();
  for (const act of ['on-my-way', 'arrive'] as const)
    await report(morning.house)({ assignmentId: id, technicianId, act });
  await morning.until('09:35');
  expect(lateTexts()).toEqual([]);
  expect(missedTexts()).toHaveLength(1);
  expect(missedTexts()[0]).toContain('Maria is there now.');
});

it('who was told of the delay a moment before the window ends gets no second text within ten minutes', async () => {
  await open();
  await morning.sql(`DELETE FROM timer WHERE kind = 'route.look'`);
  await morning.until('09:25:30');
  await morning.tap('late', { minutes: 60 });
  expect(lateTexts()).toHaveLength(1);
  await morning.until('09:35:29');
  expect(await credits()).toHaveLength(1);
  expect(missedTexts()).toEqual([]);
  await morning.until('09:36');
  expect(missedTexts()).toHaveLength(1);
});

it('off unless the company says how much', async () => {
  await open('');
  await morning.tap('late', { minutes: 180 });
  await morning.hears(DAVE, '1');
  await morning.until('10:00');
  expect([await credits(), missedTexts()]).toEqual([[], []]);
});

it('in Spanish to whom Spanish is spoken', async () => {
  await open();
  await morning.sql(`UPDATE customer SET language = 'es'`);
  await morning.tap('late', { minutes: 180 });
  await morning.hears(DAVE, '1');
  await morning.until('09:31');
  expect(morning.last()).toContain('no llegamos en su horario de 8:30-9:30am. Tiene $25 de crédito en su cuenta');
});

it('he is there before the text leaves: it says so, and names no time', async () => {
  await open();
  await morning.tap('late', { minutes: 100 });
  await morning.hears(DAVE, '1');
  await morning.until('09:29');
  await morning.sql(`UPDATE clock SET set_at = clock_timestamp(), shows = $1`, [local('09:30')]);
  await morning.work.timers();
  const { id, technicianId } = await morning.ticket();
  for (const act of ['on-my-way', 'arrive'] as const)
    await report(morning.house)({ assignmentId: id, technicianId, act });
  await morning.settle();
  expect(missedTexts()).toEqual([
    `Acme: we missed your 8:30-9:30am window. A $25 credit is on your account, no claim needed (${morning.ref}-C). Maria is there now.`,
  ]);
});

it('late, he takes another time: the first promise is judged, once', async () => {
  await open();
  await morning.tap('late', { minutes: 180 });
  await morning.hears(DAVE, '2');
  expect(morning.last()).toContain('Done.');
  await morning.until('18:00');
  expect(await credits()).toHaveLength(1);
  expect(missedTexts()).toHaveLength(1);
  expect(missedTexts()[0]).toContain('we missed your 8:30-9:30am window');
});

it('who moved it by his own wish gets nothing for the time he gave up; the time he chose is judged in its place', async () => {
  await open();
  const found = await findWindows(morning.house)({ appointmentId: morning.appointmentId });
  if (isRefused(found)) throw new Error(found.refused);
  const slot = found.find(({ window }) => window.from >= local('13:00'))!;
  const held = await holdWindow(morning.house)({
    appointmentId: morning.appointmentId,
    technicianId: slot.technicianId,
    window: slot.window,
    actor: 'customer Dave Miller',
  });
  if (isRefused(held)) throw new Error(held.refused);
  await confirmBooking(morning.house)({
    appointmentId: morning.appointmentId,
    holdId: held.holdId,
    actor: 'customer Dave Miller',
  });
  await morning.until('10:30');
  expect(await credits()).toEqual([]);
  await morning.until('17:00');
  expect(await credits()).toHaveLength(1);
});

describe('no credit where the cause is not ours', () => {
  beforeEach(() => open());

  it('he was there in the window', async () => {
    await morning.until('08:40');
    for (const act of ['on-my-way', 'arrive'] as const) await morning.tap(act);
    await morning.until('10:00');
    expect(await credits()).toEqual([]);
  });

  it('nobody was at home', async () => {
    await morning.until('08:40');
    for (const act of ['on-my-way', 'arrive'] as const) await morning.tap(act);
    await morning.tap('cannot-complete', { note: 'nobody home', needs: { why: 'absent' } });
    await morning.until('10:00');
    expect(await credits()).toEqual([]);
  });

  it('he cancelled', async () => {
    await morning.tap('late', { minutes: 180 });
    await morning.hears(DAVE, 'please cancel my appointment');
    await morning.hears(DAVE, '9');
    await morning.until('10:00');
    expect(await credits()).toEqual([]);
  });

  it('he said that he is home only after it', async () => {
    await morning.until('08:20');
    await morning.hears(DAVE, "I'm running late, I'll be home at 11am");
    await morning.until('10:00');
    expect(await credits()).toEqual([]);
  });

  it('another department held it', async () => {
    const placed = await placeBlock(morning.house)({
      appointmentId: morning.appointmentId,
      owner: 'Billing',
      reason: 'invoice 4471 is open',
      customerText: 'deposit not received',
      expiresAt: local('08:25'),
      atExpiry: 'escalate',
      actor: 'integration billing',
    });
    if (isRefused(placed)) throw new Error(placed.refused);
    await morning.sql(`UPDATE block SET ended_at = $1, ended_how = 'lifted'`, [local('08:45')]);
    await morning.tap('late', { minutes: 180 });
    await morning.until('09:31');
    expect(await credits()).toEqual([]);
  });
});

it('billing sees what is to be collected, and collects it once', async () => {
  await open('12.50 EUR');
  await morning.tap('late', { minutes: 180 });
  await morning.hears(DAVE, '1');
  await morning.until('09:31');
  const [credit, ...more] = await creditsToCollect(morning.house);
  expect(more).toEqual([]);
  expect(credit).toMatchObject({
    ref: `${morning.ref}-C`,
    amountCents: 1250,
    currency: 'EUR',
    customer: { name: 'Dave Miller', phone: DAVE },
    window: { from: local('08:30'), to: local('09:30') },
  });
  expect(missedTexts()[0]).toContain('A 12.50 EUR credit');
  const collect = () => collectCredit(morning.house)({ creditId: credit!.id, actor: 'integration billing' });
  expect(await collect()).toEqual(await collect());
  expect(await creditsToCollect(morning.house)).toEqual([]);
  expect(await morning.sql(`SELECT actor FROM timeline WHERE type = 'credit.collected'`)).toEqual([
    { actor: 'integration billing' },
  ]);
});
