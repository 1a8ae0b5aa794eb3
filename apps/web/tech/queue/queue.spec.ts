import { type Operation, operationOf, type Told, UNDO_MS, wireOf } from '#apps/web/tech/queue/operation';
import { nextOf, openQueue } from '#apps/web/tech/queue/queue';
import { keepSending, type Sent } from '#apps/web/tech/queue/sender';
import { memoryShelf } from '#test/phones/memory-shelf';

let made = 0;
const tap = (act: Told['act'], assignmentId = 'a', wall = 1_000): Operation =>
  operationOf(
    { act, assignmentId },
    { operationId: `tap ${made++}`, customer: 'Kim', tapped: { wall, ticks: wall, run: 'r' }, contact: null },
  );
const acts = (operations: readonly Operation[]) => operations.map(({ act }) => act);

/** A queue on a shelf of its own, and everything it said. */
function open(signIn = 'sign-in', shelf = memoryShelf()) {
  const shown: (readonly Operation[])[] = [];
  const losses: unknown[] = [];
  const queue = openQueue(
    shelf,
    signIn,
    (operations) => shown.push(operations),
    (error) => losses.push(error),
  );
  return { queue, shelf, shown, losses };
}

/** Sends all that may be sent; `answer` says what becomes of each. */
async function sendAll(queue: ReturnType<typeof open>['queue'], answer: (operation: Operation) => Sent, now = 0) {
  const sent: Operation[] = [];
  let waits: number | null = null;
  let work = Promise.resolve();
  const sender = keepSending(queue, {
    send: async (operation) => {
      sent.push(operation);
      return answer(operation);
    },
    alone: (all) => (work = all()),
    now: () => now,
    chance: () => 0,
    after: (ms) => {
      waits = ms;
      return () => undefined;
    },
  });
  sender.hurry();
  await work;
  await new Promise(setImmediate);
  return { sent, waits };
}

describe('a tap', () => {
  it('is shown before it is written, and kept through a restart', async () => {
    const { queue, shelf } = open();
    const written = queue.add(tap('accept'));
    expect(acts(queue.waiting())).toEqual(['accept']);
    await written;
    const { queue: again } = open('sign-in', shelf);
    await again.release(0);
    expect(acts(again.waiting())).toEqual(['accept']);
  });

  it('can be undone until the next one, and what a phone tells by itself ends nothing', async () => {
    const { queue } = open();
    await queue.add(tap('on-my-way'));
    await queue.add(tap('receive', 'b'));
    expect(queue.waiting()[0]!.heldUntil).toBe(1_000 + UNDO_MS);
    await queue.add(tap('arrive'));
    expect(queue.waiting().map(({ heldUntil }) => heldUntil)).toEqual([null, null, 1_000 + UNDO_MS]);
  });

  it('is not held for days because somebody set the clock back', async () => {
    const { queue } = open();
    await queue.add(tap('on-my-way', 'a', 1_000_000));
    await queue.release(999_000);
    expect(queue.waiting()[0]!.heldUntil).toBeNull();
  });

  it('waits for an earlier one about the same job, not for one about another', () => {
    const [held, same, other] = [tap('on-my-way'), tap('accept'), tap('accept', 'b')];
    expect(nextOf([held, same])).toBeUndefined();
    expect(nextOf([held, same, other])).toBe(other);
  });

  it('that this phone cannot keep is sent all the same, and he is told', async () => {
    const { queue, shelf, losses } = open();
    shelf.fails = true;
    await queue.add(tap('accept'));
    expect(losses.length).toBeGreaterThan(0);
    expect(acts((await sendAll(queue, () => 'taken')).sent)).toEqual(['accept']);
    expect(queue.waiting()).toEqual([]);
  });

  it('made in another tab is shown in this one', async () => {
    const { queue, shelf } = open();
    await queue.add(tap('accept'));
    shelf.anotherTab((kept) => ({ ...kept, operations: [...kept.operations, tap('on-my-way')] }));
    await queue.number('nobody');
    expect(acts(queue.waiting())).toEqual(['accept', 'on-my-way']);
  });
});

describe('the sender', () => {
  it('sends at once what was kept before the page was opened', async () => {
    const { queue, shelf } = open();
    await queue.add(tap('accept'));
    expect(acts((await sendAll(open('sign-in', shelf).queue, () => 'taken')).sent)).toEqual(['accept']);
  });

  it('numbers taps in the order in which they leave, and keeps the number of one that has to go again', async () => {
    const { queue } = open();
    for (const act of ['accept', 'start', 'pause'] as const) await queue.add(tap(act));
    const first = await sendAll(queue, ({ act }) => (act === 'start' ? 'again' : 'taken'));
    expect(first.sent.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(first.waits).toBe(1_000);
    const second = await sendAll(queue, () => 'taken');
    expect(second.sent.map(({ act, seq }) => `${act} ${seq}`)).toEqual(['start 2', 'pause 3']);
  });

  it('begins at 1 again for another sign-in, with the taps of the one before', async () => {
    const { queue, shelf } = open();
    await queue.add(tap('accept'));
    await sendAll(queue, () => 'again');
    const { queue: newer } = open('another', shelf);
    await newer.add(tap('pause'));
    expect((await sendAll(newer, () => 'taken')).sent.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('takes the number the server expects: what was lost before it is on no phone any more', async () => {
    const { queue } = open();
    await queue.add(tap('accept'));
    await queue.add(tap('pause'));
    const { sent } = await sendAll(queue, ({ seq }) => (seq! < 5 ? { expects: 5 } : 'taken'));
    expect(sent.map(({ seq }) => seq)).toEqual([1, 5, 6]);
  });

  it('stops where nobody is signed in, and nothing is lost', async () => {
    const { queue } = open();
    await queue.add(tap('accept'));
    const { sent, waits } = await sendAll(queue, () => 'stop');
    expect([sent.length, waits, queue.waiting().length]).toEqual([1, null, 1]);
  });

  it('waits until the undo time is over', async () => {
    const { queue } = open();
    await queue.add(tap('on-my-way', 'a', 1_000));
    const { sent, waits } = await sendAll(queue, () => 'taken', 2_000);
    expect([sent, waits]).toEqual([[], UNDO_MS - 1_000]);
  });
});

it('what only this phone needs is not sent', () => {
  const wire = wireOf(tap('accept'), { wall: 1, ticks: 2, run: 'r' });
  expect(Object.keys(JSON.parse(JSON.stringify(wire)) as object).sort()).toEqual([
    'act',
    'assignmentId',
    'operationId',
    'times',
  ]);
});
