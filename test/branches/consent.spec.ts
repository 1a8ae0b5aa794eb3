import { cancelOnPage } from '#flows/commands/cancel-on-page';
import { chooseTexts } from '#flows/commands/consent';
import { deskReply } from '#flows/commands/desk';
import { reassign } from '#flows/commands/reassign';
import { receiveText } from '#flows/commands/receive-text';
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
  expect(await alerts()).toContain('phone-only');
});

const consents = () =>
  morning.sql<{ type: string; actor: string; reason: string }>(
    "SELECT type, actor, reason FROM timeline WHERE type LIKE 'consent.%' ORDER BY id",
  );

describe('texts turned off without a text', () => {
  const choose = (texts: boolean, actor: string, source: string) =>
    chooseTexts(morning.house)({ workOrderId: morning.workOrderId, texts, actor, source });

  it.each([
    ['on the page', 'customer Dave Miller', 'on the visit page'],
    ['by a dispatcher', 'dispatcher Lee Park', 'told us on the phone'],
  ])(
    '%s: nothing is texted from then on, not even a confirmation, and the story says who said so',
    async (_, by, source) => {
      const before = count();
      await choose(false, by, source);
      await morning.tap('late', { minutes: 120 });
      expect(count()).toBe(before);
      expect(await alerts()).toContain('phone-only');
      expect(await consents()).toEqual([{ type: 'consent.withdrawn', actor: by, reason: source }]);
      await choose(true, by, source);
      await morning.hears(DAVE, 'how late?');
      expect(count()).toBe(before + 1);
    },
  );

  it('saying the same twice is written down once', async () => {
    await choose(false, 'customer Dave Miller', 'on the visit page');
    await choose(false, 'customer Dave Miller', 'on the visit page');
    expect(await consents()).toHaveLength(1);
  });
});

describe('where opt-outs are the carrier’s', () => {
  let n = 0;
  const bring = async (body: string, carrierDid: 'STOP' | 'START' | 'HELP') => {
    const carrierSid = `SM${String(n++).padStart(32, '0')}`;
    await receiveText(morning.house)({ carrierSid, from: DAVE, body, carrierDid });
    await morning.settle();
  };

  it('its STOP holds here too, and is not confirmed a second time', async () => {
    const before = count();
    await bring('STOP', 'STOP');
    expect(count()).toBe(before);
    await morning.tap('late', { minutes: 120 });
    expect(count()).toBe(before);
    expect(await consents()).toMatchObject([{ type: 'consent.withdrawn', reason: 'STOP, answered by the carrier' }]);
  });

  it('its START brings the texts back without words of ours', async () => {
    await bring('STOP', 'STOP');
    const before = count();
    await bring('UNSTOP', 'START');
    expect(count()).toBe(before);
    await morning.hears(DAVE, 'how late?');
    expect(count()).toBe(before + 1);
  });

  it('CANCEL is an opt-out that only a person can ask about', async () => {
    const before = count();
    await bring('CANCEL', 'STOP');
    expect(count()).toBe(before);
    expect(await alerts()).toContain('cancel-word');
  });

  it('HELP has been answered', async () => {
    const before = count();
    await bring('HELP', 'HELP');
    expect(count()).toBe(before);
  });
});

describe('what a person was asked to tell him', () => {
  const tasks = async () =>
    (await morning.sql<{ says: string }>(`SELECT says FROM alert WHERE kind = 'phone-only' AND closed_at IS NULL`)).map(
      ({ says }) => says,
    );

  it('has the newest time when there is more to tell', async () => {
    await morning.hears(DAVE, 'STOP');
    await morning.tap('late', { minutes: 120 });
    expect(await tasks()).toEqual([expect.stringMatching(/Maria is late: now about 10:/)]);
    await morning.until('08:10');
    await morning.tap('late', { minutes: 240 });
    await deskReply(morning.house)({ workOrderId: morning.workOrderId, body: 'The gate is open.', dispatcher: 'Lee' });
    await morning.settle();
    expect(await tasks()).toEqual([
      expect.stringMatching(/Maria is late: now about 2:30pm.*Then: "The gate is open\."/),
    ]);
  });

  it('is taken off the board once it is not true any more', async () => {
    await morning.hears(DAVE, 'STOP');
    await morning.tap('late', { minutes: 120 });
    expect(await tasks()).toHaveLength(1);
    const { appointmentId, sam: technicianId } = morning;
    const [{ version }] = (await morning.sql<{ version: number }>('SELECT version FROM appointment')) as [
      { version: number },
    ];
    await reassign(morning.house)({ appointmentId, technicianId, version, dispatcher: 'Lee' });
    await morning.tap('accept');
    expect(await tasks()).toEqual([expect.stringContaining('Sam R. has it and accepted')]);
    expect(await morning.sql(`SELECT reason FROM message WHERE kind = 'late'`)).toEqual([
      { reason: 'the visit is back within its window' },
    ]);
  });

  it('is nobody’s business once he has cancelled on his page, and no text says that he has', async () => {
    await morning.hears(DAVE, 'STOP');
    await morning.tap('late', { minutes: 120 });
    expect(await tasks()).toHaveLength(1);
    const { appointmentId } = morning;
    const before = count();
    await cancelOnPage(morning.house)({ appointmentId, actor: 'customer Dave', houseNumber: '12', revision: 1 });
    await morning.settle();
    expect([await tasks(), count()]).toEqual([[], before]);
  });
});
