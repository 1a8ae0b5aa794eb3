import { DAVE, type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

const say = (key: string, kind: string, phone: string) =>
  morning.house.store.commit(async (tx) => {
    tx.say({ key, kind, phone, facts: { body: 'hello' }, usefulUntil: new Date(tx.now.getTime() + 1e6) });
  });

it('a text that cannot be written does not stand in the way of the others, and the desk is told', async () => {
  await say('poison', 'no-such-kind', '+15550999');
  await say('fine', 'desk-reply', DAVE);
  await morning.work.send();
  expect(morning.texts(DAVE)).toContain('hello');
  expect(await morning.sql('SELECT key, failures FROM setback')).toMatchObject([{ failures: 1 }]);
  for (let tries = 0; tries < 2; tries++) {
    await morning.sql('UPDATE setback SET retry_at = clock_timestamp()');
    await morning.work.send();
  }
  expect(await morning.sql(`SELECT kind FROM alert WHERE closed_at IS NULL`)).toEqual([{ kind: 'failing' }]);
});

it('what is done at last leaves no setback behind', async () => {
  await morning.sql(
    `INSERT INTO setback (key, failures, retry_at, error) SELECT 'message:' || gen_random_uuid(), 1, clock_timestamp(), 'x'`,
  );
  await say('fine', 'desk-reply', DAVE);
  await morning.sql(
    `INSERT INTO setback (key, failures, retry_at, error) SELECT 'message:' || id, 2, clock_timestamp(), 'x' FROM message WHERE key = 'fine'`,
  );
  await morning.work.send();
  expect(await morning.sql(`SELECT failures FROM setback`)).toEqual([{ failures: 1 }]);
});
