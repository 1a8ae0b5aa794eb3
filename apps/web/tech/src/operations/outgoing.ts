import type { TechDay } from '#store/views';
import { type Operation, operationOf, type Told } from '#apps/web/tech/queue/operation';
import { openQueue, type Queue } from '#apps/web/tech/queue/queue';
import { keepSending, type Sent } from '#apps/web/tech/queue/sender';
import { cell } from '../cell';
import { buzz } from '../phone/chime';
import { aloneAs } from './alone';
import { clocksShow, lastContact } from './clocks';
import { shelfOf } from './shelf';
import { uuid } from './uuid';

export type Leaving = {
  readonly send: (operation: Operation) => Promise<Sent>;
  readonly customerOf: (assignmentId: string) => string;
  /** The sign-in for which taps are numbered. */
  readonly signIn: string;
  /** Something waits that could go out while no page is open. */
  readonly onWaiting: (technicianId: string) => void;
};

/** What leaves this phone. It begins with the first day heard, because only that says whose queue it is. */
export function keepOutgoing({ send, customerOf, signIn, onWaiting }: Leaving) {
  const waiting = cell<readonly Operation[]>([]);
  /** Taps cannot be kept on this phone: they live only as long as the page. */
  const unkept = cell(false);
  const received = new Set<string>();
  let queue: Queue | undefined;
  let sender: ReturnType<typeof keepSending> | undefined;
  let owner = '';

  function open(technicianId: string): void {
    owner = technicianId;
    queue = openQueue(shelfOf(technicianId), signIn, waiting.set, () => unkept.set(true));
    sender = keepSending(queue, {
      send,
      alone: aloneAs(`doorward.sender.${technicianId}`),
      now: Date.now,
      chance: Math.random,
      after: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    });
    sender.hurry();
  }

  function tap(told: Told): void {
    const making = { customer: customerOf(told.assignmentId), tapped: clocksShow(), contact: lastContact() };
    void queue?.add(operationOf(told, { operationId: uuid(), ...making })).then(() => onWaiting(owner));
    if (told.act !== 'receive') buzz();
    sender?.hurry();
  }

  return {
    waiting,
    unkept,
    tap,
    undo: ({ operationId }: Operation) => {
      // Once it is on its way it cannot be taken back, even if the thumb was quicker than the screen.
      const now = waiting.get().find((operation) => operation.operationId === operationId);
      if (now && now.heldUntil !== null) void queue?.remove(operationId);
    },
    hurry: () => sender?.hurry(),
    /** Ends every undo time: a locked phone stops our timers. */
    letGo: () => {
      void queue?.release(Infinity);
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
