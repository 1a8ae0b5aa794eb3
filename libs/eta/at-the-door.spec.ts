import { atTheDoor, type DoorFix } from '#eta/at-the-door';
import { OTHERWISE, tryArrivals, tryTrips } from '#test/positions/arrivals';
import { placeAt } from '#test/positions/drives';

const DOOR = { lat: 39.29, lng: -76.61 };
const T0 = Date.UTC(2026, 2, 3, 14);
/** So many meters east of the door, so many seconds after the first. */
const at = (seconds: number, meters: number, speed: number | null = 0, accuracy = 10): DoorFix => ({
  ...placeAt(DOOR, { x: meters, y: 0 }),
  at: new Date(T0 + seconds * 1000),
  speed,
  accuracy,
});
const drives = [at(0, 600, 12), at(10, 480, 12), at(20, 360, 12), at(30, 240, 12), at(40, 120, 12)];
const every = (from: number, to: number, meters: number, step = 10) =>
  Array.from({ length: (to - from) / step + 1 }, (_, n) => at(from + n * step, meters));
const isThere = (...fixes: DoorFix[]) => atTheDoor(DOOR, fixes)?.isThere ?? false;

it('he comes and stands in front of the house', () => {
  expect(isThere(...drives, ...every(50, 70, 10))).toBe(false);
  expect(atTheDoor(DOOR, [...drives, ...every(50, 80, 10)])).toEqual({ since: new Date(T0 + 50_000), isThere: true });
});

it.each([
  ['he drives on', [...drives, at(50, 10, 11), at(60, -110, 11)], false],
  ['he has driven on', [...drives, ...every(50, 80, 10), at(90, -60, 9)], false],
  ['he stands where nobody saw him come from', every(0, 900, 10), false],
  ['he stands 60 m off for a red light', [...drives, ...every(50, 140, 60)], false],
  ['he stands 50 m off for more than three minutes', [...drives, ...every(50, 230, 50)], true],
  ['he stands 90 m off for ever', [...drives, ...every(50, 1_500, 90)], false],
  [
    'the phone is not sure where it is',
    [...drives, ...every(50, 80, 10).map((fix) => ({ ...fix, accuracy: 90 }))],
    false,
  ],
  ['one fix in the stay is off', [...drives, at(50, 10), at(60, 85), at(70, 12), at(80, 9)], true],
  ['most fixes in the stay are off', [...drives, at(50, 85), at(60, 85), at(70, 12), at(80, 9), at(90, 9)], false],
])('%s', (_, fixes, expected) => expect(isThere(...fixes)).toBe(expected));

it('two fixes half a minute apart are enough where a phone tells no more, and nothing of its speed', () => {
  const silent = [at(0, 900, null), at(30, 450, null), at(60, 8, null), at(90, 5, null)];
  expect(isThere(...silent.slice(0, 3))).toBe(false);
  expect(isThere(...silent)).toBe(true);
});

describe('seeded drives with the noise of real phones, fixes 10 to 30 s apart', () => {
  const below = (seconds: readonly number[], bound: number) => seconds.filter((it) => it <= bound).length;

  it('every arrival is found, none before he stops, most of them within a minute', () => {
    const { trips, arrived, seconds } = tryArrivals(20260303, 200);
    expect(arrived).toBe(trips);
    expect(below(seconds, -1)).toBe(0);
    expect(below(seconds, 60)).toBeGreaterThan(0.8 * trips);
    expect(below(seconds, 120)).toBeGreaterThan(0.97 * trips);
  });

  it.each(Object.entries(OTHERWISE))('nobody arrives: %s', (_, make) => {
    expect(tryTrips(20260303, 150, make).arrived).toBe(0);
  });

  it.each([
    ['any stay within 75 m', (fixes: readonly DoorFix[]) => fixes.length > 2 && fixes.slice(-3).every(isNear)],
    ['one fix is enough', (fixes: readonly DoorFix[]) => isNear(fixes.at(-1)!)],
  ])('a decision that is wrong is seen: %s', (_, decides) => {
    const decide = (_door: unknown, fixes: readonly DoorFix[]) => ({ since: fixes[0]!.at, isThere: decides(fixes) });
    const wrong = Object.values(OTHERWISE).map((make) => tryTrips(20260303, 40, make, decide).arrived);
    expect(Math.max(...wrong)).toBeGreaterThan(5);
  });

  const isNear = ({ lat, lng }: DoorFix) => Math.hypot(lat - DOOR.lat, (lng - DOOR.lng) * 0.774) * 111_195 <= 75;
});
