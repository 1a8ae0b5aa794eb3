import fc from 'fast-check';
import { retryAfter } from '#carriers/retry-after';

it('the same text waits the same time, another one another', () => {
  expect(retryAfter('a', 0)).toBe(retryAfter('a', 0));
  expect(retryAfter('a', 0)).not.toBe(retryAfter('b', 0));
});

it('it waits longer each time, and never longer than a quarter over ten minutes', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(200), (key, tries) => {
      const seconds = retryAfter(key, tries);
      expect(seconds).toBeGreaterThanOrEqual(Math.min(600, 20 * 2 ** tries) * 0.75);
      expect(seconds).toBeLessThanOrEqual(750);
    }),
  );
});
