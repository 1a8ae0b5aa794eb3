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

/** `allowed + 1` for anything larger. */
function distance(a: string, b: string, allowed: number): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    if (Math.min(...row) > allowed) return allowed + 1;
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
