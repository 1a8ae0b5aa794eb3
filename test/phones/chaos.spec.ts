import fc from 'fast-check';
import { eastOf } from '#test/world/company';
import { DAVES } from '#test/branches/morning';
import {
  type Bug,
  endOf,
  fates,
  numberedTaps,
  openShift,
  playShift,
  receive,
  receivedAt,
  type Shift,
  type Wrong,
} from '#test/phones/shift';
import { openRoom, type Room } from '#test/world/room';

/* An hour without signal, forty taps, and a line that loses, cuts, doubles and reorders: none lost, none doubled. */

const SEEDS = 5;
const MANY = 4 * SEEDS + 4;

let room: Room;
let technicians = 0;
beforeAll(async () => {
  room = await openRoom({
    technicians: Array.from({ length: MANY }, (_, i) => ({
      name: `Technician ${i}`,
      phone: `+1555${String(1_000_000 + i)}`,
      skills: ['fiber'],
      home: eastOf(DAVES, 10),
    })),
    from: '07:00:00',
  });
});
afterAll(() => room.close());

const nextShift = () => openShift(room, `Technician ${technicians}`, technicians++);

/** How it ends when nothing goes wrong. */
let right: Promise<unknown> | undefined;
const theRightEnd = () => (right ??= inOrder(nextShift()));
async function inOrder(opening: Promise<Shift>): Promise<unknown> {
  const shift = await opening;
  for (const wire of numberedTaps(shift)) expect(await receive(room, shift, wire, receivedAt(61))).toBe('decided');
  return endOf(room, shift);
}

/** Whether it is the same to within two seconds. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) <= 2;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other;
  const keys = Object.keys(one);
  const of = (whole: object, key: string) => (whole as Record<string, unknown>)[key];
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(of(one, key), of(other, key)));
}

const wrongs: fc.Arbitrary<Wrong> = fc
  .array(fc.record({ from: fc.integer({ min: 0, max: 60 }), by: fc.integer({ min: -4_320, max: 4_320 }) }), {
    maxLength: 3,
  })
  .map((all) => all.toSorted((a, b) => a.from - b.from));
const seeded = { seed: 20_260_303, numRuns: SEEDS, endOnFailure: true };

/** All taps in the order drawn, those turned away as too early again and again until all are decided; every third one twice. */
async function flood(order: readonly number[], bug: Bug = null): Promise<unknown> {
  const shift = await nextShift();
  const taps = numberedTaps(shift);
  let open = order.map((nth) => taps[nth]!);
  while (open.length) {
    const early: typeof open = [];
    for (const [i, wire] of open.entries()) {
      const answer = await receive(room, shift, wire, receivedAt(61), bug);
      if (answer !== 'decided') early.push(wire);
      else if (i % 3 === 0) await receive(room, shift, wire, receivedAt(62), bug);
    }
    expect(early.length).toBeLessThan(open.length);
    open = early;
  }
  return endOf(room, shift);
}

const orders = fc.shuffledSubarray(
  Array.from({ length: 40 }, (_, i) => i),
  { minLength: 40 },
);

it('forty taps made without signal come to the server once each, at the time they were made, whatever the line and the clock do', async () => {
  const expected = await theRightEnd();
  expect(expected).toMatchObject({
    jobs: Array.from({ length: 5 }, () => expect.objectContaining({ state: 'completed' })),
  });
  await fc.assert(
    fc.asyncProperty(fates, wrongs, fc.array(fc.nat(39), { maxLength: 3 }), async (line, wrong, restarts) => {
      const shift = await nextShift();
      expect(await playShift(room, shift, { fates: line, wrong, restarts })).toEqual([]);
      const end = await endOf(room, shift);
      if (!isSame(end, expected)) expect(end).toEqual(expected);
    }),
    seeded,
  );
});

it('delivered in any order, with copies, they come to the same end', async () => {
  const expected = await theRightEnd();
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      expect(await flood(order)).toEqual(expected);
    }),
    seeded,
  );
});

it('a server that does not know a tap again is caught', async () => {
  const shift = await nextShift();
  await playShift(room, shift, { fates: Array(20).fill('twice'), wrong: [], restarts: [], bug: 'no dedup' });
  expect(isSame(await endOf(room, shift), await theRightEnd())).toBe(false);
});

it('a server that takes taps as they arrive is caught', async () => {
  const backwards = Array.from({ length: 40 }, (_, i) => 39 - i);
  expect(await flood(backwards, 'order by arrival')).not.toEqual(await theRightEnd());
});
