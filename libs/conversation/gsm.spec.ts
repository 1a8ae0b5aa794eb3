import fc from 'fast-check';
import { clip, toGsm } from '#conversation/gsm';
import { GSM_BASIC } from '#conversation/segments';

const runs = { seed: 4471, numRuns: 1000 };
const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string());

it.each([
  ['Łukasz', 'Lukasz'],
  ['Zoë Ñuñez', 'Zoe Ñuñez'],
  ['é è ñ ü à ö', 'é è ñ ü à ö'],
  ['á í ó ú â ê', 'a i o u a e'],
  ['e\u0301', 'é'],
  ['“Hi” ‘there’ – it’s — fine…', "\"Hi\" 'there' - it's - fine..."],
  ['2:10\u2009–\u20092:40\u202fPM', '2:10 - 2:40 PM'],
  ['a\u00a0b\tc\nd\re\u0000f', 'a b c d e f'],
  ['[x] {y} a|b ^ ~ \\ €5', '(x) (y) a/b  - / EUR5'],
  ['½ ﬁn Ⅳ ™', '1/2 fin IV TM'],
  ['Dave 😀👩‍👩‍👧!', 'Dave !'],
  ['Straße Ærø Åse', 'Straße Ærø Åse'],
  ['Đặng Øystein Þór', 'Dang Øystein Thor'],
  ['Юлия Щукина', 'Yuliya Shchukina'],
  ['田中', ''],
])('%s → %s', (text, gsm) => expect(toGsm(text)).toBe(gsm));

it('whatever comes in, only characters of one septet come out, and no line break', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const gsm = toGsm(text);
      expect([...gsm].every((c) => GSM_BASIC.has(c) && c !== '\n' && c !== '\r')).toBe(true);
      expect(toGsm(gsm)).toBe(gsm);
    }),
    runs,
  );
});

it.each([
  ['12 Oak St', 24, '12 Oak St'],
  ['1200 Southwest Martin Luther King Boulevard', 24, '1200 Southwest Martin'],
  ['Wolfeschlegelsteinhausen', 12, 'Wolfeschlege'],
  ['A Wolfeschlegelsteinhausen', 12, 'A Wolfeschle'],
  ['one, two', 4, 'one'],
  ['  many   blanks ', 20, 'many blanks'],
  ['exactly ten', 11, 'exactly ten'],
])('%s cut to %i is %s', (text, n, cut) => expect(clip(text, n)).toBe(cut));

it('a clipped text has at most n septets and no blank at its ends', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, n) => {
      const cut = clip(text, n);
      expect(cut.length).toBeLessThanOrEqual(n);
      expect(cut).toBe(cut.trim());
    }),
    runs,
  );
});
