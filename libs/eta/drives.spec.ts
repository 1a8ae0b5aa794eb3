import { type DrivenLeg, type DrivesLearned, learnDrives, NO_DRIVES } from '#eta/drives';
import { seeded } from '#carriers/loopback/seeded';

/** The usual minutes of a drive that begins in this hour. */
const usualMinutes = (learned: DrivesLearned, predictedMinutes: number, hourOfWeek: number) =>
  predictedMinutes <= 0 ? 0 : learned.doorMinutes + predictedMinutes * learned.paces[hourOfWeek]!;

const leg = (predictedMinutes: number, minutes: number, more: Partial<DrivenLeg> = {}): DrivenLeg => ({
  predictedMinutes,
  minutes,
  hourOfWeek: 10,
  turnMinutes: null,
  daysAgo: 0,
  ...more,
});
const TUESDAY = 24;

/** Drives of all lengths, driven as `truth` has it, a tenth either way. */
function legs(n: number, truth: (roads: number, hour: number) => number, hours: readonly number[] = [10]): DrivenLeg[] {
  const random = seeded(4471);
  return Array.from({ length: n }, () => {
    const roads = 4 + 36 * random();
    const hourOfWeek = hours[Math.floor(random() * hours.length)]!;
    return leg(roads, truth(roads, hourOfWeek) * Math.exp(0.2 * (random() - 0.5)), { hourOfWeek });
  });
}
const WORKDAYS = Array.from({ length: 50 }, (_, i) => 24 * Math.floor(i / 10) + 8 + (i % 10));

describe('with nothing driven', () => {
  it('the roads are believed as they are', () => {
    expect(learnDrives([])).toEqual(NO_DRIVES);
    expect(learnDrives([leg(0, 10), leg(10, 0)])).toEqual(NO_DRIVES);
    expect(usualMinutes(NO_DRIVES, 17, 10)).toBe(17);
  });

  it('where the road is nothing, so is the drive', () =>
    expect(usualMinutes(learnDrives(legs(200, (m) => 5 + m)), 0, 10)).toBe(0));
});

describe('the minutes of every drive no road network knows of', () => {
  it.each([
    [0, 1],
    [6, 1],
    [3, 1.4],
    [8, 0.8],
  ])('%d to the van and the door and a pace of %d are told apart', (door, pace) => {
    const learned = learnDrives(legs(400, (m) => door + pace * m));
    expect(Math.abs(learned.doorMinutes - door)).toBeLessThan(1);
    expect(Math.abs(learned.paces[10]! - pace)).toBeLessThan(0.06);
    for (const roads of [5, 15, 35])
      expect(Math.abs(usualMinutes(learned, roads, 10) / (door + pace * roads) - 1)).toBeLessThan(0.05);
    expect(learned.from).toBe(400);
  });

  it('are never less than none and never more than a quarter of an hour', () => {
    expect(learnDrives(legs(300, (m) => 0.7 * m)).doorMinutes).toBeLessThan(1);
    expect(learnDrives(legs(300, (m) => 40 + m)).doorMinutes).toBe(15);
  });

  it('one drive says little', () => {
    const learned = learnDrives([leg(10, 40)]);
    expect(usualMinutes(learned, 10, 10)).toBeLessThan(15);
    expect(learned.paces[10 + TUESDAY]).toBeLessThan(1.2);
  });
});

