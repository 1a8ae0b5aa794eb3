import type { Operation } from '#apps/web/tech/queue/operation';
import { nextOf, type Queue } from '#apps/web/tech/queue/queue';

/**
 * `taken`: the server has decided, yes or no. `again`: it could not be asked. `stop`: nobody is signed in. `expects`: it
 * knows of no tap before that number.
 */
export type Sent = 'taken' | 'again' | 'stop' | { readonly expects: number };

/** Lets one sender at a time work, of all tabs and the service worker; the others leave it to him. */
export type Alone = (work: () => Promise<void>) => Promise<void>;

export type Sending = {
  readonly send: (operation: Operation) => Promise<Sent>;
  readonly alone: Alone;
  /** ms on the phone's wall clock. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly chance: () => number;
  /** Calls back after so many ms; gives how to call it off. */
  readonly after: (ms: number, then: () => void) => () => void;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/** Sends the queue, one at a time and in order, until it is empty; waits longer after each failure. */
export function keepSending(queue: Queue, { send, alone, now, chance, after }: Sending) {
  let callOff = () => undefined as void;
  let sending = false;
  let stopped = false;
  let failures = 0;

  async function run(): Promise<void> {
    callOff();
    if (sending || stopped) return;
    sending = true;
    // Where another one sends, look again in a while: he may be gone in the middle of it.
    let sent: 'taken' | 'again' | 'stop' = 'again';
    await alone(async () => void (sent = await sendAll()));
    sending = false;
    if ((sent as string) === 'stop') stopped = true;
    if (stopped) return;
    failures = sent === 'again' ? failures + 1 : 0;
    const wait = sent === 'again' ? waitAfter(failures, chance()) : untilDue();
    if (wait !== Infinity) callOff = after(Math.max(wait, 50), () => void run());
  }

  function untilDue(): number {
    const operations = queue.waiting();
    if (nextOf(operations)) return 0;
    return Math.min(...operations.flatMap(({ heldUntil }) => heldUntil ?? [])) - now();
  }

  async function sendAll(): Promise<'taken' | 'again' | 'stop'> {
    for (;;) {
      await queue.release(now());
      const next = nextOf(queue.waiting());
      if (!next || stopped) return 'taken';
      await queue.number(next.operationId);
      const operation = queue.waiting().find(({ operationId }) => operationId === next.operationId);
      if (!operation) continue; // sent by another tab meanwhile
      const sent = await send(operation);
      if (sent === 'taken') await queue.remove(operation.operationId);
      else if (typeof sent === 'string') return sent;
      else if (sent.expects === operation.seq) return 'again';
      // The taps before it are on no phone any more, or were counted by another sign-in: this one is next.
      else await queue.number(operation.operationId, sent.expects);
    }
  }

  return {
    hurry: () => void run(),
    stop: () => {
      stopped = true;
      callOff();
    },
  };
}

/** 1, 2, 4, 8, 15 s, up to a quarter more, so that the phones of a whole town do not return in one moment. */
const waitAfter = (failures: number, chance: number) =>
  Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS) * (1 + chance / 4);
