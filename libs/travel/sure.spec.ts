import fc from 'fast-check';
import type { Place } from '#routes/route';
import { FLAT_TOWN } from '#test/roads/flat-town';
import { estimated, estimateTravel } from '#travel/estimate';
import { sureTravel } from '#travel/sure';
import { type Cell, type MatrixAsk, type Travel, TravelError } from '#travel/travel';
import { travelContract } from '#travel/travel.contract';

describe('the estimate is a driver like every other', () => {
  travelContract(async () => {
    const { places } = FLAT_TOWN;
    return { travel: estimateTravel, ground: { places }, close: async () => {} };
  });
});

const zone = 'America/New_York';
const [a, b, c] = FLAT_TOWN.places;
const ROAD: Cell = { seconds: 777, meters: 9000, basis: 'freeflow' };
const driver = (matrix: (ask: MatrixAsk) => Promise<Cell[][]>): Travel => ({ id: 'driver', matrix });
const roads = driver(async ({ from, to }) => from.map(() => to.map(() => ROAD)));
const ask = { from: [a, b], to: [c], zone };
const estimates = [[estimated(a, c)], [estimated(b, c)]];

it("the driver's own times, under its name", async () => {
  const sure = sureTravel(roads);
  expect([sure.id, await sure.matrix(ask)]).toEqual(['driver', [[ROAD], [ROAD]]]);
});

it('a pair without a way is estimated, and no other', async () => {
  const sure = sureTravel(driver(async () => [[{ unreachable: 'no-path' }], [ROAD]]));
  expect(await sure.matrix(ask)).toEqual([[estimated(a, c)], [ROAD]]);
});

it.each([
  ['refused', () => Promise.reject(new TravelError('refused', 'no'))],
  ['broken', () => Promise.reject(new TypeError('x is undefined'))],
  ['a row too few', async () => [[ROAD]]],
  [
    'a cell too many',
    async () => [
      [ROAD, ROAD],
      [ROAD, ROAD],
    ],
  ],
  ['no number', async () => [[{ ...ROAD, seconds: Number.NaN }], [ROAD]]],
  ['before it began', async () => [[{ ...ROAD, seconds: -1 }], [ROAD]]],
  ['never there', () => new Promise<never>(() => {})],
] as const)('%s: the estimate, and somebody hears why', async (_, matrix) => {
  const heard: string[] = [];
  const sure = sureTravel(driver(matrix as () => Promise<Cell[][]>), {
    planningMs: 5,
    onFallback: ({ message }) => heard.push(message),
  });
  expect([await sure.matrix(ask), heard.length]).toEqual([estimates, 1]);
});

it('whoever must know soon waits less', async () => {
  const heard: string[] = [];
  const deaf = driver(() => new Promise<never>(() => {}));
  const sure = sureTravel(deaf, { liveMs: 5, planningMs: 7, onFallback: ({ message }) => heard.push(message) });
  await sure.matrix({ ...ask, haste: 'live' });
  await sure.matrix({ ...ask, haste: 'planning' });
  expect(heard).toEqual(['no answer within 5 ms', 'no answer within 7 ms']);
});

it('what is given up is told to the driver', async () => {
  let told: AbortSignal | undefined;
  const deaf = driver(({ signal }) => ((told = signal), new Promise<never>(() => {})));
  await sureTravel(deaf, { planningMs: 5 }).matrix(ask);
  expect(told!.reason).toMatchObject({ why: 'timed-out' });
});

it('a block that fails is estimated and the others are not', async () => {
  const places = (lat: number, count: number): Place[] =>
    Array.from({ length: count }, (_, i) => ({ lat, lng: -76.9 + i * 0.001 }));
  const [from, to] = [places(39.4, 120), places(39.5, 60)];
  const sure = sureTravel(
    driver(async (part) => {
      if (part.from[0] === from[50] && part.to[0] === to[0]) throw new TravelError('refused', 'not this one');
      return part.from.map(() => part.to.map(() => ROAD));
    }),
  );
  const cells = await sure.matrix({ from, to, zone });
  const guessed = cells.map((row) => row.filter(({ basis }) => basis === 'estimate').length);
  expect(guessed).toEqual(from.map((_, i) => (i >= 50 && i < 100 ? 50 : 0)));
  expect(cells[60]![3]).toEqual(estimated(from[60]!, to[3]!));
});

it('after three failures nobody waits for a server for five seconds, and then it has its chance', async () => {
  let [now, asked, isUp] = [0, 0, false];
  const server = driver(async (part) => {
    asked++;
    if (!isUp) throw new TravelError('unreachable-server', 'down');
    return part.from.map(() => part.to.map(() => ROAD));
  });
  const sure = sureTravel(server, { now: () => now });
  for (let i = 0; i < 10; i++) expect(await sure.matrix(ask)).toEqual(estimates);
  expect(asked).toBe(3);
  isUp = true;
  now = 4999;
  expect(await sure.matrix(ask)).toEqual(estimates);
  now = 5000;
  expect(await sure.matrix(ask)).toEqual([[ROAD], [ROAD]]);
  expect(asked).toBe(4);
});

it('an ask that was too large says nothing about the server', async () => {
  let asked = 0;
  const sure = sureTravel(driver(() => (asked++, Promise.reject(new TravelError('over-limit', 'too many')))));
  for (let i = 0; i < 5; i++) await sure.matrix(ask);
  expect(asked).toBe(5);
});

it('whoever goes away hears his own reason, and the server is not blamed', async () => {
  let asked = 0;
  const sure = sureTravel(driver(() => (asked++, new Promise<never>(() => {}))));
  for (let i = 0; i < 5; i++) {
    const gone = new AbortController();
    const answer = sure.matrix({ ...ask, signal: gone.signal });
    gone.abort(new Error('gone'));
    await expect(answer).rejects.toThrow('gone');
  }
  expect(asked).toBe(5);
});

it('a place that is none is an error of ours and not a guess', async () => {
  await expect(sureTravel(roads).matrix({ ...ask, to: [{ lat: Number.NaN, lng: 0 }] })).rejects.toMatchObject({
    why: 'bad-ask',
  });
});

it('whatever a driver does, there is a time for each pair', async () => {
  const place = fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  const cell = fc.oneof(
    fc.constant<Cell>(ROAD),
    fc.constant<Cell>({ unreachable: 'no-path' }),
    fc.record({ seconds: fc.double(), meters: fc.double(), basis: fc.constant('freeflow' as const) }),
  );
  const answer = fc.option(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(place, { maxLength: 4 }),
      fc.array(place, { maxLength: 4 }),
      answer,
      async (from, to, cells) => {
        const sure = sureTravel(driver(async () => cells ?? Promise.reject(new Error('no'))));
        const rows = await sure.matrix({ from, to, zone });
        expect(rows.length).toBe(from.length);
        for (const row of rows) {
          expect(row.length).toBe(to.length);
          for (const { seconds, meters } of row) expect([seconds >= 0, meters >= 0]).toEqual([true, true]);
        }
      },
    ),
    { seed: 5150, numRuns: 300 },
  );
});