describe('the hours', () => {
  const RUSH = [8, 17];
  const isRush = (hour: number) => RUSH.includes(hour % 24);
  const learned = learnDrives(legs(1500, (m, hour) => 3 + (isRush(hour) ? 1.6 : 1) * m, WORKDAYS));
  const pace = (hour: number) => learned.paces[hour]!;

  it('of the rush are found, every day of the week, and the others are not', () => {
    for (const day of [0, 24, 48, 72, 96]) {
      expect(pace(day + 8)).toBeGreaterThan(1.25);
      expect(pace(day + 17)).toBeGreaterThan(1.25);
      expect(Math.abs(pace(day + 12) - 1)).toBeLessThan(0.1);
    }
  });

  it('of one day only are found there', () => {
    const fridays = learnDrives(legs(3000, (m, hour) => (hour === 4 * 24 + 14 ? 2 : 1) * m, WORKDAYS));
    expect(fridays.paces[4 * 24 + 14]).toBeGreaterThan(1.5);
    expect(fridays.paces[3 * 24 + 14]).toBeLessThan(1.15);
  });

  it('nobody drove in have the pace of the same hour on other days, and nights that of all', () => {
    expect(pace(6 * 24 + 8) / pace(8)).toBeGreaterThan(0.75);
    expect(pace(6 * 24 + 8)).toBeGreaterThan(1.15);
    const night = pace(2 * 24 + 3);
    expect(night).toBeGreaterThan(0.95);
    expect(night).toBeLessThan(1.25);
  });

  it('lend to the hours beside them: traffic does not know where one ends', () => {
    const { paces } = learnDrives([...legs(300, (m) => 2 * m, [8]), ...legs(300, (m) => m, [13])]);
    expect(paces[7]).toBeGreaterThan(1.7);
    expect(paces[9]).toBeGreaterThan(1.7);
    expect(paces[14]).toBeLessThan(1.3);
  });

  it('with a single drive stay near the others', () => {
    const thin = learnDrives([...legs(400, (m) => m), leg(20, 60, { hourOfWeek: 6 * 24 + 3 })]);
    expect(thin.paces[6 * 24 + 3]).toBeLessThan(1.2);
  });

  it('are never more than three times as slow or twice as fast', () => {
    expect(Math.max(...learnDrives(legs(500, (m) => 9 * m)).paces)).toBeLessThanOrEqual(3);
    expect(Math.min(...learnDrives(legs(500, (m) => 0.1 * m)).paces)).toBeGreaterThanOrEqual(0.5);
  });
});

describe('a lunch on the way', () => {
  const plain = legs(300, (m) => 4 + m);
  const withLunch = plain.map((d, i) => (i % 15 ? d : { ...d, minutes: d.minutes + 45 }));

  it('of every fifteenth moves the usual drive by little and widens none', () => {
    const [before, after] = [learnDrives(plain), learnDrives(withLunch)];
    expect(Math.abs(usualMinutes(after, 15, 10) / usualMinutes(before, 15, 10) - 1)).toBeLessThan(0.08);
    expect(after.spread / before.spread).toBeLessThan(1.35);
    expect(before.spread).toBeLessThan(0.15);
  });
});

it('how much they vary is seen, once there are enough of them', () => {
  expect(learnDrives(legs(400, (m) => 2 + m)).spread).toBeLessThan(0.12);
  expect(learnDrives(legs(2, (m) => 2 + m)).spread).toBeGreaterThan(0.28);
});

it('the roads of this month count more than those of half a year ago', () => {
  const then = legs(200, (m) => 2 * m).map((d) => ({ ...d, daysAgo: 175 }));
  const now = legs(200, (m) => m).map((d) => ({ ...d, daysAgo: 2 }));
  expect(usualMinutes(learnDrives([...then, ...now]), 20, 10)).toBeLessThan(24);
  expect(usualMinutes(learnDrives(then), 20, 10)).toBeGreaterThan(30);
});

describe('the minutes before setting out', () => {
  const turning = (turnMinutes: number | null, hour: number, n: number) =>
    Array.from({ length: n }, (_, i) => leg(10, 10, { turnMinutes, hourOfWeek: hour + 24 * (i % 5) }));
  const { turns } = learnDrives([...turning(5, 9, 100), ...turning(40, 12, 100), ...turning(5, 15, 100)]);

  it('are longer at noon', () => {
    expect(turns[12]).toBeGreaterThan(33);
    expect(turns[9]).toBeLessThan(8);
    expect(turns[15]).toBeLessThan(8);
  });

  it('of a visitless hour are those of all', () => {
    expect(turns[20]).toBeGreaterThan(10);
    expect(turns[20]).toBeLessThan(20);
  });

  it('nobody tells of are none, and a meeting is no lunch', () => {
    expect(learnDrives(turning(null, 9, 100)).turns).toEqual(Array(24).fill(0));
    expect(learnDrives(turning(200, 9, 100)).turns[9]).toBeLessThanOrEqual(60);
    expect(Math.min(...learnDrives(turning(-20, 9, 100)).turns)).toBe(0);
  });

  it('told once are hardly believed', () => expect(learnDrives(turning(60, 9, 1)).turns[9]).toBeLessThan(12));
});
