import { oneLook } from '#flows/steps/one-look';

/** Reads that end when they are told to, in the order in which they began. */
function slowReads() {
  const open: ((answer: number) => void)[] = [];
  const read = () => new Promise<number>((resolve) => open.push(resolve));
  return { open, read };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('those who ask at once share one read; who asks while it runs gets the next', async () => {
  const share = oneLook<number>();
  const { open, read } = slowReads();
  const first = [share('slot', read), share('slot', read), share('slot', read)];
  await settled();
  const later = [share('slot', read), share('slot', read)];
  await settled();
  expect(open).toHaveLength(1);
  open[0]!(1);
  expect(await Promise.all(first)).toEqual([1, 1, 1]);
  await settled();
  expect(open).toHaveLength(2);
  open[1]!(2);
  expect(await Promise.all(later)).toEqual([2, 2]);
});

it('different questions do not wait for each other', async () => {
  const share = oneLook<number>();
  const { open, read } = slowReads();
  const both = [share('one', read), share('other', read)];
  await settled();
  expect(open).toHaveLength(2);
  open.forEach((answer, i) => answer(i));
  expect(await Promise.all(both)).toEqual([0, 1]);
});

it('a failed read fails those who shared it, and the next one is read anew', async () => {
  const share = oneLook<number>();
  const failing = share('slot', () => Promise.reject(new Error('gone')));
  const after = failing.catch(() => share('slot', async () => 3));
  await expect(failing).rejects.toThrow('gone');
  expect(await after).toBe(3);
});
