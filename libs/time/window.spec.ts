import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import { contains, minutesLate, overlaps, window } from '#time/window';

const runs = { seed: 4471, numRuns: 500 };
const at = (minute: number) => plusMinutes(new Date('2026-03-03T13:30:00Z'), minute);
const span = fc
  .tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 1, max: 300 }))
  .map(([from, minutes]) => window(at(from), at(from + minutes)));

it('refuses to be empty, backwards or without a time', () => {
  expect(() => window(at(0), at(0))).toThrow('window must end after it starts: 2026-03-03T13:30:00.000Z');
  expect(() => window(at(1), at(0))).toThrow(RangeError);
  expect(() => window(at(0), new Date(NaN))).toThrow('not a time');
});

it('contains its start and not its end', () => {
  const w = window(at(0), at(60));
  expect([at(-1), at(0), at(59), at(60)].map((t) => contains(w, t))).toEqual([false, true, true, false]);
});

it('back to back is no overlap', () => {
  expect(overlaps(window(at(0), at(60)), window(at(60), at(120)))).toBe(false);
  expect(overlaps(window(at(0), at(61)), window(at(60), at(120)))).toBe(true);
});

it('windows overlap exactly when a minute lies in both', () => {
  fc.assert(
    fc.property(span, span, (a, b) => {
      const shared = a.from > b.from ? a.from : b.from;
      expect(overlaps(a, b)).toBe(contains(a, shared) && contains(b, shared));
      expect(overlaps(a, b)).toBe(overlaps(b, a));
    }),
    runs,
  );
});

it.each([
  [-30, 0],
  [60, 0],
  [60.01, 1],
  [61, 1],
  [185, 125],
])('an arrival at minute %d of an hour is %i minutes late', (minute, late) =>
  expect(minutesLate(window(at(0), at(60)), at(minute))).toBe(late),
);
