import { beginningOf, inOrder, knowing } from '#test/bench/eta/days/recorded-day';
import { NoDays, readDays, writeDays } from '#test/bench/eta/days/read-days';
import { simulate } from '#test/bench/eta/simulator/simulate';

const at = (hhmm: string) => `2026-03-03T${hhmm}:00Z`;
const stop = (id: string, hours: [string, string], made: Record<string, unknown> = {}) => ({
  id,
  lat: 39.3,
  lng: -76.6,
  workType: 'repair',
  plannedMinutes: 30,
  window: { from: at(hours[0]), to: at(hours[1]) },
  ...made,
});
const day = (stops: readonly object[], more: Record<string, unknown> = {}) => ({
  technician: 'maria',
  shift: { from: at('08:00'), to: at('17:00') },
  start: { lat: 39.3, lng: -76.6 },
  stops,
  ...more,
});
const made = (arrived: string, departed: string) => ({ arrived: at(arrived), departed: at(departed) });
const read = (...days: readonly object[]) => readDays(days.map((one) => JSON.stringify(one)).join('\n'));
const tapsOf = (...days: readonly object[]) =>
  read(...days).days[0]!.taps.map((tap) => `${tap.at.toISOString().slice(11, 16)} ${tap.stop} ${String(tap.says)}`);

const good = stop('a', ['08:00', '09:00'], made('08:20', '09:00'));

it.each<[string, object, string]>([
  [
    'a time without a zone',
    day([{ ...good, arrived: '2026-03-03T08:20:00' }]),
    'stops.0.arrived: must be a time in ISO',
  ],
  ['a day that is none', day([{ ...good, arrived: '2026-02-30T08:20:00Z' }]), 'stops.0.arrived: must be a time in ISO'],
  ['a window upside down', day([stop('a', ['09:00', '08:00'])]), 'stops.0.window: must end after it begins'],
  ['a latitude beyond the pole', day([{ ...good, lat: 91 }]), 'stops.0.lat: '],
  ['minutes below none', day([{ ...good, plannedMinutes: -1 }]), 'stops.0.plannedMinutes: '],
  [
    'an end before the beginning',
    day([{ ...good, ...made('09:00', '08:00') }]),
    'stops.0.departed: is before he arrived',
  ],
  ['an end without a beginning', day([{ ...good, arrived: null }]), 'stops.0.arrived: was left, but never reached'],
  ['one stop twice', day([good, good]), 'stops: names a stop twice'],
  ['no stops', day([]), 'stops: has no stops'],
  [
    'an arrival on another day',
    day([{ ...good, ...made('08:20', '09:00'), arrived: '2026-03-01T08:20:00Z' }]),
    'stops.0.arrived: is more than 24 hours',
  ],
  ['no shift', { ...day([good]), shift: undefined }, 'shift: is missing'],
])('%s is refused in words', (_, bad, why) => {
  const { days, skipped } = read(bad, day([good]));
  expect(days).toHaveLength(1);
  expect(skipped).toEqual([{ line: 1, why: expect.stringContaining(why) as string }]);
});

it('lines are counted as an editor counts them', () => {
  const text = `\uFEFF${JSON.stringify(day([good]))}\r\n\r\n{\r\n[]\r\n`;
  expect(readDays(text).skipped.map(({ line }) => line)).toEqual([3, 4]);
});

it.each(['', '\n \n', 'nonsense'])('a file with nothing to replay is refused: %j', (text) => {
  expect(() => readDays(text)).toThrow(NoDays);
});

it.each(['2026-03-03T03:20:00-05:00', '2026-03-03T03:20-0500', '2026-03-03 08:20:00z', '2026-03-03T09:20:00.000+01'])(
  '%s is a time',
  (arrived) => {
    expect(read(day([{ ...good, arrived }])).days[0]!.day.stops[0]!.arrived).toEqual(new Date(at('08:20')));
  },
);

it('unknown fields are left alone, and a number is a name', () => {
  const { days, skipped } = read(day([{ ...good, id: 7, colour: 'red' }], { van: 3, technician: 12 }));
  expect(skipped).toEqual([]);
  expect(days[0]!.day).toMatchObject({ technician: '12', stops: [{ id: '7' }] });
  expect(days[0]!.plan[0]).not.toHaveProperty('colour');
});

it('a diligent technician taps everything; nobody knows when he set out for the first', () => {
  expect(tapsOf(day([good, stop('b', ['09:00', '10:00'], made('09:30', '10:00'))]))).toEqual([
    '08:20 a arrived',
    '09:00 a done',
    '09:00 b on-my-way',
    '09:30 b arrived',
    '10:00 b done',
  ]);
});

it('an end that was not written is not tapped, and lasts as planned or until the next arrival', () => {
  const open = { ...good, departed: undefined };
  const next = stop('b', ['09:00', '10:00'], made('08:40', '10:00'));
  const { days, endsMissing } = read(day([open, next]));
  expect(tapsOf(day([open, next]))).toEqual(['08:20 a arrived', '08:40 b arrived', '10:00 b done']);
  expect(days[0]!.day.stops[0]!.departed).toEqual(new Date(at('08:40')));
  expect(read(day([open])).days[0]!.day.stops[0]!.departed).toEqual(new Date(at('08:50')));
  expect(endsMissing).toBe(1);
});

describe('the order of the plan', () => {
  const b = stop('b', ['09:00', '11:00'], made('11:00', '11:30'));
  const c = stop('c', ['10:00', '12:00'], made('09:30', '10:00'));

  it('is that of the file, whatever was made first', () => {
    expect(read(day([good, b, c])).days[0]!.plan.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(read(day([good, c, b])).days[0]!.plan.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  it('is that of the windows where the file contradicts them', () => {
    expect(read(day([c, b, good])).days[0]!.plan.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('is changed by a stop he goes past: it comes last from then on, whether he makes it later or never', () => {
    for (const passed of [b, { ...b, arrived: null, departed: null }]) {
      const { days, neverMade } = read(day([good, passed, c, stop('d', ['11:00', '13:00'], made('12:00', '12:30'))]));
      const known = knowing(days[0]!);
      expect(known(new Date(at('08:59'))).stops.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
      expect(known(new Date(at('09:00'))).stops.map(({ id }) => id)).toEqual(['a', 'c', 'd', 'b']);
      expect(neverMade).toBe(passed === b ? 0 : 1);
    }
  });
});

it('days are replayed as they began, whatever their order in the file', () => {
  const early = day([stop('x', ['06:00', '07:00'], made('06:00', '06:30'))], { technician: 'zoe' });
  const { days } = read(day([good]), early, day([good], { technician: 'anna' }));
  expect(inOrder(days).map((one) => one.day.technician)).toEqual(['zoe', 'anna', 'maria']);
  expect(beginningOf(inOrder(days)[0]!)).toEqual(new Date(at('06:00')));
});

it('what was simulated comes back from its file', () => {
  const simulated = simulate({ seed: 3, days: 2, technicians: 2 });
  const { days, skipped } = readDays(writeDays(simulated));
  expect(skipped).toEqual([]);
  expect(days.map((one) => one.day)).toEqual(simulated.map((one) => one.day));
});
