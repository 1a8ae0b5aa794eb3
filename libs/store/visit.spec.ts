import { sqlState } from '#store/store';
import type { Tx } from '#store/tx';
import { lockTechnicians, lockVisit, visitOf } from '#store/visit';
import { buildTown, type FreshStore, freshStore, openVisit, type Town } from '#test/setup/store';

let fresh: FreshStore;
let town: Town;
let appointmentId: string;
beforeAll(async () => {
  fresh = await freshStore();
  town = await buildTown(fresh.store, ['Maria Gomez', 'Sam Reed', 'Ana Diaz']);
  appointmentId = await openVisit(fresh.store, town, 'Dave');
  await fresh.store.commit((tx) => give(tx, town.technicianIds[0]!));
});
afterAll(() => fresh.close());

/** Makes the visit this technician's. */
async function give(tx: Tx, technicianId: string) {
  await tx.sql(`UPDATE assignment SET state = 'withdrawn' WHERE appointment_id = $1`, [appointmentId]);
  await tx.sql(
    `INSERT INTO assignment (appointment_id, technician_id, state, since, planned_from, planned_to, created_at)
     VALUES ($1, $2, 'created', $3, $3, $3, $3)`,
    [appointmentId, technicianId, tx.now],
  );
}

/** Comes back once as many connections as that wait for a lock in our database. */
async function waiting(count: number) {
  for (;;) {
    const [row] = await fresh.store.read<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (row!.n >= count) return;
  }
}

const isLocked = (table: string, id: string) =>
  fresh.store
    .commit((tx) => tx.sql(`SELECT 1 FROM ${table} WHERE id = $1 FOR NO KEY UPDATE NOWAIT`, [id]))
    .then(
      () => false,
      (error) => sqlState(error) === '55P03',
    );

it('a visit that does not exist is locked by nobody', async () => {
  const nobodys = '0197a000-0000-7000-8000-000000000001';
  expect(await fresh.store.commit((tx) => lockVisit(tx, nobodys))).toBeNull();
});

it('the visit, its technician and whoever else is named are locked, and nobody else', async () => {
  const [maria, sam, ana] = town.technicianIds as [string, string, string];
  const seen = await fresh.store.commit(async (tx) => {
    const visit = await lockVisit(tx, appointmentId, [ana]);
    return {
      technician: visit!.ticket!.technicianId,
      visit: await isLocked('appointment', appointmentId),
      locked: await Promise.all([maria, sam, ana].map((id) => isLocked('technician', id))),
    };
  });
  expect(seen).toEqual({ technician: maria, visit: true, locked: [true, false, true] });
});

it('who waited while it was handed over gets the new technician, behind his lock', async () => {
  const [maria, sam] = town.technicianIds as [string, string];
  let begun!: () => void;
  const holding = new Promise<void>((resolve) => (begun = resolve));
  const handOver = fresh.store.commit(async (tx) => {
    await lockVisit(tx, appointmentId, [sam]);
    begun();
    await waiting(1); // for the other one to stand in line
    await give(tx, sam);
  });
  await holding;
  const after = await fresh.store.commit(async (tx) => {
    const visit = await lockVisit(tx, appointmentId);
    return { technician: visit!.ticket!.technicianId, isSamLocked: await isLocked('technician', sam) };
  });
  await handOver;
  expect(after).toEqual({ technician: sam, isSamLocked: true });
  expect((await visitOf({ sql: fresh.store.read }, appointmentId))!.ticket!.technicianId).not.toBe(maria);
});

it('days locked from both ends at once wait in one line and never in a circle', async () => {
  const orders = [town.technicianIds, [...town.technicianIds].reverse()];
  let tries = 0;
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      fresh.store.commit(async (tx) => {
        tries++;
        await lockTechnicians(tx, orders[i % 2]!);
      }),
    ),
  );
  expect(tries).toBe(40);
});
