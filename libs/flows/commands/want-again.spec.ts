import { wantAgain } from '#flows/commands/want-again';
import { type Morning, openMorning } from '#test/branches/morning';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning()));
afterEach(() => morning.close());

/** Another visit of Dave's order; both are cancelled. */
async function bothCancelled(): Promise<readonly [string, string]> {
  const [other] = await morning.sql<{ id: string }>(
    `INSERT INTO appointment (work_order_id, work_type_code, state, minutes)
     SELECT work_order_id, work_type_code, 'cancelled', minutes FROM appointment RETURNING id`,
  );
  await morning.sql(`UPDATE appointment SET state = 'cancelled'`);
  return [morning.appointmentId, other!.id];
}

const waiting = async () =>
  (await morning.sql(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))
    .length;

it('two cancelled visits of one order, pressed at the same moment, open one', async () => {
  const visits = await bothCancelled();
  const { store } = morning.house;
  // Both are at work before either can write.
  const pressed = await store.commit(async (tx) => {
    await tx.sql('SELECT 1 FROM work_order FOR UPDATE');
    const both = visits.map((appointmentId) => wantAgain(morning.house)({ appointmentId, actor: 'customer Dave' }));
    while ((await waiting()) < both.length);
    return { both };
  });
  const [first, second] = await Promise.all(pressed.both);
  expect(first).toEqual(second);
  expect(await morning.sql(`SELECT id AS "appointmentId" FROM appointment WHERE state = 'requested'`)).toEqual([first]);
});
