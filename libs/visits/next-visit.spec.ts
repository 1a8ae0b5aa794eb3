import { canBePlanned, sayNeeds } from '#visits/next-visit';

it('a part whose day is known, a skill, an absence and more time can be planned for at once', () => {
  expect(canBePlanned({ why: 'part', part: 'ONT', from: '2026-03-05' })).toBe(true);
  expect(canBePlanned({ why: 'skill', skill: 'heating' })).toBe(true);
  expect(canBePlanned({ why: 'absent' })).toBe(true);
  expect(canBePlanned({ why: 'time', minutes: 90 })).toBe(true);
});

it('a part nobody knows the day of, and danger, go to a person first', () => {
  expect(canBePlanned({ why: 'part', part: 'ONT' })).toBe(false);
  expect(canBePlanned({ why: 'unsafe' })).toBe(false);
});

it.each([
  [{ why: 'part', part: 'ONT', from: '2026-03-05' }, 'a part is needed: ONT, to be had from Thu Mar 5'],
  [{ why: 'part', part: 'ONT' }, 'a part is needed: ONT, nobody knows yet from when'],
  [{ why: 'skill', skill: 'heating' }, 'another skill is needed: heating'],
  [{ why: 'absent' }, 'nobody was there'],
] as const)('%j is said as it is', (needs, said) => expect(sayNeeds(needs)).toBe(said));
