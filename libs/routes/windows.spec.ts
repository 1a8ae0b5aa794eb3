import fc from 'fast-check';
import { MINUTE, minutesBetween, plusMinutes } from '#time/minutes';
import { windowsAhead } from '#routes/windows';

const GRID = { opens: 480, closes: 1080, lengthMinutes: 60, everyMinutes: 30 };
const ROUND_THE_CLOCK = { opens: 0, closes: 1440, lengthMinutes: 60, everyMinutes: 30 };

/** What a clock on the wall shows, told by ICU and not by our own code. */
function wallClock(zone: string) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (t: Date) => format.format(t).replace(', ', ' ');
}

it('a working day of ten hours has nineteen windows of an hour at every half hour', () => {
  const windows = windowsAhead(new Date('2026-03-03T11:00:00Z'), 1, 'America/New_York', GRID);
  expect(windows).toHaveLength(19);
  expect(windows[0]).toEqual({ from: new Date('2026-03-03T13:00:00Z'), to: new Date('2026-03-03T14:00:00Z') });
  expect(windows.at(-1)!.to).toEqual(new Date('2026-03-03T23:00:00Z'));
});

it('a window that begins this very instant is not offered any more', () => {
  const first = (now: string) => windowsAhead(new Date(now), 1, 'America/New_York', GRID)[0]!.from.toISOString();
  expect(first('2026-03-03T14:29:59.999Z')).toBe('2026-03-03T14:30:00.000Z');
  expect(first('2026-03-03T14:30:00.000Z')).toBe('2026-03-03T15:00:00.000Z');
});

it('the first day is the one it is at the place, not in UTC', () => {
  const now = new Date('2026-03-03T13:00:00Z');
  expect(windowsAhead(now, 1, 'Asia/Kathmandu', ROUND_THE_CLOCK).at(-1)!.to).toEqual(new Date('2026-03-03T18:15:00Z'));
});

describe.each([
  ['New York, the hour from two to three is skipped', 'America/New_York', '2026-03-08', '2026-03-08 02:', 45],
  ['New York, the hour from one to two comes twice', 'America/New_York', '2026-11-01', null, 47],
  ['Lord Howe, half an hour is skipped', 'Australia/Lord_Howe', '2026-10-04', '2026-10-04 02:00', 46],
  ['Lord Howe, half an hour comes twice', 'Australia/Lord_Howe', '2026-04-05', null, 47],
])('%s', (_, zone, day, skipped, count) => {
  const said = wallClock(zone);
  const now = new Date(Date.parse(`${day}T00:00:00Z`) - 48 * 60 * MINUTE);
  const all = windowsAhead(now, 6, zone, ROUND_THE_CLOCK);
  const windows = all.filter(({ from }) => said(from).startsWith(day));

  it(`the day has ${count} windows`, () => expect(windows).toHaveLength(count));

  it('all begin at a full or half hour that is on the wall, each said once', () => {
    const begins = all.map(({ from }) => said(from));
    expect(begins.filter((text) => !/:(00|30)$/.test(text))).toEqual([]);
    expect(new Set(begins).size).toBe(all.length);
    if (skipped) expect(begins.filter((text) => text.startsWith(skipped))).toEqual([]);
  });

  it('each lasts an hour and begins after the one before', () => {
    expect(new Set(all.map(({ from, to }) => minutesBetween(from, to)))).toEqual(new Set([60]));
    for (const [i, w] of all.slice(1).entries()) expect(w.from.getTime()).toBeGreaterThan(all[i]!.from.getTime());
  });
});

it('is what a walk through all half hours finds, in every zone and season', () => {
  const zone = fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin', 'America/St_Johns', 'UTC');
  const day = fc.integer({ min: 0, max: 365 });
  fc.assert(
    fc.property(zone, day, fc.integer({ min: 0, max: 1439 }), (name, n, minute) => {
      const said = wallClock(name);
      const now = plusMinutes(new Date('2026-01-01T00:00:00Z'), n * 1440 + minute + 0.5);
      const [today, lastDay] = [said(now).slice(0, 10), said(plusMinutes(now, 1440)).slice(0, 10)];
      const expected: Date[] = [];
      const seen = new Set<string>();
      const start = Math.floor((now.getTime() - 25 * 60 * MINUTE) / (15 * MINUTE)) * 15 * MINUTE;
      for (let t = start; t < now.getTime() + 50 * 60 * MINUTE; t += 15 * MINUTE) {
        const [date, time] = said(new Date(t)).split(' ') as [string, string];
        const isOffered = (date === today || date === lastDay) && /:(00|30)$/.test(time) && time <= '23:00';
        if (isOffered && !seen.has(date + time) && t > now.getTime()) expected.push(new Date(t));
        seen.add(date + time);
      }
      const days = today === lastDay ? 1 : 2;
      expect(windowsAhead(now, days, name, ROUND_THE_CLOCK).map(({ from }) => from)).toEqual(expected);
    }),
    { seed: 4471, numRuns: 120 },
  );
});
