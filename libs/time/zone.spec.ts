import fc from 'fast-check';
import { minutesBetween } from '#time/minutes';
import {
  dayAt,
  daysBetween,
  daySpan,
  hourOfWeek,
  hoursOfWeekBetween,
  instantOf,
  isZone,
  plusDays,
  startOfDay,
  wallMinutes,
} from '#time/zone';

const runs = { seed: 4471, numRuns: 1000 };
const ZONES = [
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/Santiago',
  'Europe/Berlin',
  'UTC',
];

it('knows zones by their IANA names', () => {
  expect(isZone('Australia/Lord_Howe')).toBe(true);
  expect(isZone('Middle/Earth')).toBe(false);
});

it('the day depends on where it is asked', () => {
  const t = new Date('2026-03-03T02:00:00Z');
  expect(dayAt(t, 'America/New_York')).toBe('2026-03-02');
  expect(dayAt(t, 'Australia/Lord_Howe')).toBe('2026-03-03');
});

it.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-03-08', 1, '2026-03-09'],
  ['2026-01-01', -1, '2025-12-31'],
])('%s and %i days is %s', (day, days, expected) => expect(plusDays(day, days)).toBe(expected));

describe('New York', () => {
  const zone = 'America/New_York';

  it('half past eight is the same on the wall in winter and in summer, and not the same instant', () => {
    expect(instantOf('2026-03-07', 510, zone)).toEqual(new Date('2026-03-07T13:30:00Z'));
    expect(instantOf('2026-03-08', 510, zone)).toEqual(new Date('2026-03-08T12:30:00Z'));
    expect(wallMinutes(new Date('2026-03-08T12:30:00Z'), zone)).toBe(510);
  });

  it('the hour from two to three does not exist on 8 March 2026', () => {
    expect(instantOf('2026-03-08', 119, zone)).toEqual(new Date('2026-03-08T06:59:00Z'));
    for (const minute of [120, 150, 179]) expect(instantOf('2026-03-08', minute, zone)).toBeNull();
    expect(instantOf('2026-03-08', 180, zone)).toEqual(new Date('2026-03-08T07:00:00Z'));
  });

  it('the hour from one to two comes twice on 1 November 2026, and the first is meant', () => {
    expect(instantOf('2026-11-01', 90, zone)).toEqual(new Date('2026-11-01T05:30:00Z'));
    expect(wallMinutes(new Date('2026-11-01T06:30:00Z'), zone)).toBe(90);
    expect(instantOf('2026-11-01', 120, zone)).toEqual(new Date('2026-11-01T07:00:00Z'));
  });

  it('days have 23, 24 and 25 hours', () => {
    const hours = (day: string) => minutesBetween(startOfDay(day, zone), startOfDay(plusDays(day, 1), zone)) / 60;
    expect(['2026-03-08', '2026-03-09', '2026-11-01'].map(hours)).toEqual([23, 24, 25]);
  });
});

describe('Lord Howe, where summer is half an hour', () => {
  const zone = 'Australia/Lord_Howe';

  it('half an hour does not exist on 4 October 2026', () => {
    expect(instantOf('2026-10-04', 119, zone)).toEqual(new Date('2026-10-03T15:29:00Z'));
    expect(instantOf('2026-10-04', 120, zone)).toBeNull();
    expect(instantOf('2026-10-04', 149, zone)).toBeNull();
    expect(instantOf('2026-10-04', 150, zone)).toEqual(new Date('2026-10-03T15:30:00Z'));
  });

  it('half an hour comes twice on 5 April 2026, and the first is meant', () => {
    expect(instantOf('2026-04-05', 100, zone)).toEqual(new Date('2026-04-04T14:40:00Z'));
    expect(wallMinutes(new Date('2026-04-04T15:10:00Z'), zone)).toBe(100);
  });
});

it('a day without a midnight starts at its first moment', () => {
  expect(startOfDay('2026-09-06', 'America/Santiago')).toEqual(new Date('2026-09-06T04:00:00Z'));
  expect(wallMinutes(startOfDay('2026-09-06', 'America/Santiago'), 'America/Santiago')).toBe(60);
});

it('a wall time that exists is shown by the clock at the instant given for it, and by none before', () => {
  const day = fc.integer({ min: 0, max: 6 * 365 }).map((days) => plusDays('2024-01-01', days));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...ZONES), (on, minutes, zone) => {
      const instant = instantOf(on, minutes, zone);
      if (!instant) return;
      expect([dayAt(instant, zone), wallMinutes(instant, zone)]).toEqual([on, minutes]);
      for (const back of [30, 60]) {
        const before = new Date(instant.getTime() - back * 60_000);
        expect([dayAt(before, zone), wallMinutes(before, zone)]).not.toEqual([on, minutes]);
      }
    }),
    runs,
  );
});

it('every instant on a whole minute is found again, or its twin half an hour or an hour before it', () => {
  const instant = fc
    .integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 })
    .map((m) => new Date(m * 60_000));
  fc.assert(
    fc.property(instant, fc.constantFrom(...ZONES), (t, zone) => {
      const found = instantOf(dayAt(t, zone), wallMinutes(t, zone), zone);
      expect(found).not.toBeNull();
      expect([0, 30, 60]).toContain(minutesBetween(found!, t));
    }),
    runs,
  );
});

it('the hours of the week of many days are those of each moment', () => {
  const from = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), from, fc.integer({ min: 0, max: 20 }), (zone, start, days) => {
      const end = new Date(start.getTime() + days * 86_400_000);
      const hourAt = hoursOfWeekBetween(start, end, zone);
      for (let t = start.getTime(); t <= end.getTime(); t += 37 * 60_000)
        expect(hourAt(t)).toBe(hourOfWeek(new Date(t), zone));
    }),
    { ...runs, numRuns: 60 },
  );
});

it('and so they are on the days on which the clock is changed', () => {
  for (const zone of ZONES)
    for (const day of [
      '2026-03-07',
      '2026-03-28',
      '2026-04-04',
      '2026-10-03',
      '2026-10-24',
      '2026-10-31',
      '2026-09-05',
    ]) {
      const start = startOfDay(day, zone);
      const end = startOfDay(plusDays(day, 3), zone);
      const hourAt = hoursOfWeekBetween(start, end, zone);
      for (let t = start.getTime(); t < end.getTime(); t += 5 * 60_000)
        expect(hourAt(t)).toBe(hourOfWeek(new Date(t), zone));
    }
});

it('a local day is as long as its clocks say, and days are counted across their changes', () => {
  const zone = 'America/New_York';
  const hours = ['2026-03-07', '2026-03-08', '2026-11-01'].map((day) => {
    const { from, to } = daySpan(day, zone);
    return minutesBetween(from, to) / 60;
  });
  expect(hours).toEqual([24, 23, 25]);
  expect(daysBetween('2026-03-07', '2026-03-10')).toBe(3);
  expect(daysBetween('2026-11-03', '2026-10-30')).toBe(-4);
});
