import { isRefused } from '#visits/refused';
import { MOST_CONTACTS, putContact, putEmail } from '#flows/commands/contacts';
import { emailOf } from '#flows/messages/barred';
import { storyOf } from '#store/story';
import { book, DAVE, TECHNICIANS } from '#test/branches/morning';
import { openRoom, type Room } from '#test/world/room';

const NORA = '+15550188';
let room: Room;
let workOrderId: string;
let other: string;
beforeAll(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '06:40:00' });
  const maria = room.technicians.get('Maria Gomez')!;
  ({ workOrderId } = await book(room, { name: 'Dave Miller', phone: DAVE }, maria, '08:30', '09:30'));
  ({ workOrderId: other } = await book(room, { name: 'Olga Berg', phone: '+15550102' }, maria, '13:30', '14:30'));
});
afterAll(() => room.close());

const actor = 'dispatcher Lee Park';
const emails = (order = workOrderId) =>
  room.house.store.commit(async (tx) => {
    const ask = (phone: string) => emailOf(tx, { phone, workOrderId: order });
    return { dave: await ask(DAVE), nora: await ask(NORA) };
  });
const write = (phone: string, email: string | null, order = workOrderId) =>
  putEmail(room.house)({ workOrderId: order, phone, email, actor });

it('a contact is written to at his own address, the customer at his, and nobody at another’s', async () => {
  await putContact(room.house)({ workOrderId, name: 'Nora Miller', phone: NORA, email: 'nora@home.example', actor });
  expect(await emails()).toEqual({ dave: null, nora: 'nora@home.example' });
  expect(await write(DAVE, 'dave@home.example')).toEqual({ email: 'dave@home.example' });
  expect(await emails()).toEqual({ dave: 'dave@home.example', nora: 'nora@home.example' });
  // On another order nothing is known of her; he is the customer he is.
  expect(await emails(other)).toEqual({ dave: 'dave@home.example', nora: null });
});

it('an address is mended and taken away; the story says who did so, and shows what stands', async () => {
  await write(NORA, 'nora@work.example');
  await write(DAVE, null);
  const story = (await storyOf({ sql: room.sql }, workOrderId))!;
  expect(story.customer.email).toBeNull();
  expect(story.contacts).toEqual([{ name: 'Nora Miller', phone: NORA, email: 'nora@work.example' }]);
  expect(
    story.entries.filter(({ type }) => type === 'contact.email').map(({ actor: who, text }) => [who, text]),
  ).toEqual([
    [actor, 'Dave Miller is written to at dave@home.example'],
    [actor, 'Nora Miller is written to at nora@work.example'],
    [actor, 'Dave Miller is not written to by e-mail any more'],
  ]);
});

it('a phone that is not on the visit has no address there', async () => {
  expect(await write('+15550177', 'x@home.example')).toMatchObject({ refused: '+15550177 is not on this visit.' });
  expect(await write(NORA, 'x@home.example', other)).toMatchObject({ code: 'absent' });
  expect(await write(NORA, 'x@home.example', '00000000-0000-4000-8000-000000000000')).toMatchObject({
    refused: 'There is no such work order.',
  });
});

it('there are so many further phones and no more', async () => {
  const add = (n: number) => putContact(room.house)({ workOrderId, name: `P ${n}`, phone: `+1555019${n}`, actor });
  for (let n = 1; n < MOST_CONTACTS; n++) expect(await add(n)).toEqual({ added: true });
  expect(isRefused(await add(9))).toBe(true);
});

it('also where all come at the same moment', async () => {
  const add = (n: number) =>
    putContact(room.house)({ workOrderId: other, name: `P ${n}`, phone: `+1555018${n}`, actor });
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(add));
  expect(await room.sql('SELECT 1 FROM contact WHERE work_order_id = $1', [other])).toHaveLength(MOST_CONTACTS);
});
