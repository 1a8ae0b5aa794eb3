import { sqlState } from '#store/store';
import type { Tx } from '#store/tx';
import { buildTown, type FreshStore, freshStore, openVisit, type Town } from '#test/setup/store';

let fresh: FreshStore;
let town: Town;
let appointmentId: string;
beforeAll(async () => {
  fresh = await freshStore();
  town = await buildTown(fresh.store, ['Maria Gomez', 'Sam Reed']);
  appointmentId = await openVisit(fresh.store, town, 'Dave');
});
afterAll(() => fresh.close());
beforeEach(async () => void (await fresh.store.read('TRUNCATE occupancy, hold, assignment CASCADE')));

const OVERLAP = '23P01';
const CHECK = '23514';

async function hold(tx: Tx, technicianId: string, during: string) {
  const [{ id }] = (await tx.sql<{ id: string }>(
    `INSERT INTO hold (appointment_id, technician_id, window_from, window_to, stay_from, stay_to, state, expires_at)
     VALUES ($1, $2, $3, $3, $3, $3, 'active', $3) RETURNING id`,
    [appointmentId, technicianId, tx.now],
  )) as [{ id: string }];
  await tx.sql('INSERT INTO occupancy (technician_id, during, hold_id) VALUES ($1, $2, $3)', [
    technicianId,
    during,
    id,
  ]);
}

const NINE = '[2026-03-03T14:00Z,2026-03-03T15:00Z)';

it('of two hundred who take the same hour at once exactly one gets it, and nothing is left of the others', async () => {
  const [maria] = town.technicianIds;
  const takers = Array.from({ length: 200 }, () => fresh.store.commit((tx) => hold(tx, maria!, NINE)));
  const outcomes = await Promise.all(takers.map((taker) => taker.then(() => 'taken', sqlState)));
  expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === OVERLAP)).toHaveLength(199);
  expect(await fresh.store.read('SELECT count(*)::int AS holds FROM hold')).toEqual([{ holds: 1 }]);
});

it.each([
  ['back to back before it', '[2026-03-03T13:00Z,2026-03-03T14:00Z)', 'taken'],
  ['back to back after it', '[2026-03-03T15:00Z,2026-03-03T16:00Z)', 'taken'],
  ['its last millisecond', '[2026-03-03T14:59:59.999Z,2026-03-03T16:00Z)', OVERLAP],
  ['its first millisecond', '[2026-03-03T13:00Z,2026-03-03T14:00:00.001Z)', OVERLAP],
  ['inside it', '[2026-03-03T14:20Z,2026-03-03T14:30Z)', OVERLAP],
  ['around it', '[2026-03-03T12:00Z,2026-03-03T18:00Z)', OVERLAP],
])('%s: %s is %s', async (_, during, outcome) => {
  const [maria] = town.technicianIds;
  await fresh.store.commit((tx) => hold(tx, maria!, NINE));
  expect(await fresh.store.commit((tx) => hold(tx, maria!, during)).then(() => 'taken', sqlState)).toBe(outcome);
});

it('two technicians may have the same hour', async () => {
  for (const id of town.technicianIds) await fresh.store.commit((tx) => hold(tx, id, NINE));
  expect(await fresh.store.read('SELECT count(*)::int AS taken FROM occupancy')).toEqual([{ taken: 2 }]);
});

it('time is taken by a hold or by a ticket, never by both and never by nobody', async () => {
  const [maria] = town.technicianIds;
  await fresh.store.commit((tx) => hold(tx, maria!, NINE));
  const [ticket] = await fresh.store.read<{ id: string }>(
    `INSERT INTO assignment (appointment_id, technician_id, state, since, planned_from, planned_to, created_at)
     VALUES ($1, $2, 'created', now(), now(), now(), now()) RETURNING id`,
    [appointmentId, maria],
  );
  const change = (set: string, ...ids: string[]) =>
    fresh.store.read(`UPDATE occupancy SET ${set}`, ids).catch(sqlState);
  expect(await change('hold_id = NULL')).toBe(CHECK);
  expect(await change('assignment_id = $1', ticket!.id)).toBe(CHECK);
  expect(await change('hold_id = NULL, assignment_id = $1', ticket!.id)).not.toBe(CHECK);
  expect(await fresh.store.read('SELECT assignment_id AS id FROM occupancy')).toEqual([{ id: ticket!.id }]);
});
