import { GSM_BASIC } from '#conversation/segments';

/**
 * Any text in characters of one septet each: `Łukasz` → `Lukasz`, curly quotes and long dashes → plain ones,
 * `[` → `(`; é è ñ ü and the like stay, being in GSM-7; what has no likeness (emoji, other scripts) is dropped.
 * Control characters become spaces, line breaks too: no datum may draw a line of a menu.
 */
export function toGsm(text: string): string {
  if (ALREADY_GSM.test(text)) return text;
  let gsm = '';
  for (const c of text.normalize('NFC')) gsm += likeness(c);
  return gsm;
}

/** `text` in GSM-7, its blanks collapsed, cut to `n` septets: at the end of a word unless that loses half of it. */
export function clip(text: string, n: number): string {
  const whole = toGsm(text).replace(/ +/g, ' ').trim();
  if (whole.length <= n) return whole;
  const word = whole.lastIndexOf(' ', n);
  return whole.slice(0, word >= n / 2 ? word : n).replace(/[ ,;:-]+$/, '');
}

function likeness(c: string): string {
  if (BLANK.test(c)) return ' ';
  if (GSM_BASIC.has(c)) return c;
  const known = LIKENESS.get(c);
  if (known !== undefined) return known;
  // Apart into letter and accent, ½ into 1/2, full width into plain; what is still foreign then has no likeness.
  return Array.from(c.normalize('NFKD'), (part) => (GSM_BASIC.has(part) ? part : (LIKENESS.get(part) ?? ''))).join('');
}

/** Most texts, and asked of all of them: one look spares looking up each character. */
const ALREADY_GSM = new RegExp(
  `^[${[...GSM_BASIC]
    .filter((c) => !/\s/.test(c))
    .join('')
    .replace(/[\]\\^-]/g, '\\$&')} ]*$`,
);

const BLANK = /[\p{Cc}\p{Z}]/u;

const LIKENESS: ReadonlyMap<string, string> = new Map([
  ...pairs('‘’‚‛‹›`´ʼʻ′', "'"),
  ...pairs('“”„‟«»″', '"'),
  ...pairs('‐‑‒–—―−~•·', '-'),
  ...pairs('[{⟨', '('),
  ...pairs(']}⟩', ')'),
  ...pairs('|\\⁄', '/'),
  ...pairs('łđħıŋĸ', 'ldhink'),
  ...pairs('ŁĐĦŊ', 'LDHN'),
  ...pairs('×', 'x'),
  ...pairs('ç', 'c'),
  ['^', ''],
  ['€', 'EUR'],
  ['…', '...'],
  ['°', ' deg'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['þ', 'th'],
  ['Þ', 'Th'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ...cyrillic(),
]);

/** Each character of `from` to the same one of `to`, or to all of `to` when that is a single one. */
function pairs(from: string, to: string): [string, string][] {
  return Array.from(from, (c, i) => [c, to.length === 1 ? to : to.charAt(i)]);
}

/** Names on a doorbell in Cyrillic are better spelt roughly than left out. */
function cyrillic(): [string, string][] {
  const small = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ';
  const latin = 'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g'.split(' ');
  return Array.from(small).flatMap((c, i): [string, string][] => {
    const said = latin[i] ?? '';
    return [
      [c, said],
      [c.toUpperCase(), said.charAt(0).toUpperCase() + said.slice(1)],
    ];
  });
}
