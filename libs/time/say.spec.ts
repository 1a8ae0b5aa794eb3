import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import { sayDate, sayDay, sayHours, sayMinutes, sayRange, sayTime, sayWindow } from '#time/say';

const zone = 'America/New_York';
const at = (wall: string) => new Date(`2026-03-${wall}:00-05:00`);
const span = (from: string, to: string) => ({ from: at(`03T${from}`), to: at(`03T${to}`) });

it.each([
  ['03T08:03', '8:03am'],
  ['03T00:00', '12:00am'],
  ['03T12:00', '12:00pm'],
  ['03T23:59', '11:59pm'],
])('%s is said %s', (wall, said) => expect(sayTime(at(wall), zone)).toBe(said));

it('is said in the zone of the place', () => {
  expect(sayTime(at('03T08:03'), 'America/Chicago')).toBe('7:03am');
  expect(sayTime(at('03T08:03'), 'Asia/Kathmandu')).toBe('6:48pm');
});

it.each([
  ['08:30', '09:30', '8:30-9:30am', '8:30-9:30', '8:30-9:30'],
  ['13:00', '14:00', '1-2pm', '1-2', '1:00-2:00'],
  ['11:30', '12:30', '11:30am-12:30pm', '11:30am-12:30pm', '11:30-12:30'],
  ['12:00', '13:00', '12-1pm', '12-1', '12:00-1:00'],
  ['08:00', '09:30', '8-9:30am', '8-9:30', '8:00-9:30'],
])('%s to %s is %s, %s beside a time, %s as a range', (from, to, said, hours, range) => {
  expect(sayWindow(span(from, to), zone)).toBe(said);
  expect(sayHours(span(from, to), zone)).toBe(hours);
  expect(sayRange(span(from, to), zone)).toBe(range);
});

it('a window over midnight says both halves', () => {
  expect(sayWindow({ from: at('03T23:00'), to: at('04T01:00') }, zone)).toBe('11pm-1am');
  expect(sayWindow({ from: at('03T11:00'), to: at('04T11:00') }, zone)).toBe('11am-11am');
});

it('says the hour that comes twice as the clock shows it', () => {
  const from = new Date('2026-11-01T05:30:00Z');
  expect(sayTime(from, zone)).toBe('1:30am');
  expect(sayTime(plusMinutes(from, 60), zone)).toBe('1:30am');
});

it('skips the hour that is not there', () => {
  const before = new Date('2026-03-08T06:30:00Z');
  expect([sayTime(before, zone), sayTime(plusMinutes(before, 60), zone)]).toEqual(['1:30am', '3:30am']);
});

it.each([
  ['03T23:59', 'today'],
  ['03T00:01', 'today'],
  ['04T00:00', 'Wed'],
  ['08T12:00', 'Sun'],
  ['09T12:00', 'Mon'],
  ['10T12:00', 'Tue Mar 10'],
  ['02T12:00', 'Mon Mar 2'],
])('seen from Tuesday 3 March, %s is %s', (wall, said) => expect(sayDay(at(wall), at('03T07:42'), zone)).toBe(said));

it('counts days by the calendar, not by 24 hours', () => {
  expect(sayDay(new Date('2026-03-09T04:30:00Z'), new Date('2026-03-09T03:30:00Z'), zone)).toBe('Mon');
  expect(sayDay(new Date('2026-11-02T04:30:00Z'), new Date('2026-11-01T04:10:00Z'), zone)).toBe('today');
});

it('names a date', () => expect(sayDate(at('03T08:30'), zone)).toBe('Tue Mar 3'));

it.each([
  [0, '0 min'],
  [45, '45 min'],
  [59.4, '59 min'],
  [59.6, '1h00'],
  [125, '2h05'],
])('%d minutes is %s', (minutes, said) => expect(sayMinutes(minutes)).toBe(said));

it('is plain ASCII at every instant and place', () => {
  const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  const place = fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'America/St_Johns', 'Europe/Berlin');
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 600 }), place, (from, minutes, where) => {
      const w = { from, to: plusMinutes(from, minutes) };
      const said = [
        sayTime(from, where),
        sayWindow(w, where),
        sayHours(w, where),
        sayRange(w, where),
        sayDay(from, w.to, where),
      ];
      expect(said.join(' ')).toMatch(/^[ -~]+$/);
      expect(sayTime(from, where)).toMatch(/^(1[0-2]|[1-9]):[0-5]\d[ap]m$/);
    }),
    { seed: 4471, numRuns: 300 },
  );
});
