import { setTimeout as pause } from 'node:timers/promises';
import { dataSource } from '#store/data-source';
import { openStore, type Store } from '#store/store';
import { whereaboutsOf } from '#store/whereabouts';
import { boardSnapshot } from '#live/board-change';
import type { Doorward } from '#flows/doorward';
import type { Bench, Result } from '#test/bench/bench';
import { cpuBetween } from '#test/bench/cpu';
import { p50, p99, sum } from '#test/bench/figures';
import { type FollowingBoard, hashOfBoard, openBoards } from '#test/bench/fleet/boards';
import { drivers } from '#test/bench/fleet/drivers';
import { writeFleet } from '#test/bench/fleet/write-fleet';
import { openSide, type Side } from '#test/bench/side';
import { planTown } from '#test/bench/town/plan';
import { ZONE } from '#test/world/company';

const SEED = 20260303;
const TECHNICIANS = 10_000;
const EVERY_SECONDS = 5;
const BOARDS = 50;
const SECONDS = 30;
const CHANGES_PER_SECOND = 10;
/** Boards that lose their connection, and come back, each second. */
const LOST_PER_SECOND = 5;
/** So long the last news may be on the way once nothing happens any more. */
const PATIENCE_MS = 20_000;

/** Ten thousand vans and fifty boards, each of which follows some of them; boards come and go, visits change. */
export const fleet: Bench = {
  name: 'fleet',
  about: `${TECHNICIANS} technicians, a position each ${EVERY_SECONDS} s, ${BOARDS} boards that follow 50 to 500 of them, ${LOST_PER_SECOND} of them lost a second; peer: every position to every board`,
  async measure(grounds) {
    const town = planTown(SEED);
    const side = await openSide(grounds, { name: 'fleet', town });
    const store = openStore(await dataSource(side.databaseUrl, 4).initialize(), () => undefined);
    try {
      const ids = await writeFleet(side.sql, TECHNICIANS);
      return await run(side, store, ids);
    } finally {
      await store.close();
      await side.close();
    }
  },
};

async function run(side: Side, store: Store, ids: readonly string[]): Promise<Result> {
  const drive = await drivers({ store } as unknown as Doorward, ids, EVERY_SECONDS);
  const boards = await openBoards(side.url, ids, { count: BOARDS, seed: SEED, sentAt: drive.sentAt });
  const visits = await side.sql<{ id: string; order: string }>(
    `SELECT id, work_order_id AS "order" FROM appointment ORDER BY id`,
  );
  const until = (seconds: number) => performance.now() + seconds * 1_000;
  // A round of all before it counts: everybody has a place, every board has been told of it.
  await drive.on(until(EVERY_SECONDS + 2));
  for (const board of boards) board.count();
  const [before, own, begun] = [side.cpu(), process.cpuUsage(), performance.now()];
  const end = until(SECONDS);
  await Promise.all([drive.on(end), comeAndGo(boards, end), changeVisits(store, visits, end)]);
  const seconds = (performance.now() - begun) / 1_000;
  const cpu = cpuBetween(before, side.cpu(), seconds * 1_000);
  const { user, system } = process.cpuUsage(own);
  // The clock stands, and so does everything else: what each board shows is held against the records.
  await store.read('UPDATE clock SET shows = doorward_now(), set_at = clock_timestamp(), rate = 0');
  const different = await differences(store, boards);
  boards.forEach((board) => board.close());

  const stale = boards.flatMap((board) => board.staleness());
  const bytes = sum(boards.map((board) => board.bytes())) / BOARDS;
  const everything = drive.bytesTold();
  return {
    table: [
      {
        what: 'bytes to a board a second, all it is told',
        unit: 'kB',
        ours: bytes / seconds / 1e3,
        peer: everything / seconds / 1e3,
      },
      { what: 'position told to position on a board, p50', unit: 'ms', ours: p50(stale) },
      { what: 'the same, p99', unit: 'ms', ours: p99(stale) },
      { what: 'CPU of the api', unit: 'cores', ours: cpu?.api ?? null },
      { what: 'CPU of PostgreSQL, positions written and read', unit: 'cores', ours: cpu?.postgres ?? null },
    ],
    aims: [
      { what: 'CPU of the api, cores', is: cpu?.api ?? Number.NaN, atMost: 0.4 },
      { what: 'times fewer bytes than everything to everybody', is: everything / bytes, atLeast: 5 },
      { what: 'staleness p99, ms', is: p99(stale), atMost: 1_000 },
      { what: 'boards that differ from the records', is: different.length, atMost: 0 },
    ],
    wrong: different,
    facts: {
      seconds,
      told: drive.told(),
      refused: drive.refused(),
      reconnects: sum(boards.map((board) => board.reconnects())),
      positionsOnBoards: stale.length,
      generatorCores: (user + system) / 1e6 / seconds,
    },
  };
}

/** Every board in turn loses its connection at once and comes back after a moment. */
async function comeAndGo(boards: readonly FollowingBoard[], end: number): Promise<void> {
  for (let n = 0; performance.now() < end; n++) {
    boards[n % boards.length]!.loseConnection();
    await pause(1_000 / LOST_PER_SECOND);
  }
}

/** Visits become at risk and safe again, one at a time. */
async function changeVisits(store: Store, visits: readonly { id: string; order: string }[], end: number) {
  for (let n = 0; performance.now() < end; n++) {
    const { id, order } = visits[(n * 37) % visits.length]!;
    await store.commit(async (tx) => {
      await tx.sql(
        `UPDATE appointment SET version = version + 1, at_risk_at = CASE WHEN at_risk_at IS NULL THEN doorward_now() END WHERE id = $1`,
        [id],
      );
      tx.record({
        type: 'visit.noted',
        actor: 'bench',
        reason: 'changed by the bench',
        workOrderId: order,
        appointmentId: id,
      });
    });
    await pause(1_000 / CHANGES_PER_SECOND);
  }
}

/** The boards that show something else than the records when nothing is on the way any more. */
async function differences(store: Store, boards: readonly FollowingBoard[]): Promise<string[]> {
  const reader = { sql: store.read };
  const giveUpAt = performance.now() + PATIENCE_MS;
  let open = [...boards];
  while (performance.now() < giveUpAt && open.length) {
    await pause(500);
    const { visits, alerts } = await boardSnapshot(reader, { company: '', zone: ZONE });
    const places = await whereaboutsOf(reader, [...new Set(open.flatMap(({ watched }) => watched))]);
    open = open.filter(({ watched, hash }) => {
      const his = new Set(watched);
      return hash() !== hashOfBoard({ visits, alerts, places: places.filter(([id]) => his.has(id)) });
    });
  }
  return open.map(({ name }) => `${name} differs from the records`);
}
