/**
 * How alike two words are: 1 for the same, 0 when they differ in more than a slip of the finger or two. A letter too
 * many, too few, wrong, or two swapped are one slip (optimal string alignment distance). Words with digits are the same
 * or not: 5th is not 6th.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  const allowed = longer >= 8 ? 2 : longer >= 3 ? 1 : 0;
  if (Math.abs(a.length - b.length) > allowed || hasDigit(a) || hasDigit(b)) return 0;
  const slips = distance(a, b, allowed);
  return slips > allowed ? 0 : 1 - slips / longer;
}

const hasDigit = (word: string) => /\d/.test(word);

/** No word of an address is longer; three rows of the table of distances are kept for all calls. */
const LONGEST = 63;
const [ROW, LAST, BEFORE] = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1)) as [Uint8Array, Uint8Array, Uint8Array];

/** `allowed + 1` for anything larger. */
function distance(a: string, b: string, allowed: number): number {
  if (a.length > LONGEST || b.length > LONGEST) return allowed + 1;
  let [row, last, before] = [ROW, LAST, BEFORE];
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    let nearest = (row[0] = i);
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (letter === other ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other;
      if (isSwapped) least = Math.min(least, before[j - 2]! + 1);
      row[j] = least;
      if (least < nearest) nearest = least;
    }
    if (nearest > allowed) return allowed + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length]!;
}
