import fc from 'fast-check';
import type { Moment } from '#conversation/reading/days';
import { type When, whenSaid } from '#conversation/reading/when';

/** Tuesday 3 March 2026, 8:05 in the morning in Chicago. */
const MOMENT: Moment = { now: new Date('2026-03-03T14:05:00Z'), zone: 'America/Chicago' };
const when = (text: string) => whenSaid(text, MOMENT).when;

describe('days', () => {
  it.each([
    ['today', '2026-03-03'],
    ['tomorrow', '2026-03-04'],
    ['tmrw', '2026-03-04'],
    ['mañana', '2026-03-04'],
    ['pasado mañana', '2026-03-05'],
    ['day after tomorrow', '2026-03-05'],
    ['friday', '2026-03-06'],
    ['fri', '2026-03-06'],
    ['el viernes', '2026-03-06'],
    ['this friday', '2026-03-06'],
    ['tuesday', '2026-03-10'],
    ['next tuesday', '2026-03-10'],
    ['next friday', '2026-03-13'],
    ['el viernes que viene', '2026-03-13'],
    ['march 12', '2026-03-12'],
    ['Mar 12th', '2026-03-12'],
    ['12 de marzo', '2026-03-12'],
    ['3/12', '2026-03-12'],
    ['the 15th', '2026-03-15'],
    ['on the 2nd', '2026-04-02'],
    ['january 4', '2027-01-04'],
    ['in 3 days', '2026-03-06'],
    ['en dos dias', '2026-03-05'],
    ['a week from today', '2026-03-10'],
    ['next week', '2026-03-09/2026-03-15'],
    ['la proxima semana', '2026-03-09/2026-03-15'],
    ['this weekend', '2026-03-07/2026-03-08'],
    ['next month', '2026-04-01/2026-04-30'],
    ['la semana que entra', '2026-03-09/2026-03-15'],
    ['two weeks from today', '2026-03-17'],
    ['a fortnight from now', '2026-03-17'],
    ['first week of april', '2026-04-01/2026-04-07'],
    ['the last week of march', '2026-03-25/2026-03-31'],
    ['the last week of february', '2027-02-22/2027-02-28'],
    ['halloween', '2026-10-31'],
    ['4th of july', '2026-07-04'],
    ['put it off until friday', '2026-03-06'],
    ['after friday', undefined],
    ['anytime but monday', undefined],
    ['thursday or friday', '2026-03-05,2026-03-06'],
    ['not wednesday', undefined],
    ['any day but friday', undefined],
    ['hoy no puedo', undefined],
    ['from tomorrow to thursday', '2026-03-05'],
    ['thursday instead of tomorrow', '2026-03-05'],
    ['the second one', undefined],
    ['31/31', undefined],
    ['sun is in my eyes all the time', undefined],
  ])('%s', (text, day) => expect(when(text).day).toBe(day));
});

describe('times', () => {
  it.each<[string, When]>([
    ['at 2', { at: '14:00' }],
    ['at 9', { at: '09:00' }],
    ['at 12', { at: '12:00' }],
    ['2pm', { at: '14:00' }],
    ['10:30', { at: '10:30' }],
    ['16:30', { at: '16:30' }],
    ['17h', { at: '17:00' }],
    ['4ish', { at: '16:00' }],
    ['around noon', { at: '12:00' }],
    ['half past 2', { at: '14:30' }],
    ['quarter to 4', { at: '15:45' }],
    ['at 7 in the evening', { at: '19:00', part: 'evening' }],
    ['a las 4 de la tarde', { at: '16:00', part: 'afternoon' }],
    ['a las 10 y media', { at: '10:30' }],
    ['after 3', { after: '15:00' }],
    ['después de las 3', { after: '15:00' }],
    ['not before 10', { after: '10:00' }],
    ['before noon', { before: '12:00' }],
    ['by 5', { before: '17:00' }],
    ['between 9 and 12', { after: '09:00', before: '12:00' }],
    ['entre las 9 y las 12', { after: '09:00', before: '12:00' }],
    ['8-10am', { after: '08:00', before: '10:00' }],
    ['11-1pm', { after: '11:00', before: '13:00' }],
    ['5-7', { after: '17:00', before: '19:00' }],
    ['la de las 10', { at: '10:00' }],
    ['from 2 to 4', { after: '14:00', before: '16:00' }],
    ['in the morning', { part: 'morning' }],
    ['mañana por la tarde', { day: '2026-03-04', part: 'afternoon' }],
    ['tonight', { day: '2026-03-03', part: 'evening' }],
    ['tomorrow at 10 instead of 1', { day: '2026-03-04', at: '10:00' }],
    ['i have 2 dogs', {}],
    ['my unit is 4', {}],
    ['10 minutes', {}],
    ['i am here', {}],
  ])('%s', (text, said) => expect(when(text)).toEqual(said));
});

it('a day is the one of the zone, not of the clock of the server', () => {
  const late = new Date('2026-03-04T05:30:00Z');
  expect(whenSaid('tomorrow', { now: late, zone: 'America/Chicago' }).when.day).toBe('2026-03-04');
  expect(whenSaid('tomorrow', { now: late, zone: 'Europe/Madrid' }).when.day).toBe('2026-03-05');
});

it('whatever is written, a time is one that a calendar and a clock have', () => {
  const word = fc.constantFrom(
    ...'at after before between and to from - next this the on in not tomorrow friday march sat weekend week 3 12 31 10:30 99 3/14 15th 2pm noon half past quarter manana a las de la tarde y media instead of or'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const { day, at, after, before } = when(words.join(' '));
      for (const time of [at, after, before])
        if (time !== undefined) expect(time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
      for (const one of day?.split(/[,/]/) ?? [])
        expect(new Date(`${one}T00:00:00Z`).toISOString().slice(0, 10)).toBe(one);
    }),
    { seed: 4471, numRuns: 1000 },
  );
});
