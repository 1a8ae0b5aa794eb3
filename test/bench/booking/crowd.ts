import type { Bench, Result } from '#test/bench/bench';
import { confirm } from '#test/bench/booking/book';
import { type Order, ordersForOne, windowOn, writeRequests } from '#test/bench/booking/orders';
import { type Losing, type Race, race } from '#test/bench/booking/race';
import { p50, p99 } from '#test/bench/figures';
import { openSide, type Side } from '#test/bench/side';
import { planTown, TERRITORIES, type Town } from '#test/bench/town/plan';

const SEED = 20260304;
const CLIENTS = 200;
const HOURS = [8, 10, 12, 14, 16] as const;
const DAYS = [2, 3, 4] as const;

/**
 * Very many attempts at single slots: two hundred clients at a time want the same one, half of them at each of two api
 * processes; who gets it books it and leaves, and somebody new comes in his place.
 */
export const crowd = (attempts: number): Bench => ({
  name: 'booking',
  about: `${attempts.toLocaleString('en-US')} attempts, ${CLIENTS} at a time for one slot, at two api processes`,
  async measure(grounds) {
    const town = planTown(SEED);
    const races = Math.ceil(attempts / CLIENTS);
    const slots = slotsOf(town);
    if (races > slots.length) throw new Error(`the town has slots for ${slots.length * CLIENTS} attempts only`);
    const side = await openSide(grounds, { name: 'crowd', town, apis: 2 });
    try {
      // Somebody new for every winner, in every territory.
      const people = town.territoryIds.map((_, n) =>
        ordersForOne(CLIENTS + Math.ceil(races / TERRITORIES), n, town.technicians[n]!),
      );
      await writeRequests(side.databaseUrl, town, people.flat());
      return judged(await run(side, { people, slots: slots.slice(0, races) }), await overlapsIn(side), races);
    } finally {
      await side.close();
    }
  },
});

type Slot = Pick<Order, 'technician' | 'window'>;

/** Every slot there is: the first of each territory, then the second of each. */
const slotsOf = (town: Town): Slot[] =>
  DAYS.flatMap((day) =>
    HOURS.flatMap((hour) => town.technicians.map((technician) => ({ technician, window: windowOn(day, hour) }))),
  );

type Given = { readonly people: Order[][]; readonly slots: readonly Slot[] };

async function run(side: Side, { people, slots }: Given): Promise<Race[]> {
  const races: Race[] = [];
  for (const slot of slots) {
    const theirs = people[slot.technician.territory]!;
    const orders = theirs.slice(0, CLIENTS).map((order) => ({ ...order, ...slot }));
    const result = await race(side.urls, orders, bookIt);
    races.push(result);
    if (result.won !== null) theirs.splice(result.won, 1);
    if (races.length % 50 === 0) console.error(`${races.length} of ${slots.length} races`);
  }
  return races;
}

/** The winner books what he holds. */
async function bookIt({ url, winner, holdId }: Losing): Promise<string[]> {
  const booked = await confirm(url, winner, holdId);
  return booked.status === 200 ? [] : [`the winner could not confirm: ${JSON.stringify(booked.body)}`];
}

/** Pairs of stays of one technician that overlap, found without the table that forbids them. */
async function overlapsIn(side: Side): Promise<number> {
  const stays = await side.sql<{ who: string; from: Date; to: Date }>(
    `SELECT technician_id AS who, planned_from AS "from", planned_to AS "to" FROM assignment
     WHERE state NOT IN ('declined', 'expired', 'withdrawn')
     UNION ALL
     SELECT technician_id, stay_from, stay_to FROM hold WHERE state = 'active' AND expires_at > doorward_now()`,
  );
  stays.sort((a, b) => (a.who < b.who ? -1 : a.who > b.who ? 1 : a.from.getTime() - b.from.getTime()));
  let overlaps = 0;
  let last: (typeof stays)[number] | undefined;
  for (const stay of stays) {
    const isHis = last?.who === stay.who;
    if (isHis && stay.from < last!.to) overlaps++;
    if (!isHis || stay.to > last!.to) last = stay;
  }
  return overlaps;
}

function judged(races: readonly Race[], overlaps: number, count: number): Result {
  const losers = races.flatMap(({ losers }) => losers);
  const each = (q: (values: readonly number[]) => number) => p50(races.map(({ losers }) => q(losers)));
  return {
    table: [
      { what: 'losers answered, of all, p50', unit: 'ms', ours: p50(losers) },
      { what: 'losers answered, of all, p99', unit: 'ms', ours: p99(losers) },
      { what: 'losers answered, the p99 of a race, p50', unit: 'ms', ours: each(p99) },
      { what: 'winner holds it, p50', unit: 'ms', ours: p50(races.map(({ winner }) => winner)) },
    ],
    aims: [{ what: 'losers answered, p99, ms', is: p99(losers), atMost: 500 }],
    wrong: [
      ...races.flatMap(({ wrong }) => wrong),
      ...(overlaps ? [`${overlaps} stays of one technician overlap`] : []),
      ...(losers.length === count * (CLIENTS - 1) ? [] : ['not everybody was answered']),
    ],
    facts: { races: count, attempts: count * CLIENTS, losers: losers.length, overlaps },
  };
}
