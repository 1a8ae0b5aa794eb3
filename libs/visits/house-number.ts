/**
 * A street with its house number taken out: what a page may show to whoever holds its link. `12 Oak St, Apt 4B` →
 * number `12`, street `Oak St`. Where there is no number nothing can be asked for, and `number` is null.
 */
export function splitStreet(written: string): { readonly number: string | null; readonly street: string } {
  const plain = written
    .replace(UNIT, '')
    .trim()
    .replace(/[\s,]+$/, '');
  const first = LEADING.exec(plain);
  if (first) return { number: first[1]!, street: plain.slice(first[0].length).trim() };
  const last = TRAILING.exec(plain);
  if (last) return { number: last[1]!, street: plain.slice(0, last.index).trim() };
  return { number: null, street: plain };
}

/** Whether somebody who was asked for the house number of this street gave it: alone, or with the street around it. */
export function isHouseNumber(written: string, given: string): boolean {
  const { number } = splitStreet(written);
  if (number === null) return false;
  const said = splitStreet(given.trim()).number ?? given;
  return plainOf(said) === plainOf(number) && plainOf(said) !== '';
}

const UNIT = /[\s,]+(?:apt|apartment|unit|suite|ste|floor|fl)\b\.?\s*#?\s*[\w-]+\s*$|[\s,]+#\s*[\w-]+\s*$/i;
/** `12`, `12B`, `12-14`, `12 1/2`, and not the `5th` of an avenue. */
const NUMBER = String.raw`\d+(?!(?:st|nd|rd|th)\b)(?:[A-Za-z](?![A-Za-z]))?(?:\s?[-/]\s?\d+[A-Za-z]?)?(?:\s\d\/\d)?`;
const LEADING = new RegExp(String.raw`^(${NUMBER})[\s,]+(?=\S)`, 'i');
const TRAILING = new RegExp(String.raw`[\s,]+(?:no\.?|n[º°.]?)?\s*(${NUMBER})$`, 'i');

const plainOf = (number: string) => number.toLowerCase().replace(/[^\da-z]/g, '');
