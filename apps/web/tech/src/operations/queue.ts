import { cell, type Cell } from '../cell';
import { stored } from '../stored';
import type { Operation } from './operation';

/** The taps that the server has not taken yet, in order, kept through reload and sign-in. */
export type Queue = {
  readonly waiting: Cell<readonly Operation[]>;
  /** A new tap ends the undo time of those before it: order is never changed. */
  readonly add: (operation: Operation) => void;
  readonly remove: (operationId: string) => void;
  /** Undo times that are over by `now` end. */
  readonly release: (now: number) => void;
  readonly close: () => void;
};

/** By technician, not by token: a new sign-in link still sends what he tapped before. */
export function openQueue(technicianId: string): Queue {
  const key = `doorward.queue.${technicianId}`;
  const shelf = stored<readonly Operation[]>('device', key);
  const waiting = cell<readonly Operation[]>(shelf.read() ?? []);
  const change = (how: (operations: readonly Operation[]) => readonly Operation[]) => {
    // Another tab of the same technician may have written meanwhile; where storage is forbidden, memory is the truth.
    const next = how(shelf.read() ?? waiting.get());
    shelf.write(next);
    waiting.set(next);
  };
  const follow = (event: StorageEvent) => {
    if (event.key === key) waiting.set(shelf.read() ?? []);
  };
  addEventListener('storage', follow);
  return {
    waiting,
    add: (operation) =>
      change((before) => [...(operation.act === 'receive' ? before : releasedBy(before, Infinity)), operation]),
    remove: (id) => change((before) => before.filter(({ operationId }) => operationId !== id)),
    release: (now) => {
      if (waiting.get().some(({ heldUntil }) => heldUntil !== null && heldUntil <= now))
        change((all) => releasedBy(all, now));
    },
    close: () => removeEventListener('storage', follow),
  };
}

const releasedBy = (operations: readonly Operation[], now: number): readonly Operation[] =>
  operations.map((operation) =>
    operation.heldUntil !== null && operation.heldUntil <= now ? { ...operation, heldUntil: null } : operation,
  );

/** The next to be sent: the first whose undo time is over, unless an earlier one about the same ticket still waits. */
export const nextOf = (operations: readonly Operation[]): Operation | undefined =>
  operations.find(
    ({ assignmentId, heldUntil }, i) =>
      heldUntil === null && !operations.slice(0, i).some((earlier) => earlier.assignmentId === assignmentId),
  );
