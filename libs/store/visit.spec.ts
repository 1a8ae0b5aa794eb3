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

describe('visits that rest on one another', () => {
  /** Three, each on the one before it, each with another technician, in an order of ids of their own. */
  let chain: readonly string[];
  beforeAll(async () => {
    const opened = [];
    for (const customer of ['Ed', 'Flo', 'Gus']) opened.push(await openVisit(fresh.store, town, customer));
    chain = [opened[1]!, opened[2]!, opened[0]!];
    await fresh.store.commit(async (tx) => {
      for (const [nth, id] of chain.entries()) {
        await tx.sql('UPDATE appointment SET needs_first_id = $2 WHERE id = $1', [id, chain[nth - 1] ?? null]);
        await tx.sql(
          `INSERT INTO assignment (appointment_id, technician_id, state, since, planned_from, planned_to, created_at)
           VALUES ($1, $2, 'created', $3, $3, $3, $3)`,
          [id, town.technicianIds[nth]!, tx.now],
        );
      }
    });
  });

  const lockedBy = (nth: number) =>
    fresh.store.commit(async (tx) => {
      await lockVisit(tx, chain[nth]!);
      const of = (table: string, ids: readonly string[]) => Promise.all(ids.map((id) => isLocked(table, id)));
      return { visits: await of('appointment', chain), technicians: await of('technician', town.technicianIds) };
    });

  it('are locked with their neighbours and who has them, both ways and no further', async () => {
    expect(await lockedBy(0)).toEqual({ visits: [true, true, false], technicians: [true, true, false] });
    expect(await lockedBy(1)).toEqual({ visits: [true, true, true], technicians: [true, true, true] });
    expect(await lockedBy(2)).toEqual({ visits: [false, true, true], technicians: [false, true, true] });
  });

  it('are waited for in one line and never in a circle, also where each commit then writes to all its technician has', async () => {
    let tries = 0;
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        fresh.store.commit(async (tx) => {
          tries++;
          const visit = await lockVisit(tx, chain[i % 3]!);
          await tx.sql(
            `UPDATE appointment SET version = version + 1 WHERE id IN
               (SELECT appointment_id FROM assignment WHERE technician_id = $1 AND state = 'created')`,
            [visit!.ticket!.technicianId],
          );
        }),
      ),
    );
    expect(tries).toBe(60);
  });

  it('that come to rest on another one while the lock is waited for are locked anew, with that one', async () => {
    const other = await openVisit(fresh.store, town, 'Hal');
    let begun!: () => void;
    const holding = new Promise<void>((resolve) => (begun = resolve));
    const moving = fresh.store.commit(async (tx) => {
      await lockVisit(tx, chain[2]!);
      begun();
      await waiting(1);
      await tx.sql('UPDATE appointment SET needs_first_id = $2 WHERE id = $1', [chain[2], other]);
    });
    await holding;
    const isOtherLocked = await fresh.store.commit(async (tx) => {
      await lockVisit(tx, chain[2]!);
      return isLocked('appointment', other);
    });
    await moving;
    expect(isOtherLocked).toBe(true);
  });
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
