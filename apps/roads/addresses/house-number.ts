import { fold } from '#apps/roads/addresses/fold';

/** `12 A` and `12a` are one house. */
export const foldNumber = (number: string): string => fold(number).replace(/\s+/g, '');

/** The numbers that one sign on a house stands for: `12;14` is two, `12-16` its two ends and itself. */
export function numbersOf(text: string): string[] {
  return text
    .split(/[;,]/)
    .map(foldNumber)
    .flatMap((one) => {
      const [, from, to] = /^(\d+[a-z]?)-(\d+[a-z]?)$/.exec(one) ?? [];
      return from && to ? [one, from, to] : [one];
    })
    .filter(Boolean);
}

/** The number without its letter, by which houses stand in a row; null where it has none. */
export function placeInRow(number: string): number | null {
  const digits = /^\d{1,6}/.exec(number)?.[0];
  return digits === undefined ? null : Number(digits);
}

/** Whether a word of a query may be a house number. */
export const looksLikeNumber = (word: string): boolean => /^\d{1,6}[a-z]?(-\d{1,6}[a-z]?)?$/.test(word);
