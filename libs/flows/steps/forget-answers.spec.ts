import { type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

it('answers to programs are forgotten after a week, and sessions when they are over, every night', async () => {
  await morning.sql(
    `INSERT INTO idempotent_answer (caller, key, fingerprint, status, body, at)
     SELECT 'integration:1', 'key-' || days, 'f', 201, '{"customer": "Dave Miller"}', clock_timestamp() - make_interval(days => days, mins => 1)
     FROM unnest(ARRAY[0, 6, 7, 30]) days`,
  );
  await morning.sql(
    `INSERT INTO session (token_hash, dispatcher_id, created_at, expires_at)
     SELECT hours::text, (SELECT id FROM dispatcher LIMIT 1), clock_timestamp() - interval '1 day', clock_timestamp() + make_interval(hours => hours)
     FROM unnest(ARRAY[-1, 1]) hours`,
  );
  await morning.sql(
    `INSERT INTO timer (key, kind, subject, due_at) VALUES ('night', 'night', '00000000-0000-0000-0000-000000000000', doorward_now())
     ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at`,
  );
  await morning.work.timers();
  expect(await morning.sql('SELECT key FROM idempotent_answer ORDER BY key')).toEqual([
    { key: 'key-0' },
    { key: 'key-6' },
  ]);
  expect(await morning.sql('SELECT token_hash AS hash FROM session')).toEqual([{ hash: '1' }]);
});
