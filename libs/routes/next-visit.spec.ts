import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import { collide } from '#routes/choices';
import { chooseNext } from '#routes/next-visit';
import type { Slot } from '#routes/slot-search';

const START = new Date('2026-03-03T13:00:00Z');
const slot = (technicianId: string, hours: number): Slot => {
  const from = plusMinutes(START, hours * 60);
  const window = { from, to: plusMinutes(from, 60) };
  return { technicianId, window, stay: window, detourMinutes: 0 };
};
const said = (slots: readonly Slot[]) =>
  slots.map((s) => `${s.technicianId} ${(s.window.from.getTime() - START.getTime()) / 3_600_000}`);
const wish = { technicianId: 'maria', most: 3 };

it.each([
  [
    'his own first, and somebody sooner',
    [slot('sam', 1), slot('maria', 24), slot('sam', 25), slot('maria', 26)],
    ['sam 1', 'maria 24', 'maria 26'],
  ],
  ['his own soonest', [slot('maria', 1), slot('sam', 2), slot('maria', 5)], ['maria 1', 'sam 2', 'maria 5']],
  ['he lacks the skill', [slot('sam', 1), slot('lena', 1.5), slot('lena', 3)], ['sam 1', 'lena 3']],
  ['nothing at all', [], []],
])('%s', (_, found, chosen) => expect(said(chooseNext(found, wish))).toEqual(chosen));

it('never more than asked for, never two that collide, never without him when he can', () => {
  const some = fc.array(
    fc.tuple(fc.constantFrom('maria', 'sam', 'lena'), fc.nat(96)).map(([who, half]) => slot(who, half / 2)),
  );
  fc.assert(
    fc.property(some, (found) => {
      const chosen = chooseNext(found, wish);
      expect(chosen.length).toBeLessThanOrEqual(3);
      for (const [i, a] of chosen.entries()) for (const b of chosen.slice(i + 1)) expect(collide(a, b)).toBe(false);
      if (found.some(({ technicianId }) => technicianId === 'maria'))
        expect(chosen.some(({ technicianId }) => technicianId === 'maria')).toBe(true);
      expect(chosen.length > 0).toBe(found.length > 0);
    }),
    { seed: 4471 },
  );
});
