import fc from 'fast-check';
import { estimate, estimatedMinutes } from '#travel/estimate';
import { greatCircle } from '#routes/meters';

const baltimore = { lat: 39.29, lng: -76.61 };
const place = fc.record({
  lat: fc.double({ min: -89, max: 89, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});
const runs = { seed: 4471, numRuns: 1000 };

it.each([
  ['Baltimore to Washington', { lat: 38.9072, lng: -77.0369 }, 56_300],
  ['a tenth of a degree north', { lat: 39.39, lng: -76.61 }, 11_119],
  ['across the town', { lat: 39.29, lng: -76.55 }, 5_163],
])('%s is as far as the map says', (_, there, meters) => {
  expect(Math.abs(greatCircle(baltimore, there) - meters) / meters).toBeLessThan(0.005);
});

it('the date line is no detour', () => {
  expect(greatCircle({ lat: 0, lng: 179.9 }, { lat: 0, lng: -179.9 })).toBeCloseTo(
    greatCircle({ lat: 0, lng: 0 }, { lat: 0, lng: 0.2 }),
    3,
  );
});

it('the other end of the world is half way round and not lost in rounding', () => {
  expect(greatCircle({ lat: 12.3, lng: 45.6 }, { lat: -12.3, lng: -134.4 })).toBeCloseTo(Math.PI * 6_371_000, -1);
});

it.each([
  [0, 0],
  [1, (136 + 69.5) / 60],
  [10, (136 + 695) / 60],
])('%i km north take %d minutes', (km, minutes) => {
  const there = { lat: baltimore.lat + (km / 6371) * (180 / Math.PI), lng: baltimore.lng };
  expect(estimate(baltimore, there)).toMatchObject({ basis: 'estimate' });
  expect(estimatedMinutes(baltimore, there)).toBeCloseTo(minutes, 3);
});

it('next door is no drive, the next street is one', () => {
  expect(estimatedMinutes(baltimore, { ...baltimore, lat: baltimore.lat + 0.0002 })).toBe(0);
  expect(estimatedMinutes(baltimore, { ...baltimore, lat: baltimore.lat + 0.0004 })).toBeGreaterThan(2);
});

it('there and back take the same, and a place is no time from itself', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(estimatedMinutes(a, b)).toBeCloseTo(estimatedMinutes(b, a), 6);
      expect(estimatedMinutes(a, a)).toBe(0);
    }),
    runs,
  );
});

it('a way by a third place is never shorter by more than next door', () => {
  fc.assert(
    fc.property(place, place, place, (a, b, c) => {
      expect(estimatedMinutes(a, c)).toBeLessThanOrEqual(estimatedMinutes(a, b) + estimatedMinutes(b, c) + 0.1);
    }),
    runs,
  );
});
