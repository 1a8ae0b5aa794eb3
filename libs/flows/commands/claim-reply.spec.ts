import { claimReply, releaseReply } from '#flows/commands/claim-reply';
import { deskReply } from '#flows/commands/desk';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
let lee: string;
let ana: string;
beforeEach(async () => {
  morning = await openMorning();
  [lee, ana] = (await Promise.all(['Lee Park', 'Ana Ruiz'].map(newDispatcher))) as [string, string];
});
afterEach(() => morning.close());

const newDispatcher = async (name: string) =>
  (
    await morning.sql<{ id: string }>(
      `INSERT INTO dispatcher (email, name, password_hash, role) VALUES ($1 || '@acme.example', $1, '', 'desk') RETURNING id`,
      [name],
    )
  )[0]!.id;
const claim = (dispatcherId: string) => claimReply(morning.house)({ workOrderId: morning.workOrderId, dispatcherId });
const reply = (dispatcherId: string, dispatcher: string) =>
  deskReply(morning.house)({ workOrderId: morning.workOrderId, body: 'On our way.', dispatcher, dispatcherId });

it('while one writes the other one is told so, and his text does not go out', async () => {
  expect(await claim(lee)).toEqual({ claimed: true });
  expect(await claim(lee)).toEqual({ claimed: true });
  const refused = { code: 'taken', refused: expect.stringContaining('Lee Park is writing to this customer') };
  expect(await claim(ana)).toMatchObject(refused);
  const before = morning.texts(DAVE).length;
  expect(await reply(ana, 'Ana Ruiz')).toMatchObject(refused);
  await morning.settle();
  expect(morning.texts(DAVE)).toHaveLength(before);
  expect(await reply(lee, 'Lee Park')).toEqual({ queued: true });
});

it('who stops writing, or has written nothing for two minutes, holds nobody up', async () => {
  await claim(lee);
  await releaseReply(morning.house)({ workOrderId: morning.workOrderId, dispatcherId: lee });
  expect(await claim(ana)).toEqual({ claimed: true });
  await morning.sql(`UPDATE reply_claim SET until = clock_timestamp() - interval '1 second'`);
  expect(await claim(lee)).toEqual({ claimed: true });
});

it('of many at once one writes', async () => {
  const many = await Promise.all([lee, ana, lee, ana, lee, ana].map(claim));
  const claimed = many.filter((answer) => 'claimed' in answer);
  expect(claimed).toHaveLength(3);
});
