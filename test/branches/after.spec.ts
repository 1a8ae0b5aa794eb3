import { plusDays } from '#time/zone';
import { techDay } from '#store/tech-day';
import { keepCallBack } from '#flows/commands/call-back';
import { putContact } from '#flows/commands/contacts';
import { deskReply } from '#flows/commands/desk';
import { tellByPhone } from '#flows/commands/tell-by-phone';
import { bySurvey, finish } from '#test/branches/after';
import { DAY } from '#test/world/company';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const order = async () =>
  (
    await morning.sql<{ closedAt: Date | null; access: string }>(
      'SELECT closed_at AS "closedAt", access_notes AS access FROM work_order WHERE id = $1',
      [morning.workOrderId],
    )
  )[0]!;
const isAsked = () => bySurvey(morning).length > 0;
const ENDED = new Date('2026-03-03T14:20:00Z');
const A_DAY_LATER = new Date('2026-03-04T14:20:00Z');

describe('a work order is closed after its visit, and how to get in is erased,', () => {
  beforeEach(() => morning.hears(DAVE, 'gate code is 4471'));

  it('and until then nobody who was there reads it any more', async () => {
    const day = async () =>
      JSON.stringify(await techDay({ sql: morning.sql }, morning.maria, { company: 'Acme', desk: '' }));
    expect(await day()).toContain('4471');
    await finish(morning, '09:20:00');
    expect(await order()).toEqual({ closedAt: null, access: 'gate code is 4471' });
    expect(await day()).not.toContain('4471');
  });

  it('also where the desk was asked to tell it, has told it or has written it', async () => {
    const { workOrderId } = morning;
    const quoting = () =>
      morning.sql<{ table: string }>(
        `SELECT 'alert' AS table FROM alert r WHERE r::text LIKE '%4471%' UNION ALL
         SELECT 'timeline ' || type FROM timeline r WHERE r::text LIKE '%4471%' UNION ALL
         SELECT 'message' FROM message r WHERE r::text LIKE '%4471%' UNION ALL
         SELECT 'inbound' FROM inbound_message r WHERE r::text LIKE '%4471%' UNION ALL
         SELECT 'promise' FROM promise r WHERE r::text LIKE '%4471%' UNION ALL
         SELECT 'order' FROM work_order r WHERE r::text LIKE '%4471%'`,
      );
    const task = async () =>
      (
        await morning.sql<{ id: string; says: string }>(
          `SELECT id, says FROM alert WHERE kind = 'phone-only' AND closed_at IS NULL`,
        )
      )[0]!;
    await deskReply(morning.house)({ workOrderId, body: 'Is the gate code 4471 still right?', dispatcher: 'Lee' });
    await morning.hears(DAVE, 'STOP');
    await morning.hears(DAVE, 'gate code 4471, when are you here?');
    const { id, says } = await task();
    expect(says).toContain('4471');
    await tellByPhone(morning.house)({ alertId: id, dispatcher: 'Lee' });
    await morning.hears(DAVE, 'gate code 4471#, are you coming?');
    expect((await task()).says).toContain('4471');
    await finish(morning, '09:20:00');
    await morning.until('09:20:00', plusDays(DAY, 1));
    expect((await order()).closedAt).toEqual(A_DAY_LATER);
    expect(await quoting()).toEqual([]);
    const said = await morning.sql<{ says: string }>(`SELECT says FROM alert WHERE kind = 'phone-only'`);
    expect(said.some((it) => /phones Dave Miller .* by .*: \[how to get in: erased\]$/.test(it.says))).toBe(true);
  });

  it('when the survey is answered', async () => {
    await finish(morning, '09:20:00');
    await morning.until('09:50:00');
    expect(isAsked()).toBe(true);
    await morning.hears(DAVE, '5');
    expect(await order()).toEqual({ closedAt: await morning.now(), access: '' });
  });

  it('a day after the end when it was never asked, because something stayed open', async () => {
    await morning.hears(DAVE, 'this is ridiculous, call me');
    await finish(morning, '09:20:00');
    await morning.until('09:19:00', plusDays(DAY, 1));
    expect(await order()).toEqual({ closedAt: null, access: 'gate code is 4471' });
    await morning.until('09:20:00', plusDays(DAY, 1));
    expect(await order()).toEqual({ closedAt: A_DAY_LATER, access: '' });
    expect(isAsked()).toBe(false);
  });

  it('a day after the end for a phone that wants no texts, and nothing is texted', async () => {
    await finish(morning, '09:20:00');
    await morning.hears(DAVE, 'STOP');
    const before = morning.texts(DAVE).length;
    await morning.until('09:20:00', plusDays(DAY, 1));
    expect(await order()).toEqual({ closedAt: A_DAY_LATER, access: '' });
    expect(morning.texts(DAVE)).toHaveLength(before);
    expect(await morning.sql(`SELECT 1 FROM prompt WHERE kind = 'survey'`)).toEqual([]);
  });

  it('when another question took the place of the survey', async () => {
    await finish(morning, '09:20:00');
    await morning.until('09:50:00');
    await morning.sql(`UPDATE prompt SET state = 'superseded' WHERE kind = 'survey'`);
    await morning.sql(`DELETE FROM timer WHERE kind = 'prompt.expire'`);
    await morning.until('23:00:00', plusDays(DAY, 2));
    expect((await order()).closedAt).toEqual(new Date('2026-03-05T14:50:00Z'));
  });

  it('and asked once what is open is settled, within the day', async () => {
    await morning.hears(DAVE, 'this is ridiculous, call me');
    await finish(morning, '09:20:00');
    await morning.until('10:10:00');
    expect(isAsked()).toBe(false);
    await keepCallBack(morning.house)({ workOrderId: morning.workOrderId, dispatcher: 'Lee Park', note: 'sorted' });
    await morning.until('10:50:00');
    expect(isAsked()).toBe(true);
    expect(ENDED < (await morning.now())).toBe(true);
  });
});

