import type { TechDay } from '#store/views';
import { cell } from '../cell';
import { type Operation, operationOf, type Told } from './operation';
import { openQueue, type Queue } from './queue';
import { keepSending, type Sent } from './sender';

/** What leaves this phone. It begins with the first day heard, because only that says whose queue it is. */
export function keepOutgoing(
  send: (operation: Operation) => Promise<Sent>,
  customerOf: (assignmentId: string) => string,
) {
  const waiting = cell<readonly Operation[]>([]);
  const received = new Set<string>();
  let queue: Queue | undefined;
  let sender: ReturnType<typeof keepSending> | undefined;

  function open(technicianId: string): void {
    queue = openQueue(technicianId);
    waiting.set(queue.waiting.get());
    queue.waiting.watch(waiting.set);
    sender = keepSending(queue, send);
    sender.hurry();
  }

  function tap(told: Told): void {
    queue?.add(operationOf(told, customerOf(told.assignmentId), Date.now()));
    sender?.hurry();
  }

  return {
    waiting,
    tap,
    undo: ({ operationId }: Operation) => {
      // Once it is on its way it cannot be taken back, even if the thumb was quicker than the screen.
      const now = waiting.get().find((operation) => operation.operationId === operationId);
      if (now && now.heldUntil !== null) queue?.remove(operationId);
    },
    hurry: () => sender?.hurry(),
    /** Ends every undo time: a locked phone stops our timers. */
    letGo: () => {
      queue?.release(Infinity);
      sender?.hurry();
    },
    /** Says of every new ticket that it is on this phone: once, lest a deaf server be told in a circle. */
    receiveAll: ({ technician, tickets }: TechDay) => {
      if (!queue) open(technician.id);
      for (const { assignmentId, state } of tickets) {
        if (state !== 'created' || received.has(assignmentId)) continue;
        received.add(assignmentId);
        tap({ assignmentId, act: 'receive' });
      }
    },
    close: () => {
      sender?.stop();
      queue?.close();
    },
  };
}
