import { conversations } from '#store/inbox';
import { buildTown, type FreshStore, freshStore, openVisit } from '#test/setup/store';

let fresh: FreshStore;
beforeAll(async () => {
  fresh = await freshStore();
  const town = await buildTown(fresh.store, ['Maria Gomez']);
  for (const customer of ['Dave', 'Eve']) await openVisit(fresh.store, town, customer);
  await fresh.store.read(
    `INSERT INTO contact (work_order_id, phone, name, added_at)
     SELECT w.id, '+1Tess', 'Tess', doorward_now() FROM work_order w JOIN customer c ON c.id = w.customer_id WHERE c.name = 'Dave'`,
  );
});
afterAll(() => fresh.close());

const texted = (phone: string, body: string) =>
  fresh.store.read(
    `INSERT INTO inbound_message (carrier_sid, phone, body, received_at) VALUES ('SM' || $2, $1, $2, doorward_now())`,
    [phone, body],
  );

it('a text nobody has answered waits with its order, whoever on it wrote', async () => {
  const inbox = async () =>
    (await conversations({ sql: fresh.store.read })).map(({ customer, why, last }) => [customer, why, last?.body]);
  expect(await inbox()).toEqual([]);
  await texted('+1Tess', 'is he there?');
  expect(await inbox()).toEqual([['Dave', ['unanswered'], 'is he there?']]);
  await texted('+1Nobody', 'who is this?');
  expect(await inbox()).toHaveLength(1);
  await fresh.store.read('UPDATE inbound_message SET handled_at = doorward_now()');
  expect(await inbox()).toEqual([]);
});
