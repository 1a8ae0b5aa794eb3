import fc from 'fast-check';
import { isToBeSure, type MenuSeen, READING_SECONDS } from '#visits/prompt';

const digit = fc.constantFrom('0', '1', '2', '3', '4', '9');
const means = fc.dictionary(digit, fc.constantFrom('keep', 'person', 'Maria Wed 8', 'Sam today 9', 'cancel'));
const told = new Date('2026-03-03T13:00:00Z');
const later = (seconds: number) => new Date(told.getTime() + seconds * 1000);
const menu = (from: Partial<MenuSeen>): MenuSeen => ({ means: {}, toldAt: told, toBeSure: null, ...from });

it('a digit acts at once, unless it came within ten seconds of a menu in which it means something else than before', () => {
  fc.assert(
    fc.property(digit, means, means, fc.integer({ min: -60, max: 60 }), (said, open, before, seconds) => {
      const asks = isToBeSure(said, later(seconds), menu({ means: open }), { means: before });
      const differs = before[said] !== undefined && before[said] !== open[said];
      expect(asks).toBe(differs && seconds < READING_SECONDS);
    }),
  );
});

it('said once more it is meant, at any time', () => {
  fc.assert(
    fc.property(digit, means, means, fc.integer({ min: 0, max: 60 }), (said, open, before, seconds) => {
      expect(isToBeSure(said, later(seconds), menu({ means: open, toBeSure: said }), { means: before })).toBe(false);
    }),
  );
});

it('a menu that has not left yet was read by nobody', () => {
  const open = menu({ means: { '2': 'Wed' }, toldAt: null });
  expect(isToBeSure('2', later(3600), open, { means: { '2': 'Thu' } })).toBe(true);
});

it('a first menu takes the place of none', () => {
  expect(isToBeSure('2', told, menu({ means: { '2': 'Wed' } }), null)).toBe(false);
});
