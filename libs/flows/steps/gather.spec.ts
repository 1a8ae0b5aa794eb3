import fc from 'fast-check';
import { gather } from '#flows/steps/gather';

/** Doubles numbers in rounds of at most `most`; refuses a round in which there is a 13. */
function doubling({ most = 3, full = 100 } = {}) {
  const rounds: number[][] = [];
  const ask = gather<number, number>({
    most,
    full,
    waitMs: 1,
    weigh: () => 1,
    isOnes: (error) => (error as Error).message === 'unlucky',
    run: async (numbers) => {
      rounds.push([...numbers]);
      await Promise.resolve();
      if (numbers.includes(13)) throw new Error('unlucky');
      if (numbers.includes(99)) throw new Error('everything is gone');
      return numbers.map((number) => number * 2);
    },
  });
  return { ask, rounds };
}

it('what comes in together is done together, in rounds, and each gets its own answer', async () => {
  const { ask, rounds } = doubling();
  expect(await Promise.all([1, 2, 3, 4, 5].map(ask))).toEqual([2, 4, 6, 8, 10]);
  expect(rounds).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

it('one bad thing fails alone', async () => {
  const { ask, rounds } = doubling();
  const settled = await Promise.allSettled([1, 13, 3].map((number) => ask(number)!));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(rounds).toEqual([[1, 13, 3], [1], [13], [3]]);
});

it('a failure that is nobody in particular fails the round, and not the next', async () => {
  const { ask } = doubling();
  const settled = await Promise.allSettled([1, 99, 3, 4].map((number) => ask(number)!));
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
});

it('what is too much is not taken, and taken again when there is room', async () => {
  const { ask } = doubling({ full: 4 });
  const asked = [1, 2, 3, 4, 5, 6, 7, 8].map(ask);
  expect(asked.filter((answer) => answer === null).length).toBeGreaterThan(0);
  await Promise.all(asked);
  expect(await ask(9)).toBe(18);
});

it('whatever comes in, everybody is answered with his own', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 20, max: 90 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      async (numbers, most) => {
        const { ask, rounds } = doubling({ most });
        expect(await Promise.all(numbers.map(ask))).toEqual(numbers.map((number) => number * 2));
        expect(rounds.flat()).toEqual(numbers);
        expect(Math.max(0, ...rounds.map(({ length }) => length))).toBeLessThanOrEqual(most);
      },
    ),
    { seed: 20260303, numRuns: 50 },
  );
});
