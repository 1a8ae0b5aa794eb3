import fc from 'fast-check';
import { ceilTo, earlier, floorTo, later, minutesBetween, plusMinutes } from '#time/minutes';

const runs = { seed: 4471, numRuns: 500 };
const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
const t = new Date('2026-03-03T12:42:31.500Z');

it('moves forwards, backwards and by halves', () => {
  expect(plusMinutes(t, 30)).toEqual(new Date('2026-03-03T13:12:31.500Z'));
  expect(plusMinutes(t, -60)).toEqual(new Date('2026-03-03T11:42:31.500Z'));
  expect(plusMinutes(t, 0.5)).toEqual(new Date('2026-03-03T12:43:01.500Z'));
});

it('what was added lies between', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -10_000, max: 10_000 }), (from, minutes) => {
      expect(minutesBetween(from, plusMinutes(from, minutes))).toBe(minutes);
    }),
    runs,
  );
});

it('one of two is earlier and the other later', () => {
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      expect(earlier(a, b) <= later(a, b)).toBe(true);
      expect([earlier(a, b), later(a, b)]).toEqual(expect.arrayContaining([a, b]));
    }),
    runs,
  );
});

it('rounds to five minutes', () => {
  expect(floorTo(t, 5)).toEqual(new Date('2026-03-03T12:40:00Z'));
  expect(ceilTo(t, 5)).toEqual(new Date('2026-03-03T12:45:00Z'));
});

it('rounding encloses the instant in one step, and leaves a multiple alone', () => {
  fc.assert(
    fc.property(instant, fc.constantFrom(1, 5, 15, 60), (at, step) => {
      const [down, up] = [floorTo(at, step), ceilTo(at, step)];
      expect(down <= at && at <= up).toBe(true);
      expect([0, step]).toContain(minutesBetween(down, up));
      expect(floorTo(down, step)).toEqual(down);
      expect(ceilTo(down, step)).toEqual(down);
    }),
    runs,
  );
});
