import { isQuiet } from '#conversation/quiet';

it.each([
  ['2026-03-03T07:59:59-05:00', 'America/New_York', true],
  ['2026-03-03T08:00:00-05:00', 'America/New_York', false],
  ['2026-03-03T20:59:59-05:00', 'America/New_York', false],
  ['2026-03-03T21:00:00-05:00', 'America/New_York', true],
  ['2026-03-03T21:00:00-05:00', 'America/Chicago', false],
  ['2026-03-08T12:00:00Z', 'America/New_York', false],
  ['2026-03-07T12:30:00Z', 'America/New_York', true],
])('%s in %s: quiet is %s', (now, zone, quiet) => expect(isQuiet(new Date(now), zone)).toBe(quiet));