describe('a low score', () => {
  beforeEach(async () => {
    await finish(morning, '09:20:00');
    await morning.until('09:50:00');
  });
  const since = (before: number) => morning.texts(DAVE).slice(before);

  it('with words of what is wrong: noted, and a person calls, in one text; the order stays open for it', async () => {
    const before = morning.texts(DAVE).length;
    await morning.hears(DAVE, '2 it is still broken');
    expect(since(before)).toEqual([
      expect.stringMatching(/^Thank you, Dave: 2 noted for Maria\. \w+ calls you by 10:05am\.$/),
    ]);
    expect((await order()).closedAt).toBeNull();
    await keepCallBack(morning.house)({ workOrderId: morning.workOrderId, dispatcher: 'Lee Park', note: 'sorted' });
    await morning.until('23:00:00', plusDays(DAY, 2));
    expect((await order()).closedAt).not.toBeNull();
  });

  it('after he has written that it is still wrong: the same call is told, not that the order is closed', async () => {
    await morning.hears(DAVE, 'it is still broken');
    expect(morning.last()).toContain('A person will call you');
    const before = morning.texts(DAVE).length;
    await morning.hears(DAVE, '1');
    expect(since(before)).toEqual([
      expect.stringMatching(/^Thank you, Dave: 1 noted for Maria\. \w+ calls you by 10:05am\.$/),
    ]);
    expect((await order()).closedAt).toBeNull();
  });

  it('alone: one text, with the way to a person', async () => {
    const before = morning.texts(DAVE).length;
    await morning.hears(DAVE, '2');
    expect(since(before)).toEqual([expect.stringMatching(/2 noted for Maria\. .*0.*is closed; no more texts/)]);
    await morning.hears(DAVE, '0');
    expect(since(before)).toEqual([expect.anything(), expect.stringContaining('call you')]);
  });
});

it('nobody is asked how it was while a question is open at the phone of a contact', async () => {
  const NORA = '+15550199';
  await putContact(morning.house)({
    workOrderId: morning.workOrderId,
    name: 'Nora Miller',
    phone: NORA,
    actor: 'test',
  });
  await finish(morning, '09:20:00');
  await morning.sql(
    `INSERT INTO prompt (id, appointment_id, phone, kind, revision, digits, state, expires_at, created_at)
     SELECT uuidv7(), id, $1, 'menu', 1, '{}', 'open', '2026-03-03T16:00:00Z', '2026-03-03T14:30:00Z' FROM appointment LIMIT 1`,
    [NORA],
  );
  await morning.until('10:45:00');
  expect(isAsked()).toBe(false);
});

describe('a text about which nothing can be done any more is told what is so', () => {
  it('finished', async () => {
    await finish(morning, '09:20:00');
    await morning.hears(DAVE, 'how late?');
    expect(morning.last()).toContain('was finished Tue Mar 3, 9:20am, by Maria');
  });

  it('cancelled: not finished, and nobody comes', async () => {
    await morning.hears(DAVE, 'i want to cancel');
    await morning.hears(DAVE, '9');
    await morning.hears(DAVE, 'how late is he?');
    expect(morning.last()).toMatch(
      /^Acme: your repair visit \(ref \w+\) was cancelled Tue Mar 3, 7:42am; nobody comes\./,
    );
    expect(morning.last()).not.toContain('finished');
  });

  it('not finished', async () => {
    await finish(morning, '09:20:00', 'cannot-complete');
    await morning.hears(DAVE, 'how late is he?');
    expect(morning.last()).toContain('ended Tue Mar 3, 9:20am, and the work is not finished.');
  });

  it('the technician is there: his digit cancels nothing, and he hears why', async () => {
    await morning.hears(DAVE, 'i want to cancel');
    await morning.until('08:20:00');
    await morning.tap('on-my-way');
    await morning.sql(`UPDATE prompt SET expires_at = '2026-03-03T20:00:00Z' WHERE kind = 'cancel'`);
    await morning.tap('arrive');
    await morning.sql(`UPDATE prompt SET state = 'open' WHERE kind = 'cancel'`);
    await morning.hears(DAVE, '9');
    expect(morning.last()).toMatch(/^Maria has been there since 8:20am: nothing was cancelled\./);
  });

  it('asked when he comes while he is there: since when he is', async () => {
    await morning.until('08:20:00');
    await morning.tap('on-my-way');
    await morning.tap('arrive');
    await morning.hears(DAVE, 'how late is he?');
    expect(morning.last()).toMatch(/^Maria has been at your door since 8:20am\./);
    await morning.hears(DAVE, 'who is coming and when?');
    expect(morning.last()).toMatch(/Maria has been there since 8:20am/);
    expect(morning.last()).not.toMatch(/Due|about/);
  });
});
