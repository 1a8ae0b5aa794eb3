import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import type { Member } from '#routes/candidates';
import type { Place, Stop } from '#routes/route';
import { isWithin, weighSpots, windowAt } from '#routes/spots';

const morning = new Date('2026-03-03T13:00:00Z'); // 8:00am in New York
const at = (minutes: number) => plusMinutes(morning, minutes);
const span = (from: number, to: number) => ({ from: at(from), to: at(to) });
const travel = (a: Place, b: Place) => Math.abs(a.lat - b.lat) + Math.abs(a.lng - b.lng);
const HERE = { lat: 0, lng: 0 };

function ana(busy: readonly (readonly [from: number, to: number])[], skills = ['fiber']): Member {
  const technician = { id: 'ana', name: 'Ana', skills, home: { lat: 10, lng: 0 } };
  const stops = busy.map(([from, to], n): Stop => ({
    id: `stop ${n}`,
    place: technician.home,
    stay: span(from, to),
    window: span(from, from + 60),
  }));
  return { technician, routes: [{ technician, shift: span(0, 480), breaks: [], stops }] };
}

const asked = {
  work: { skills: ['fiber'], minutes: 60, place: HERE },
  window: span(60, 120),
  travel,
  now: morning,
  zone: 'America/New_York',
  overtimeMinutes: 60,
  calls: () => 'the promise to Nora Kim',
};
const promising = { promised: asked.window, whyNotOffered: () => null };
const weighed = (member: Member, minutes: number, more: Partial<typeof promising> = {}) =>
  weighSpots(member, asked, [at(minutes)], { ...promising, ...more })[0];

it('a time within the promise fits; with less than the slack left at its end, and anywhere else, the customer is asked', () => {
  expect(weighed(ana([]), 60)).toMatchObject({ is: 'fits', window: span(60, 120) });
  expect(weighed(ana([]), 110)).toMatchObject({ is: 'fits', window: span(60, 120) });
  expect(weighed(ana([]), 115)).toMatchObject({ is: 'asks', window: span(115, 175) });
  expect(weighed(ana([]), 200)).toMatchObject({ is: 'asks', window: span(200, 260) });
});

it('what cannot be is said in words: the past, the drive, the skill, another promise, the shift, the rules', () => {
  const says = (member: Member, minutes: number, more?: object) => weighed(member, minutes, more)!.says;
  expect(says(ana([]), -5)).toEqual(['that time has passed']);
  expect(says(ana([]), 0)).toEqual(['cannot be there before 8:10am']);
  expect(says(ana([], ['tv']), 60)).toEqual(['has no fiber skill']);
  expect(says(ana([[110, 170]]), 60)).toEqual(['does not fit without breaking the promise to Nora Kim, 9:50-10:50am']);
  expect(says(ana([]), 460)).toEqual(['would finish 40 min after shift']);
  expect(says(ana([]), 200, { whyNotOffered: () => 'That time is too soon.' })).toEqual(['That time is too soon.']);
});

it('overtime is for a promise that stands, never for a new one', () => {
  const late = { ...promising, promised: span(430, 490) };
  expect(weighSpots(ana([]), { ...asked, window: late.promised }, [at(450)], late)[0]).toMatchObject({
    is: 'fits',
    says: ['would finish 30 min after shift'],
  });
  expect(weighed(ana([]), 450)).toMatchObject({ is: 'never' });
});

it('whatever his day: what fits keeps the promise, and what is free overlaps nothing he has, drives included', () => {
  const days = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 15, max: 60 })), { maxLength: 6 })
    .map((parts) => parts.map(([gap, length], n) => ({ from: n * 80 + gap, to: n * 80 + gap + length })));
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 100 }), (stays, nth) => {
      const minute = nth * 5;
      const spot = weighed(ana(stays.map(({ from, to }) => [from, to] as const)), minute)!;
      expect(spot.is === 'fits' ? isWithin(spot.at, asked.window) : true).toBe(true);
      expect(spot.is === 'asks' ? isWithin(spot.at, asked.window) : false).toBe(false);
      if (spot.is === 'asks') expect(spot.window).toEqual(windowAt(spot.at, asked.window));
      if (spot.is === 'never') return expect(spot.says).not.toEqual([]);
      for (const { from, to } of stays) {
        const isClear = minute + 60 + 10 <= from || minute + 5 >= to + 10;
        expect({ minute, from, to, isClear }).toEqual({ minute, from, to, isClear: true });
      }
    }),
  );
});
