import fc from 'fast-check';
import { dayAt, wallMinutes } from '#time/zone';
import { isQuiet, tomorrow, whenAwake } from '#conversation/quiet';
import { readSpeakingHours, SPEAKING_HOURS } from '#conversation/speaking-hours';

const quiet = (now: string, zone: string, region: string | null = null) =>
  isQuiet(new Date(now), { zone, region }, SPEAKING_HOURS);
const awake = (now: string, zone: string, region: string | null = null) =>
  whenAwake(new Date(now), { zone, region }, SPEAKING_HOURS);

it.each([
  ['2026-03-03T07:59:59-05:00', 'America/New_York', true],
  ['2026-03-03T08:00:00-05:00', 'America/New_York', false],
  ['2026-03-03T20:59:59-05:00', 'America/New_York', false],
  ['2026-03-03T21:00:00-05:00', 'America/New_York', true],
  ['2026-03-03T21:00:00-05:00', 'America/Chicago', false],
  ['2026-03-08T12:00:00Z', 'America/New_York', false],
  ['2026-03-07T12:30:00Z', 'America/New_York', true],
])('%s in %s: quiet is %s', (now, zone, is) => expect(quiet(now, zone)).toBe(is));

it.each([
  ['2026-03-03T12:00:00-05:00', '2026-03-03T12:00:00-05:00'],
  ['2026-03-03T22:30:00-05:00', '2026-03-04T08:00:00-05:00'],
  ['2026-03-03T03:00:00-05:00', '2026-03-03T08:00:00-05:00'],
  ['2026-03-07T23:00:00-05:00', '2026-03-08T08:00:00-04:00'], // the short night of spring
  ['2026-10-31T23:00:00-04:00', '2026-11-01T08:00:00-05:00'], // the long one of autumn
])('what can wait at %s is said at %s', (now, then) => expect(awake(now, 'America/New_York')).toEqual(new Date(then)));

describe('by state', () => {
  it.each([
    ['in Florida the day ends at eight', 'FL', '2026-03-03T20:00:00-05:00', '2026-03-04T08:00:00-05:00'],
    ['in Connecticut it begins at nine', 'CT', '2026-03-03T08:30:00-05:00', '2026-03-03T09:00:00-05:00'],
    ['a Texan Sunday begins at noon', 'TX', '2026-03-08T10:00:00-05:00', '2026-03-08T12:00:00-05:00'],
    ['what is late on a Texan Saturday waits for that', 'TX', '2026-03-07T21:30:00-06:00', '2026-03-08T12:00:00-05:00'],
    ['elsewhere it is as everywhere', 'OH', '2026-03-03T20:30:00-05:00', '2026-03-03T20:30:00-05:00'],
  ])('%s', (_, region, now, then) => {
    const zone = region === 'TX' ? 'America/Chicago' : 'America/New_York';
    expect(awake(now, zone, region)).toEqual(new Date(then));
  });

  it('the table is changed state by state, and by Sundays', () => {
    const read = readSpeakingHours('* 9-20, ca 10-18,TX sun 13-20')!;
    expect(read.get('*')).toEqual({ days: { from: 540, to: 1200 }, sunday: { from: 540, to: 1200 } });
    expect(read.get('CA')).toEqual({ days: { from: 600, to: 1080 }, sunday: { from: 600, to: 1080 } });
    expect(read.get('TX')).toEqual({ days: { from: 540, to: 1260 }, sunday: { from: 780, to: 1200 } });
    expect(read.get('FL')).toEqual(SPEAKING_HOURS.get('FL'));
  });

  it.each(['FL', 'FL 8', 'FL 20-8', 'FL 8-25', 'FL 8-20; TX 9-21', 'Florida 8-20', '8-20'])(
    '%s cannot be read as hours',
    (text) => expect(readSpeakingHours(text)).toBeNull(),
  );
});

/** Twelve zones: whole hours, half and quarter hours, both hemispheres, none at all, and Lord Howe's half hour of DST. */
const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'Europe/Dublin',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
];

describe('in any zone, on any day of the year, both changes of the clocks among them', () => {
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  const where = fc.record({
    zone: fc.constantFrom(...ZONES),
    region: fc.constantFrom(null, ...[...SPEAKING_HOURS.keys()].filter((it) => it !== '*')),
  });
  const isAwake = (t: Date, at: { zone: string; region: string | null }) => !isQuiet(t, at, SPEAKING_HOURS);

  it('what waits is said at an hour of the day, no sooner than it was to be said, and within a day and a half', () =>
    fc.assert(
      fc.property(moment, where, (now, at) => {
        const then = whenAwake(now, at, SPEAKING_HOURS);
        expect(isAwake(then, at)).toBe(true);
        expect(then >= now).toBe(true);
        expect(then.getTime() - now.getTime()).toBeLessThan(36 * 3_600_000);
      }),
      { numRuns: 2000 },
    ));

  it('the whole time it waits is night', () =>
    fc.assert(
      fc.property(moment, where, fc.double({ min: 0, max: 0.999, noNaN: true }), (now, at, share) => {
        const then = whenAwake(now, at, SPEAKING_HOURS);
        fc.pre(then > now);
        const between = new Date(now.getTime() + share * (then.getTime() - now.getTime() - 1));
        expect(isAwake(between, at)).toBe(false);
      }),
      { numRuns: 2000 },
    ));

  it('eight is eight on the wall, whatever the clocks did in the night', () =>
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (now, zone) => {
        const at = { zone, region: null };
        fc.pre(!isAwake(now, at));
        expect(wallMinutes(whenAwake(now, at, SPEAKING_HOURS), zone)).toBe(480);
      }),
      { numRuns: 2000 },
    ));

  it('tomorrow is another day, and awake', () =>
    fc.assert(
      fc.property(moment, where, (now, at) => {
        const then = tomorrow(now, at, SPEAKING_HOURS);
        expect(dayAt(then, at.zone) > dayAt(now, at.zone)).toBe(true);
        expect(isAwake(then, at)).toBe(true);
      }),
      { numRuns: 2000 },
    ));
});
