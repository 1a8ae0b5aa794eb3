import { setImmediate } from 'node:timers/promises';
import { inSlices } from '#flows/steps/in-slices';

/** A clock that goes on by itself: every look at it takes a millisecond. */
const ticking = () => {
  let ms = 0;
  return () => ms++;
};

function* count(to: number) {
  for (let n = 1; n <= to; n++) yield n;
  return 'all counted';
}

describe('long work in slices', () => {
  it('is done to its end, and its progress is told after every slice', async () => {
    const told: number[] = [];
    const sliced = await inSlices(count(10), {
      clock: ticking(),
      sliceMs: 3,
      budgetMs: 1000,
      onProgress: (n) => told.push(n),
    });
    expect(sliced).toEqual({ ended: 'finished', done: 'all counted', last: 10 });
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('lets everything else run between two slices', async () => {
    const seen: string[] = [];
    const other = setImmediate().then(() => seen.push('something else'));
    await inSlices(count(50), { clock: ticking(), sliceMs: 5, budgetMs: 1000, onProgress: () => seen.push('slice') });
    await other;
    expect(seen.indexOf('something else')).toBeLessThan(seen.length - 1);
  });

  it('stops with what it has when its time is over', async () => {
    const sliced = await inSlices(count(1_000_000), { clock: ticking(), sliceMs: 3, budgetMs: 20 });
    expect(sliced.ended).toBe('out-of-time');
    expect(sliced.last).toBeGreaterThan(3);
    expect(sliced.last).toBeLessThan(20);
  });

  it('has nothing when it had no time at all', async () => {
    expect(await inSlices(count(5), { clock: ticking(), budgetMs: 0 })).toEqual({ ended: 'out-of-time', last: null });
  });

  it('stops when nobody wants it any more, and what it had open is closed', async () => {
    const cancel = new AbortController();
    let closed = false;
    function* endless() {
      try {
        for (let n = 1; ; n++) yield n;
      } finally {
        closed = true;
      }
    }
    const sliced = await inSlices(endless(), {
      clock: ticking(),
      sliceMs: 2,
      budgetMs: Infinity,
      cancel: cancel.signal,
      onProgress: (n) => n > 6 && cancel.abort(),
    });
    expect(sliced.ended).toBe('cancelled');
    expect(closed).toBe(true);
  });

  it('throws what the work throws', async () => {
    function* broken(): Generator<number, never> {
      yield 1;
      throw new Error('no such road');
    }
    await expect(inSlices(broken(), { clock: ticking(), budgetMs: 100 })).rejects.toThrow('no such road');
  });
});
