import fc from 'fast-check';
import type { Haste } from '#travel/travel';
import { openQueue, type Queue } from '#apps/roads/queue';

const NEVER = new AbortController().signal;

/** Calls that end when they are told to. */
function calls(queue: Queue) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    ask: (name: string, haste: Haste, signal = NEVER) =>
      queue.turn(haste, signal, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }),
    async end(name: string) {
      ends.get(name)!();
      await new Promise(setImmediate);
    },
  };
}

it('the live go first, and among each the first come', async () => {
  const queue = openQueue({ cores: 1, mostWaiting: 10 });
  const { ask, begun, end } = calls(queue);
  for (const [name, haste] of [
    ['p1', 'planning'],
    ['p2', 'planning'],
    ['l1', 'live'],
    ['l2', 'live'],
  ] as const)
    void ask(name, haste);
  // One plan holds the core; one live call is let in beside it.
  expect(begun).toEqual(['p1', 'l1']);
  await end('p1');
  expect(begun).toEqual(['p1', 'l1', 'l2']);
  await end('l1');
  await end('l2');
  expect(begun).toEqual(['p1', 'l1', 'l2', 'p2']);
});

it('who goes away leaves the line, and is not worked for', async () => {
  const queue = openQueue({ cores: 1, mostWaiting: 1 });
  const { ask, begun, end } = calls(queue);
  const gone = new AbortController();
  void ask('first', 'planning');
  const left = ask('left', 'planning', gone.signal);
  expect(queue.isFull('planning')).toBe(true);
  gone.abort('gone');
  await expect(left).rejects.toBe('gone');
  expect([queue.isFull('planning'), queue.isFull('live')]).toEqual([false, false]);
  await expect(ask('late', 'live', gone.signal)).rejects.toBe('gone');
  await end('first');
  expect([begun, queue.lengths()]).toEqual([['first'], { live: 0, planning: 0, running: 0 }]);
});

it('a call that fails makes room like every other', async () => {
  const queue = openQueue({ cores: 1, mostWaiting: 1 });
  const failing = queue.turn('planning', NEVER, () => Promise.reject(new Error('no')));
  const next = queue.turn('planning', NEVER, async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});

it('however many ask and leave, no more run than may, all that stay are answered, and none is passed over', async () => {
  const caller = fc.record({
    haste: fc.constantFrom<Haste>('live', 'planning'),
    leaves: fc.boolean(),
    ticks: fc.integer({ min: 0, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(caller, { maxLength: 25 }), async (cores, callers) => {
      const queue = openQueue({ cores, mostWaiting: 5 });
      const running = { live: 0, planning: 0 };
      const ends = callers.map(({ haste, leaves, ticks }) => {
        const gone = new AbortController();
        const answer = queue.turn(haste, gone.signal, async () => {
          running[haste]++;
          expect(running.planning).toBeLessThanOrEqual(cores);
          expect(running.live + running.planning).toBeLessThanOrEqual(cores + 1);
          for (let i = 0; i < ticks; i++) await new Promise(setImmediate);
          running[haste]--;
          return 'answered';
        });
        if (leaves) setImmediate(() => gone.abort('gone'));
        return answer.catch((reason: unknown) => reason);
      });
      const said = await Promise.all(ends);
      said.forEach((one, i) => expect(callers[i]!.leaves ? ['answered', 'gone'] : ['answered']).toContain(one));
      expect(queue.lengths()).toEqual({ live: 0, planning: 0, running: 0 });
    }),
    { seed: 77, numRuns: 100 },
  );
});
