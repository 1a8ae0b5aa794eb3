import { writeDate, writeDay, writeHour, writeMoment, writeZone } from '#time/write';

const NEW_YORK = 'America/New_York';
const now = new Date('2026-03-03T12:00:00Z');
const on = (day: string) => new Date(`${day}T14:00:00Z`);

it.each([
  ['2026-03-03', 'Today, Tue Mar 3', 'Hoy, martes 3 de marzo'],
  ['2026-03-04', 'Tomorrow, Wed Mar 4', 'Mañana, miércoles 4 de marzo'],
  ['2026-03-07', 'Sat Mar 7', 'Sábado 7 de marzo'],
  ['2026-03-02', 'Mon Mar 2', 'Lunes 2 de marzo'],
])('%s is written as %s and as %s', (day, en, es) => {
  expect([writeDay(on(day), now, NEW_YORK, 'en'), writeDay(on(day), now, NEW_YORK, 'es')]).toEqual([en, es]);
});

it('a day is that of the place, also in the hour the clocks are changed', () => {
  const late = new Date('2026-03-08T03:30:00Z');
  expect(writeDate(late, NEW_YORK, 'es')).toBe('sábado 7 de marzo');
  expect(writeDay(new Date('2026-03-08T14:00:00Z'), late, NEW_YORK, 'en')).toBe('Tomorrow, Sun Mar 8');
});

it.each([
  ['2026-03-03T13:22:00Z', '8:22am', 'las 8:22am'],
  ['2026-03-03T18:00:00Z', '1:00pm', 'la 1:00pm'],
  ['2026-03-03T18:05:00Z', '1:05pm', 'la 1:05pm'],
  ['2026-03-03T15:00:00Z', '10:00am', 'las 10:00am'],
])('the hour of %s stands in a sentence as %s and as %s', (t, en, es) => {
  expect([writeHour(new Date(t), NEW_YORK, 'en'), writeHour(new Date(t), NEW_YORK, 'es')]).toEqual([en, es]);
});

it('a moment of another day says the day', () => {
  const said = (t: string) =>
    (['en', 'es'] as const).map((language) => writeMoment(new Date(t), now, NEW_YORK, language));
  expect(said('2026-03-03T18:05:00Z')).toEqual(['1:05pm', 'la 1:05pm']);
  expect(said('2026-03-04T13:22:00Z')).toEqual(['8:22am on Wed Mar 4', 'las 8:22am del miércoles 4 de marzo']);
  expect(said('2026-03-04T04:59:00Z')).toEqual(['11:59pm', 'las 11:59pm']);
});

it('a zone is called by its name, which changes with the clocks', () => {
  expect(writeZone(now, NEW_YORK, 'en')).toBe('Eastern Standard Time');
  expect(writeZone(new Date('2026-07-01T12:00:00Z'), 'America/Chicago', 'en')).toBe('Central Daylight Time');
  expect(writeZone(now, NEW_YORK, 'es')).toBe('hora estándar oriental');
});
