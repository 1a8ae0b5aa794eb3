import fc from 'fast-check';
import { isRefused } from '#visits/refused';
import { sqlState } from '#store/store';
import type { Tx } from '#store/tx';
import { lockTechnicians, visitOf } from '#store/visit';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { deskOffer } from '#flows/commands/desk';
import { holdWindow } from '#flows/commands/hold-window';
import { openWorkOrder } from '#flows/commands/open-work-order';
import { reassign } from '#flows/commands/reassign';
import { swap } from '#flows/commands/swap';
import { undo } from '#flows/commands/undo';
import type { Doorward } from '#flows/doorward';
import { book, DAVES } from '#test/branches/morning';
import { eastOf, local, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

/*
 * Dispatchers and customers all at once, at the same few technicians and visits, in all orders: everybody is answered
 * with a success or a refusal, nobody has two at the same time, and nobody waits for another in a circle.
 */

const NAMES = ['Ana', 'Ben', 'Cleo', 'Dora'];
const HOURS = ['08', '10', '12', '14'];

let room: Room;
/** The same house, counting how often somebody waited for another in a circle. */
let house: Doorward;
let circles = 0;
let technicians: string[];
let visits: string[];
let requests: string[];
let changes: string[];

beforeAll(async () => {
  const team = NAMES.map((name, n) => ({
    name: `${name} Roe`,
    phone: `+1555020${n}`,
    skills: ['fiber'],
    home: eastOf(DAVES, 5 + n),
  }));
  room = await openRoom({ technicians: team, from: '07:00:00' });
  technicians = [...room.technicians.values()];
  visits = [];
  for (const [n, technicianId] of technicians.entries())
    for (const [m, hour] of HOURS.slice(0, 2).entries()) {
      const customer = { name: `Booked ${n}${m}`, phone: `+155503${n}${m}` };
      const to = `${Number(hour) + 1}`.padStart(2, '0');
      visits.push((await book(room, customer, technicianId, `${hour}:00`, `${to}:00`)).appointmentId);
    }
  requests = await Promise.all([0, 1, 2, 3].map(request));
  changes = [];
  const { store } = room.house;
  const commit = <T>(work: (tx: Tx) => Promise<T>) => {
    return store.commit((tx) =>
      work(tx).catch((error: unknown) => {
        if (sqlState(error) === '40P01') circles++;
        throw error;
      }),
    );
  };
  house = { ...room.house, store: { ...store, commit } };
});
afterAll(() => room.close());

async function request(n: number): Promise<string> {
  const opened = await openWorkOrder(room.house)({
    customer: { name: `Asks ${n}`, phone: `+155504${n}` },
    address: { street: '12 Oak St', city: 'Doorward', ...DAVES, territory: TERRITORY },
    workType: 'repair',
    notes: '',
    actor: 'test',
    invite: false,
  });
  if (isRefused(opened)) throw new Error(opened.refused);
  return opened.appointmentId;
}

const seen = async (appointmentId: string) => ({
  appointmentId,
  version: (await visitOf({ sql: room.sql }, appointmentId))!.version,
});

type Op = {
  readonly does: 'give' | 'swap' | 'undo' | 'hold' | 'book' | 'offer';
  readonly a: number;
  readonly b: number;
};

const pick = <T>(all: readonly T[], n: number): T => all[n % all.length]!;

/** One person's deed, answered with a success or a refusal; whatever else comes is thrown. */
async function act({ does, a, b }: Op): Promise<unknown> {
  const dispatcher = 'Lee Park';
  const visit = pick(visits, a);
  if (does === 'give') {
    const given = await reassign(house)({ ...(await seen(visit)), technicianId: pick(technicians, b), dispatcher });
    if (!isRefused(given)) changes.push(given.undo.id);
    return given;
  }
  if (does === 'swap') {
    const two = [await seen(visit), await seen(pick(visits, b === a ? b + 1 : b))] as const;
    const swapped = await swap(house)({ visits: [two[0], two[1]], dispatcher });
    if (!isRefused(swapped)) changes.push(swapped.undo.id);
    return swapped;
  }
  if (does === 'undo')
    return changes.length ? undo(house)({ changeId: pick([...changes].reverse(), a), dispatcher }) : null;
  if (does === 'offer') return deskOffer(house)({ ...(await seen(visit)), dispatcher });
  const appointmentId = does === 'book' ? pick(requests, a) : pick([...requests, ...visits], a);
  const hour = Number(pick(HOURS, a + b));
  const window = { from: local(`${hour}:00`), to: local(`${hour + 1}:00`) };
  const held = await holdWindow(house)({ appointmentId, technicianId: pick(technicians, b), window, actor: 'test' });
  if (does === 'hold' || isRefused(held)) return held;
  return confirmBooking(house)({ appointmentId, holdId: held.holdId, actor: 'test' });
}

const ops = fc.array(
  fc.record<Op>({
    does: fc.constantFrom('give', 'give', 'swap', 'swap', 'undo', 'hold', 'book', 'offer'),
    a: fc.nat(11),
    b: fc.nat(11),
  }),
  { minLength: 8, maxLength: 20 },
);

/** Live stays of one technician at the same time, by what the visits and holds themselves say. */
const overlaps = () =>
  room.sql(
    `WITH stay AS (
       SELECT technician_id, planned_from AS f, planned_to AS t, id FROM assignment
       WHERE state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')
       UNION ALL
       SELECT technician_id, stay_from, stay_to, id FROM hold WHERE state = 'active' AND expires_at > doorward_now()
     )
     SELECT 1 FROM stay a JOIN stay b ON a.technician_id = b.technician_id AND a.id < b.id AND a.f < b.t AND b.f < a.t`,
  );
/** Whose time is taken for a ticket that is not his, or whose ticket takes no time. */
const strays = () =>
  room.sql(
    `SELECT 1 FROM assignment s FULL JOIN occupancy o ON o.assignment_id = s.id
     WHERE (s.id IS NULL AND o.hold_id IS NULL)
        OR (s.state IN ('created', 'delivered', 'acknowledged') AND (o.id IS NULL OR o.technician_id <> s.technician_id))
        OR (s.state IN ('withdrawn', 'expired', 'declined') AND o.id IS NOT NULL)`,
  );

it('whatever is done at once is answered, and nobody is ever in two places', async () => {
  const answers = { done: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(ops, async (all) => {
      for (const answer of await Promise.all(all.map(act))) answers[isRefused(answer) ? 'refused' : 'done']++;
      expect(await overlaps()).toEqual([]);
      expect(await strays()).toEqual([]);
    }),
    { seed: 20260303, numRuns: 12 },
  );
  expect(Math.min(answers.done, answers.refused)).toBeGreaterThan(20);
  expect(circles).toBe(0);
}, 180_000);

it('locks taken out of order are seen, and even then nobody hears of it', async () => {
  const outOfOrder = (order: readonly string[]) =>
    house.store.commit(async (tx) => {
      for (const id of order) await lockTechnicians(tx, [id]);
      return 'done';
    });
  const both = [technicians, [...technicians].reverse()];
  for (let round = 0; circles === 0 && round < 20; round++)
    expect(await Promise.all([...both, ...both].map(outOfOrder))).toEqual(Array(4).fill('done'));
  expect(circles).toBeGreaterThan(0);
});
