import type { Operation } from './operation';
import { nextOf, type Queue } from './queue';

/** `taken`: the server has decided, yes or no. `again`: it could not be asked. `stop`: nobody is signed in. */
export type Sent = 'taken' | 'again' | 'stop';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/** Sends the queue, one at a time and in order, until it is empty; waits longer after each failure. */
export function keepSending(queue: Queue, send: (operation: Operation) => Promise<Sent>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let stopped = false;
  let failures = 0;

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (sending || stopped) return;
    sending = true;
    const sent = await sendAll();
    sending = false;
    if (sent === 'stop') stopped = true;
    if (stopped) return;
    failures = sent === 'again' ? failures + 1 : 0;
    const wait = sent === 'again' ? waitAfter(failures) : untilDue();
    if (wait !== Infinity) timer = setTimeout(() => void run(), Math.max(wait, 50));
  }

  function untilDue(): number {
    const operations = queue.waiting.get();
    if (nextOf(operations)) return 0;
    return Math.min(...operations.flatMap(({ heldUntil }) => heldUntil ?? [])) - Date.now();
  }

  async function sendAll(): Promise<Sent> {
    for (;;) {
      queue.release(Date.now());
      const operation = nextOf(queue.waiting.get());
      if (!operation || stopped) return 'taken';
      const sent = await send(operation);
      if (sent !== 'taken') return sent;
      queue.remove(operation.operationId);
    }
  }

  return {
    hurry: () => void run(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** 1, 2, 4, 8, 15 s, up to a quarter more, so that the phones of a whole town do not return in one moment. */
const waitAfter = (failures: number) =>
  Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS) * (1 + Math.random() / 4);
