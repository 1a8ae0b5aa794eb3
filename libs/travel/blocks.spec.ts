import fc from 'fast-check';
import { blocksOf, eachOf, joined, stretchesOf } from '#travel/blocks';

const runs = { seed: 20_260_303, numRuns: 300 };
const size = fc.integer({ min: 0, max: 40 });
const limit = fc.integer({ min: 1, max: 15 });

it('cut and joined again, every cell is in its place, and no block is too large', () => {
  fc.assert(
    fc.property(size, size, limit, limit, (rows, columns, mostRows, mostColumns) => {
      const blocks = blocksOf(rows, columns, { rows: mostRows, columns: mostColumns });
      const cells = blocks.map(({ row, rowEnd, column, columnEnd }) => {
        expect([rowEnd - row <= mostRows, columnEnd - column <= mostColumns]).toEqual([true, true]);
        return range(row, rowEnd).map((i) => range(column, columnEnd).map((j) => `${i},${j}`));
      });
      expect(joined(rows, blocks, cells)).toEqual(range(0, rows).map((i) => range(0, columns).map((j) => `${i},${j}`)));
    }),
    runs,
  );
});

it('stretches hold every drive once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 40 }), fc.integer({ min: 2, max: 9 }), (stops, most) => {
      const drives = (list: readonly number[]) => list.slice(1).map((to, i) => [list[i], to]);
      const stretches = stretchesOf(stops, most);
      expect(stretches.every(({ length }) => length >= 2 && length <= most)).toBe(true);
      expect(stretches.flatMap(drives)).toEqual(drives(stops));
    }),
    runs,
  );
});

it('at most so many are under way at a time', async () => {
  let [now, most] = [0, 0];
  const done = await eachOf(range(0, 20), 3, async (i) => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now--;
    return i * i;
  });
  expect([most, done]).toEqual([3, range(0, 20).map((i) => i * i)]);
});

it('the first failure ends it, and nothing more is begun', async () => {
  const begun: number[] = [];
  const failing = eachOf(range(0, 20), 2, async (i) => {
    begun.push(i);
    await new Promise(setImmediate);
    if (i === 3) throw new Error('three');
    return i;
  });
  await expect(failing).rejects.toThrow('three');
  expect(begun.length).toBeLessThan(7);
});

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
