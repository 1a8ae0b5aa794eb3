import { isQuiet, whenAwake } from '#conversation/quiet';

it.each([
  ['2026-03-03T07:59:59-05:00', 'America/New_York', true],
  ['2026-03-03T08:00:00-05:00', 'America/New_York', false],
  ['2026-03-03T20:59:59-05:00', 'America/New_York', false],
  ['2026-03-03T21:00:00-05:00', 'America/New_York', true],
  ['2026-03-03T21:00:00-05:00', 'America/Chicago', false],
  ['2026-03-08T12:00:00Z', 'America/New_York', false],
  ['2026-03-07T12:30:00Z', 'America/New_York', true],
])('%s in %s: quiet is %s', (now, zone, quiet) => expect(isQuiet(new Date(now), zone)).toBe(quiet));

it.each([
  ['2026-03-03T12:00:00-05:00', '2026-03-03T12:00:00-05:00'],
  ['2026-03-03T22:30:00-05:00', '2026-03-04T08:00:00-05:00'],
  ['2026-03-03T03:00:00-05:00', '2026-03-03T08:00:00-05:00'],
  ['2026-03-07T23:00:00-05:00', '2026-03-08T08:00:00-04:00'], // the short night of spring
  ['2026-10-31T23:00:00-04:00', '2026-11-01T08:00:00-05:00'], // the long one of autumn
])('what can wait at %s is said at %s', (now, awake) =>
  expect(whenAwake(new Date(now), 'America/New_York')).toEqual(new Date(awake)),
);
