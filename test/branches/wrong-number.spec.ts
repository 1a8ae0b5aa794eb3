import { chooseTexts } from '#flows/commands/consent';
import { putContact } from '#flows/commands/contacts';
import { receiveText } from '#flows/commands/receive-text';
import { saysWrongPerson } from '#flows/commands/wrong-person';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

/* Somebody said that a number is not the one we mean, and it is after all. */

const NORA = '+15550199';
let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const saysWrong = (phone: string) => saysWrongPerson(morning.house)({ appointmentId: morning.appointmentId, phone });
const marked = () => morning.sql<{ phone: string }>('SELECT phone FROM wrong_number');
const alerts = () => morning.sql(`SELECT 1 FROM alert WHERE kind = 'wrong-number' AND closed_at IS NULL`);

it('the desk turns its texts on: it is right again, hears the news and may answer', async () => {
  const { house, workOrderId } = morning;
  await saysWrong(DAVE);
  expect([await marked(), await alerts()]).toEqual([[{ phone: DAVE }], [expect.anything()]]);
  const source = 'his son had the phone';
  await chooseTexts(house)({ workOrderId, texts: true, actor: 'dispatcher Lee Park', source });
  expect([await marked(), await alerts()]).toEqual([[], []]);
  await morning.tap('late', { minutes: 120 });
  expect(morning.last()).toContain('1 Keep Maria');
  await morning.hears(DAVE, '1');
  expect(morning.last()).toContain('Kept: Maria');
});

it('given anew as the number of a contact it hears the news', async () => {
  const { house, workOrderId } = morning;
  await saysWrong(NORA);
  await putContact(house)({ workOrderId, name: 'Nora Miller', phone: NORA, actor: 'test' });
  await morning.tap('late', { minutes: 120 });
  expect(morning.texts(NORA)).toEqual([expect.stringContaining('1 Keep Maria')]);
});

describe('START from a number that was called the wrong one', () => {
  const tasks = () =>
    morning.sql<{ says: string }>(`SELECT says FROM alert WHERE kind = 'wrong-number' AND closed_at IS NULL`);
  const consent = () => morning.sql(`SELECT texts FROM consent WHERE phone = $1`, [DAVE]);

  it('is told that nothing goes there, and the desk is asked whose it is', async () => {
    await morning.hears(DAVE, 'wrong number');
    await morning.hears(DAVE, 'START');
    expect(morning.last()).toBe(
      'Acme Fiber: we were told that this is the wrong number, so no visit texts go to it. Is it yours after all? Please call 555-0142.',
    );
    expect(await tasks()).toEqual([
      { says: expect.stringContaining(`${DAVE} was called the wrong number and has texted START`) },
    ]);
    expect(await consent()).toEqual([{ texts: false }]);
    const before = morning.texts(DAVE).length;
    await morning.tap('late', { minutes: 120 });
    expect(morning.texts(DAVE)).toHaveLength(before);
  });

  it('comes before the desk again where its first question is closed', async () => {
    await morning.hears(DAVE, 'wrong number');
    await morning.sql(`UPDATE alert SET closed_at = opened_at WHERE kind = 'wrong-number'`);
    await receiveText(morning.house)({
      carrierSid: `SM${'1'.repeat(32)}`,
      from: DAVE,
      body: 'START',
      carrierDid: 'START',
    });
    await morning.settle();
    expect(await tasks()).toHaveLength(1);
    expect(await consent()).toEqual([{ texts: false }]);
  });

  it('is turned on by the desk', async () => {
    const { house, workOrderId } = morning;
    await morning.hears(DAVE, 'wrong number');
    await morning.hears(DAVE, 'START');
    await chooseTexts(house)({ workOrderId, texts: true, actor: 'dispatcher Lee Park', source: 'he called' });
    expect([await marked(), await tasks()]).toEqual([[], []]);
    expect(await consent()).toEqual([{ texts: true }]);
  });
});
