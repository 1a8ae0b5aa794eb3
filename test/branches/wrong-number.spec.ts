import { chooseTexts } from '#flows/commands/consent';
import { putContact } from '#flows/commands/contacts';
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
