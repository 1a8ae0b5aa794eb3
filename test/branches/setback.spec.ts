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

/** Lets everything that was set back be tried again, so often that a person is told of it. */
async function giveUp() {
  for (let tries = 0; tries < 3; tries++) {
    await morning.sql('UPDATE setback SET retry_at = clock_timestamp()');
    await morning.work.send();
  }
  await morning.sql(`UPDATE setback SET retry_at = clock_timestamp() + interval '5 minutes'`);
}

it('nor, once a person was told of it, in the way of later news to the same phone', async () => {
  await say('poison', 'no-such-kind', DAVE);
  await morning.house.store.commit(async (tx) => {
    tx.say({
      key: 'news',
      kind: 'sign-in',
      phone: DAVE,
      facts: { technicianId: morning.maria },
      usefulUntil: new Date(tx.now.getTime() + 1e6),
    });
  });
  await morning.work.send();
  expect(morning.texts(DAVE).join()).not.toContain('sign-in');
  await giveUp();
  await morning.work.send();
  expect(morning.texts(DAVE).at(-1)).toContain('sign-in');
});

it('a text that came and cannot be answered does not keep a later STOP from being heard', async () => {
  await morning.sql(
    `INSERT INTO inbound_message (carrier_sid, phone, body, received_at) SELECT 'SM' || n, $1, CASE n WHEN 1 THEN 'hm' ELSE 'STOP' END, doorward_now()
     FROM generate_series(1, 2) n`,
    [DAVE],
  );
  await morning.sql(
    `INSERT INTO setback (key, failures, retry_at, error) SELECT 'text:' || id, 2, clock_timestamp() + interval '5 minutes', 'x'
     FROM inbound_message WHERE body = 'hm'`,
  );
  const mayBeTexted = async () =>
    (await morning.sql(`SELECT 1 FROM consent WHERE phone = $1 AND NOT texts`, [DAVE])).length;
  await morning.work.answer();
  expect(await mayBeTexted()).toBe(0);
  await morning.sql('UPDATE setback SET failures = 3');
  await morning.work.answer();
  expect(await mayBeTexted()).toBe(1);
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
