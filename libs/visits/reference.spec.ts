import { reference, visitCode } from '#visits/reference';

const FOUR = 23 ** 4;
const ALPHABET = /^[34679ACDEFGHJKMNPQRTWXY]+$/;
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

it('the first 279,841 work orders have four signs each, every combination once', () => {
  const all = new Set(numbers(0, FOUR).map(reference));
  expect(all.size).toBe(FOUR);
  expect([...all].every((ref) => ref.length === 4 && ALPHABET.test(ref))).toBe(true);
});

it.each([FOUR, 1_000_000, FOUR + 23 ** 5 - 40_000])('from number %i on they have five, none of them twice', (from) => {
  const some = new Set(numbers(from, 40_000).map(reference));
  expect(some.size).toBe(40_000);
  expect([...some].every((ref) => ref.length === 5 && ALPHABET.test(ref))).toBe(true);
});

it('the same number always gives the same reference', () => {
  expect(numbers(0, 4).map(reference)).toEqual(numbers(0, 4).map(reference));
});

it('one slip of a letter never names one of the hundred work orders around', () => {
  const differing = (a: string, b: string) => [...a].filter((letter, i) => letter !== b[i]).length;
  for (const start of [0, 5_000, 150_000, FOUR - 101, FOUR, 3_000_000])
    for (const near of numbers(start + 1, 100)) {
      const [a, b] = [reference(start), reference(near)];
      if (a.length === b.length) expect(differing(a, b)).toBeGreaterThan(1);
    }
});

it('a code is four digits, and a hundred orders in a row have hardly two alike', () => {
  for (const start of [0, 5_000, 150_000, FOUR - 101, FOUR, 3_000_000]) {
    const codes = numbers(start, 100).map((n) => visitCode(reference(n)));
    expect(codes.every((code) => /^\d{4}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(95);
  }
});
