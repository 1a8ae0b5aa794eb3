import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { ladder } from '#visits/ladder';

const from = new Date('2026-03-03T12:42:00Z');

/** Minutes at which the rungs are due when the window opens `left` minutes after the ticket arrives. */
function rungs(left: number) {
  const { remindAt, alarmAt, handOverAt } = ladder(from, plusMinutes(from, left));
  return [remindAt, alarmAt, handOverAt].map((t) => minutesBetween(from, t));
}

it.each([
  ['next week', 10_080, [5, 8, 11]],
  ['in 48 minutes', 48, [5, 8, 11]],
  ['just long enough', 41, [5, 8, 11]],
  ['compressed to half', 35.5, [2.5, 4, 5.5]],
  ['compressed as far as it goes', 33, [(5 * 3) / 11, (8 * 3) / 11, 3]],
  ['too late for that', 32, [1, 2, 3]],
  ['a quarter of an hour before', 15, [1, 2, 3]],
  ['as the window opens', 0, [1, 2, 3]],
  ['24 minutes into the window', -24, [1, 2, 3]],
  ['long after', -600, [1, 2, 3]],
])('%s (%d min): %j', (_, left, expected) => {
  for (const [i, minutes] of rungs(left).entries()) expect(minutes).toBeCloseTo(expected[i]!, 3);
});

const left = fc.oneof(
  fc.integer({ min: -2_000, max: 12_000 }),
  fc.integer({ min: -90_000, max: 90_000 }).map((s) => s / 60),
);
const runs = { seed: 4471, numRuns: 3000 };

it('is climbed upwards, each rung after the one before and none in the past', () => {
  fc.assert(
    fc.property(left, (minutes) => {
      const [remind, alarm, handOver] = rungs(minutes) as [number, number, number];
      expect(remind).toBeGreaterThan(0);
      expect(alarm).toBeGreaterThan(remind);
      expect(handOver).toBeGreaterThan(alarm);
    }),
    runs,
  );
});

it('ends half an hour before the window opens, or at once within three minutes', () => {
  fc.assert(
    fc.property(left, (minutes) => {
      const end = rungs(minutes)[2]!;
      expect(end <= minutes - 30 + 1e-4 || end === 3).toBe(true);
    }),
    runs,
  );
});

it('begins with five minutes or a quarter of the time left, whichever is less, where there is room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 41, max: 12_000 }), (minutes) => {
      expect(rungs(minutes)[0]).toBeCloseTo(Math.min(5, minutes / 4), 3);
    }),
    runs,
  );
});

it('more time never means an earlier rung, up to the last minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 33, max: 400 }), fc.integer({ min: 0, max: 400 }), (minutes, more) => {
      const [less, longer] = [rungs(minutes), rungs(minutes + more)];
      expect(longer.every((rung, i) => rung >= less[i]! - 1e-4)).toBe(true);
    }),
    runs,
  );
});
