import { circuity, errorsOf, fitted } from '#test/bench/travel/fit';

const drive = (km: number, seconds: number) => ({ crowMeters: km * 1000, meters: km * 1500, seconds });

it('drives on a line are the line', () => {
  const drives = [1, 2, 5, 14].map((km) => drive(km, 100 + 60 * km));
  expect(fitted(drives).start).toBeCloseTo(100, 9);
  expect(fitted(drives).perKm).toBeCloseTo(60, 9);
  expect(circuity(drives)).toBeCloseTo(1.5, 9);
});

it('errors by hand', () => {
  const drives = [drive(1, 100), drive(2, 200), drive(3, 400), drive(4, 400)];
  expect(errorsOf((meters) => meters / 10, drives)).toEqual({
    mape: (0 + 0 + 25 + 0) / 4,
    p50: 0,
    p90: 25,
    minutes: 100 / 4 / 60,
  });
});
