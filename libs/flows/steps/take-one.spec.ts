import { type Morning, openMorning } from '#test/branches/morning';

/* What cannot be done is set back, and stands in the way of nothing else. */

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

/** A timer nothing can be done about: it is about no visit there could be. */
const BROKEN = `INSERT INTO timer (key, kind, subject, due_at) VALUES ('broken', 'no-such-kind', gen_random_uuid(), doorward_now() - interval '1 day')`;
const setback = async () =>
  (
    await morning.sql<{ failures: number; waits: boolean }>(
      `SELECT failures, retry_at > clock_timestamp() AS waits FROM setback WHERE key = 'timer:broken'`,
    )
  )[0];

describe('a timer that fails', () => {
  it('is tried once and then waits, while what falls due after it is done', async () => {
    await morning.sql(BROKEN);
    await morning.sql(`UPDATE timer SET due_at = doorward_now() WHERE kind = 'route.look'`);
    await morning.work.timers();
    expect(await setback()).toEqual({ failures: 1, waits: true });
    expect(await morning.sql(`SELECT key FROM timer WHERE due_at <= doorward_now()`)).toEqual([{ key: 'broken' }]);
  });

  it('for days on end still waits five minutes each time, and the desk knows', async () => {
    await morning.sql(BROKEN);
    await morning.sql(
      `INSERT INTO setback (key, failures, retry_at, error) VALUES ('timer:broken', 5000, clock_timestamp() - interval '1 s', '')`,
    );
    await morning.work.timers();
    expect(await setback()).toEqual({ failures: 5001, waits: true });
    expect(await morning.sql(`SELECT 1 AS one FROM alert WHERE kind = 'failing' AND closed_at IS NULL`)).toHaveLength(
      1,
    );
  });
});
