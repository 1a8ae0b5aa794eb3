import { writeDate, writeDay, writeZone } from '#time/write';

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

it('a zone is called by its name, which changes with the clocks', () => {
  expect(writeZone(now, NEW_YORK, 'en')).toBe('Eastern Standard Time');
  expect(writeZone(new Date('2026-07-01T12:00:00Z'), 'America/Chicago', 'en')).toBe('Central Daylight Time');
  expect(writeZone(now, NEW_YORK, 'es')).toBe('hora estándar oriental');
});
