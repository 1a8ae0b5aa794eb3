import fc from 'fast-check';
import { GSM_BASIC, GSM_EXTENSION, isGsm, segments } from '#conversation/segments';

const basic = fc.constantFrom(...GSM_BASIC);
const extension = fc.constantFrom(...GSM_EXTENSION);
const runs = { seed: 4471, numRuns: 500 };

it('knows 127 writable characters and 10 extensions', () => {
  expect(GSM_BASIC.size).toBe(127);
  expect(GSM_EXTENSION.size).toBe(10);
});

it.each([
  ['', 'GSM-7', 1, 0],
  ['a'.repeat(160), 'GSM-7', 1, 160],
  ['a'.repeat(161), 'GSM-7', 2, 161],
  ['a'.repeat(306), 'GSM-7', 2, 306],
  ['a'.repeat(307), 'GSM-7', 3, 307],
  ['é'.repeat(160), 'GSM-7', 1, 160],
  ['€'.repeat(80), 'GSM-7', 1, 160],
  ['€'.repeat(81), 'GSM-7', 2, 162],
  // 76 pairs fill 152 of 153 septets; the 77th may not be cut in half.
  ['€'.repeat(153), 'GSM-7', 3, 306],
  ['€'.repeat(152), 'GSM-7', 2, 304],
  ['a'.repeat(152) + '€' + 'a'.repeat(152), 'GSM-7', 3, 306],
  ['á' + 'a'.repeat(69), 'UCS-2', 1, 70],
  ['á' + 'a'.repeat(70), 'UCS-2', 2, 71],
  ['á'.repeat(134), 'UCS-2', 2, 134],
  ['á'.repeat(135), 'UCS-2', 3, 135],
  ['😀'.repeat(35), 'UCS-2', 1, 70],
  ['😀'.repeat(36), 'UCS-2', 2, 72],
  // 33 surrogate pairs fill 66 of 67 units; the 34th goes whole to the next part.
  ['😀'.repeat(66), 'UCS-2', 2, 132],
  ['😀'.repeat(67), 'UCS-2', 3, 134],
  ['a\u00a0b', 'UCS-2', 1, 3],
] as const)('%j', (text, encoding, parts, units) =>
  expect(segments(text)).toEqual({ encoding, segments: parts, units }),
);

it('a text is GSM-7 exactly when all its characters are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const all = Array.from(text).every((c) => GSM_BASIC.has(c) || GSM_EXTENSION.has(c));
      expect(isGsm(text)).toBe(all);
      expect(segments(text).encoding).toBe(all ? 'GSM-7' : 'UCS-2');
    }),
    runs,
  );
});

it('parts hold all units, and one part fewer would not', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(basic, extension, fc.constantFrom('á', '😀')), { maxLength: 700 }), (characters) => {
      const { encoding, segments: parts, units } = segments(characters.join(''));
      const [single, part] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
      if (units <= single) return expect(parts).toBe(1);
      expect(parts * part).toBeGreaterThanOrEqual(units);
      // At a cut at most one unit is left empty.
      expect((parts - 1) * (part - 1)).toBeLessThan(units);
    }),
    runs,
  );
});
