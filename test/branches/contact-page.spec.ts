import { askForCall } from '#flows/commands/call-back';
import { cancelOnPage } from '#flows/commands/cancel-on-page';
import { chooseTexts } from '#flows/commands/consent';
import { putContact } from '#flows/commands/contacts';
import { deskOffer } from '#flows/commands/desk';
import { book, DAVE, type Morning, openMorning } from '#test/branches/morning';

/* What is pressed on a page belongs to whose page it is: Dave's, or that of Nora, who is on his visit too. */

const NORA = '+15550199';
let morning: Morning;
beforeEach(async () => {
  morning = await openMorning();
  await addNora();
});
afterEach(() => morning.close());

const addNora = (): Promise<unknown> => {
  const { house, workOrderId } = morning;
  return putContact(house)({ workOrderId, name: 'Nora Miller', phone: NORA, actor: 'test' });
};
const noras = () => ({ appointmentId: morning.appointmentId, actor: 'customer Nora Miller', phone: NORA });
const newsTo = async (phone: string, does: () => Promise<unknown>): Promise<readonly string[]> => {
  const before = morning.texts(phone).length;
  await does();
  await morning.settle();
  return morning.texts(phone).slice(before);
};
const delay = () => morning.tap('late', { minutes: 120 });

it('who ends the texts ends his own', async () => {
  const { house, workOrderId } = morning;
  const choose = (texts: boolean) =>
    chooseTexts(house)({ workOrderId, texts, phone: NORA, actor: 'test', source: 'on the visit page' });
  await choose(false);
  expect(await newsTo(NORA, delay)).toEqual([]);
  expect(morning.last()).toContain('1 Keep Maria');
  await choose(true);
  expect(await newsTo(NORA, delay)).toHaveLength(1);
});

it('who asks for a call is called, and is told who calls', async () => {
  const told = await newsTo(NORA, () => askForCall(morning.house)(noras()));
  expect(told).toEqual([expect.stringMatching(/will call you at \+15550199/)]);
  const [alert] = await morning.sql<{ says: string }>(`SELECT says FROM alert WHERE kind = 'call-back'`);
  expect(alert!.says).toMatch(/calls Nora Miller by .*the number is \+15550199/);
});

describe('a visit that is cancelled on the page', () => {
  const cancel = (phone?: string) =>
    cancelOnPage(morning.house)({
      appointmentId: morning.appointmentId,
      houseNumber: '12',
      revision: 1,
      actor: 'test',
      ...(phone && { phone }),
    });

  it.each([
    ['the customer', undefined, DAVE, NORA],
    ['a contact', NORA, NORA, DAVE],
  ])('by %s is confirmed to him, and the other hears of it', async (_, phone, his, other) => {
    const before = morning.texts(his).length;
    expect(await newsTo(other, () => cancel(phone))).toEqual([expect.stringMatching(/cancelled/)]);
    expect(morning.texts(his).slice(before)).toEqual([expect.stringMatching(/is cancelled/)]);
  });

  it('leaves the question about another order of his open', async () => {
    const { sam, house } = morning;
    const { appointmentId } = await book(morning, { name: 'Dave Miller', phone: DAVE }, sam, '12:00', '13:00');
    const [{ version }] = (await morning.sql<{ version: number }>('SELECT version FROM appointment WHERE id = $1', [
      appointmentId,
    ])) as [{ version: number }];
    await deskOffer(house)({ appointmentId, version, dispatcher: 'Lee Park' });
    await cancel();
    expect(await morning.sql('SELECT state FROM prompt WHERE appointment_id = $1', [appointmentId])).toEqual([
      { state: 'open' },
    ]);
  });
});
