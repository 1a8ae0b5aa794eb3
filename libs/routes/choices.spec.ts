import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import { overlaps } from '#time/window';
import { dayAt } from '#time/zone';
import { choose } from '#routes/choices';
import type { Slot } from '#routes/slot-search';

const zone = 'America/New_York';
const now = new Date('2026-03-03T13:02:00Z');
const slot = (technicianId: string, hours: number, length = 60): Slot => {
  const from = plusMinutes(new Date('2026-03-03T13:00:00Z'), hours * 60);
  return {
    technicianId,
    window: { from, to: plusMinutes(from, length) },
    stay: { from, to: plusMinutes(from, 60) },
    detourMinutes: 0,
  };
};
const said = (slots: readonly Slot[]) =>
  slots.map((s) => `${s.technicianId} ${(s.window.from.getTime() - Date.parse('2026-03-03T13:00:00Z')) / 3_600_000}`);
const wish = { technicianId: 'maria', now, zone, most: 3 };

it.each([
  [
    'the morning almost right: another today, his own today, his own tomorrow',
    [slot('sam', 1.5), slot('maria', 5), slot('sam', 6), slot('sam', 24), slot('maria', 24.5)],
    ['sam 1.5', 'maria 5', 'maria 24.5'],
  ],
  [
    'his own sooner than another',
    [slot('maria', 2), slot('sam', 5), slot('maria', 25)],
    ['maria 2', 'sam 5', 'maria 25'],
  ],
  ['nobody else today', [slot('maria', 5), slot('maria', 7), slot('sam', 24)], ['maria 5', 'maria 7', 'sam 24']],
  ['nothing today', [slot('sam', 24), slot('sam', 26), slot('maria', 48)], ['sam 24', 'sam 26', 'maria 48']],
  ['the same hour twice', [slot('sam', 2), slot('maria', 2), slot('maria', 2.5)], ['sam 2']],
  ['back to back', [slot('sam', 2), slot('sam', 3), slot('sam', 4), slot('sam', 5)], ['sam 2', 'sam 3', 'sam 4']],
  ['nothing at all', [], []],
])('%s', (_, found, chosen) => expect(said(choose(found, wish))).toEqual(chosen));

it('the window he was promised comes first when somebody else can keep it, sooner ones or not', () => {
  const found = [slot('sam', 0.5), slot('ana', 1.5), slot('maria', 5)];
  const promised = slot('maria', 1.5).window;
  expect(said(choose(found, { ...wish, promised, most: 2 }))).toEqual(['ana 1.5', 'maria 5']);
});

it('one technician is not chosen for two windows whose stays in them overlap', () => {
  const late = { ...slot('sam', 2), stay: { from: plusMinutes(now, 160), to: plusMinutes(now, 220) } };
  expect(said(choose([late, slot('sam', 3), slot('ana', 3.5)], wish))).toEqual(['sam 2', 'ana 3.5']);
});

it('an evening slot past midnight UTC is still today where the customer lives', () => {
  expect(said(choose([slot('sam', 12), slot('maria', 12.5, 30)], { ...wish, most: 1 }))).toEqual(['sam 12']);
  expect(said(choose([slot('sam', 14), slot('maria', 12, 30)], { ...wish, zone: 'UTC', most: 1 }))).toEqual([
    'maria 12',
  ]);
});

const anySlot = fc
  .tuple(fc.constantFrom('maria', 'sam', 'ana'), fc.integer({ min: 1, max: 140 }))
  .map(([technicianId, half]) => slot(technicianId, half / 2));
const anyWish = fc.record({
  technicianId: fc.constantFrom('maria', null),
  now: fc.constant(now),
  zone: fc.constantFrom(zone, 'UTC', 'Australia/Lord_Howe'),
  most: fc.integer({ min: 0, max: 5 }),
});
const runs = { seed: 4471, numRuns: 1000 };

describe('whatever was found', () => {
  it('what is chosen was found, in order, at no two overlapping times, and no more than asked for', () => {
    fc.assert(
      fc.property(fc.array(anySlot, { maxLength: 40 }), anyWish, (found, asked) => {
        const chosen = choose(found, asked);
        expect(chosen.length).toBeLessThanOrEqual(asked.most);
        expect(chosen.every((c) => found.includes(c))).toBe(true);
        for (const [i, c] of chosen.slice(1).entries()) {
          expect(c.window.from.getTime()).toBeGreaterThan(chosen[i]!.window.from.getTime());
          expect(overlaps(c.window, chosen[i]!.window)).toBe(false);
        }
      }),
      runs,
    );
  });

  it('the list is full unless every other slot would overlap one of it', () => {
    fc.assert(
      fc.property(fc.array(anySlot, { maxLength: 40 }), anyWish, (found, asked) => {
        const chosen = choose(found, asked);
        const left = found.filter((s) => !chosen.some((c) => overlaps(c.window, s.window)));
        expect(chosen.length === asked.most || left.length === 0).toBe(true);
      }),
      runs,
    );
  });

  it('with room for two, the soonest of all is among them or meets one of them', () => {
    fc.assert(
      fc.property(fc.array(anySlot, { minLength: 1, maxLength: 40 }), anyWish, (found, asked) => {
        const chosen = choose(found, { ...asked, most: Math.max(2, asked.most) });
        const soonest = found.reduce((a, b) => (b.window.from < a.window.from ? b : a));
        expect(chosen.some((c) => overlaps(c.window, soonest.window))).toBe(true);
      }),
      runs,
    );
  });

  it('with room for three, somebody else today is among them whenever there is one', () => {
    fc.assert(
      fc.property(fc.array(anySlot, { maxLength: 40 }), anyWish, (found, asked) => {
        const another = (s: Slot) =>
          s.technicianId !== asked.technicianId && dayAt(s.window.from, asked.zone) === dayAt(now, asked.zone);
        const chosen = choose(found, { ...asked, most: 3 });
        expect(chosen.some(another)).toBe(found.some(another));
      }),
      runs,
    );
  });
});
