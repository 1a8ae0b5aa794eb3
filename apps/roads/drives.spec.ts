import fc from 'fast-check';
import type { Place } from '#routes/route';
import { drivesOf } from '#apps/roads/drives';
import { type Engine, EngineGone, EngineRefused } from '#apps/roads/engine';
import type { Generation } from '#apps/roads/generation';
import { openQueue } from '#apps/roads/queue';
import { Remembered } from '#apps/roads/remembered';
import { hourOf } from '#apps/roads/work';

type Asked = { sources: { lat: number }[]; targets: { lat: number }[]; date_time?: object };

/** An engine as Valhalla 3.6.1 behaves: one place without a road refuses all; "No path" is said when no cell has one. */
function engine({ roadless, island, byHour = 'fine' }: { roadless: number[]; island: number[]; byHour?: string }) {
  const asked: Asked[] = [];
  const call = async (_: string, request: object) => {
    const ask = request as Asked;
    asked.push(ask);
    const [from, to] = [ask.sources, ask.targets].map((places) => places.map(({ lat }) => lat)) as [number[], number[]];
    if (byHour === 'refused' && ask.date_time)
      throw new EngineRefused('Matrix error: No path could be found for input');
    if ([...from, ...to].some((lat) => roadless.includes(lat)))
      throw new EngineRefused('Matrix error: No suitable edges near location');
    const joined = (a: number, b: number) => island.includes(a) === island.includes(b);
    if (!from.some((a) => to.some((b) => joined(a, b))))
      throw new EngineRefused('Matrix error: No path could be found for input');
    const cells = (measure: (a: number, b: number) => number) =>
      from.map((a) => to.map((b) => (joined(a, b) ? measure(a, b) : null)));
    return {
      sources_to_targets: { durations: cells((a, b) => a * 100 + b), distances: cells((a, b) => a + b / 1000) },
    };
  };
  return { asked, call };
}

const workWith = (call: (method: string, request: object) => Promise<unknown>) => ({
  generation: { engine: { call } as unknown as Engine, verdicts: new Remembered(1) } as unknown as Generation,
  queue: openQueue({ cores: 2, mostWaiting: 10 }),
  signal: new AbortController().signal,
});
const placed = (lats: readonly number[]): Place[] => lats.map((lat) => ({ lat, lng: 0 }));

it('whatever places are at fault, every cell has its own time or its own reason', async () => {
  const lat = fc.integer({ min: 0, max: 89 });
  const lats = fc.array(lat, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(lats, lats, fc.array(lat), fc.array(lat), async (from, to, roadless, island) => {
      const { call } = engine({ roadless, island });
      const drives = { from: placed(from), to: placed(to), haste: 'planning' as const, hour: {} };
      const expected = from.map((a) =>
        to.map((b) => {
          if (roadless.includes(a) || roadless.includes(b)) return 'no-road-near';
          return island.includes(a) === island.includes(b)
            ? [a * 100 + b, Math.round((a + b / 1000) * 1000)]
            : 'no-path';
        }),
      );
      expect(await drivesOf(drives, workWith(call))).toEqual(expected);
    }),
    { seed: 361, numRuns: 200 },
  );
});

it.each([
  ['planning', 120, 60, [2500, 2500, 1000, 500, 500, 200]],
  ['live', 3, 60, [50, 50, 50, 10, 10, 10]],
  ['live', 40, 20, Array(20).fill(40)],
  ['live', 60, 1, [50, 10]],
] as const)('%s: %i × %i are asked in blocks that a call may hold', async (haste, rows, columns, cells) => {
  const { asked, call } = engine({ roadless: [], island: [] });
  const from = placed(Array.from({ length: rows }, (_, i) => i / 10));
  const to = placed(Array.from({ length: columns }, (_, i) => i / 10));
  await drivesOf({ from, to, haste, hour: {} }, workWith(call));
  const sizes = asked.map(({ sources, targets }) => sources.length * targets.length);
  expect(sizes.sort((a, b) => b - a)).toEqual([...cells].sort((a, b) => b - a));
});

it('what is refused for its hour is asked for without', async () => {
  const { asked, call } = engine({ roadless: [], island: [], byHour: 'refused' });
  const hour = { date_time: { type: 1, value: '2026-03-03T08:00' } };
  const drives = { from: placed([1]), to: placed([2]), haste: 'live' as const, hour };
  expect(await drivesOf(drives, workWith(call))).toEqual([[[102, 1002]]]);
  expect(asked.map(({ date_time }) => date_time)).toEqual([hour.date_time, undefined]);
});

it('an engine that ends is no reason of a cell', async () => {
  const work = workWith(() => Promise.reject(new EngineGone('the engine ended with SIGKILL')));
  const drives = { from: placed([1, 2]), to: placed([3]), haste: 'planning' as const, hour: {} };
  await expect(drivesOf(drives, work)).rejects.toThrow('the engine ended with SIGKILL');
});

describe('the hour of a departure', () => {
  const network = { zone: 'America/New_York', timezones: '/tz.sqlite' } as Generation['network'];

  it.each([
    ['2026-03-03T13:05:59.999Z', '2026-03-03T08:05'],
    ['2026-07-01T03:30:00Z', '2026-06-30T23:30'],
    ['2026-03-08T07:00:00Z', '2026-03-08T03:00'],
  ])('%s is %s on the clocks of the network', (at, value) => {
    expect(hourOf(at, network)).toEqual({ date_time: { type: 1, value } });
  });

  it('is left out where the engine would take it for UTC', () => {
    expect(hourOf('2026-03-03T13:05:00Z', { ...network, timezones: null })).toEqual({});
  });
});
