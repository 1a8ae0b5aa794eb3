/** No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: read out on the phone, one letter must not become another. */
const LETTERS = '34679ACDEFGHJKMNPQRTWXY';

/**
 * The short reference of the `n`-th work order (`n` ≥ 0): four letters for the first 279,841, five beyond them.
 * Neighbouring numbers get references that look nothing alike, so that a slip of one letter names nobody else.
 */
export function reference(n: number): string {
  const size = LETTERS.length;
  const length = n < size ** 4 ? 4 : 5;
  const space = length === 4 ? size ** 4 : size ** 5;
  // 104729 is prime and no multiple of 23, so multiplying by it permutes the space.
  let code = Number((BigInt(n) * 104729n + 77777n) % BigInt(space));
  let text = '';
  for (let i = 0; i < length; i++) {
    text = LETTERS[code % size]! + text;
    code = Math.floor(code / size);
  }
  return text;
}

/**
 * Four digits for a work order, to be read out or keyed in: `K7QF` → `0473`. They name it among the few that a desk has
 * open, not among all: two orders may share them, and the desk then sees both.
 */
export function visitCode(ref: string): string {
  let code = 0;
  for (const letter of ref) code = (code * LETTERS.length + LETTERS.indexOf(letter) + 1) % 10_007;
  return String(code % 10_000).padStart(4, '0');
}
