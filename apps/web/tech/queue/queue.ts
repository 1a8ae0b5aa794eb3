import { isReleased, type Operation } from '#apps/web/tech/queue/operation';
import { type Change, type Kept, NOTHING_KEPT, type Shelf } from '#apps/web/tech/queue/shelf';

/** The taps that the server has not taken yet, in order, kept through reload, restart and sign-in. */
export type Queue = {
  readonly waiting: () => readonly Operation[];
  /** A new tap ends the undo time of those before it: order is never changed. Durable when it resolves. */
  readonly add: (operation: Operation) => Promise<void>;
  readonly remove: (operationId: string) => Promise<void>;
  /** Undo times that are over by `now` end. */
  readonly release: (now: number) => Promise<void>;
  /** Gives a tap its number before it is sent for the first time: `seq`, or the next one. */
  readonly number: (operationId: string, seq?: number) => Promise<void>;
  readonly close: () => void;
};

/**
 * Opens the queue kept on `shelf`. What was changed is shown at once (`told`) and written behind it, change by change;
 * where nothing can be kept (private mode, a full disk) memory is the truth and `onLoss` hears of it.
 */
export function openQueue(
  shelf: Shelf,
  signIn: string,
  told: (operations: readonly Operation[]) => void,
  onLoss: (error: unknown) => void = () => undefined,
): Queue {
  let known: Kept = { ...NOTHING_KEPT, signIn };
  let unwritten: readonly Change[] = [];
  let written = Promise.resolve();
  const shown = () => unwritten.reduce((kept, how) => how(kept), known).operations;

  function change(how: Change): Promise<void> {
    unwritten = [...unwritten, how];
    told(shown());
    written = written.then(async () => {
      try {
        known = await shelf.change(how);
      } catch (error) {
        known = how(known);
        onLoss(error);
      }
      unwritten = unwritten.slice(1);
      told(shown());
    });
    return written;
  }

  const look = () => void change((kept) => kept);
  const stopWatching = shelf.watch(look);
  // The numbers of another sign-in mean nothing to the server that counts this one's.
  void change((kept) =>
    kept.signIn === signIn
      ? kept
      : { operations: kept.operations.map((one) => ({ ...one, seq: null })), signIn, lastSeq: 0 },
  );

  return {
    waiting: shown,
    add: (operation) =>
      change((kept) => ({
        ...kept,
        operations: [
          ...(operation.act === 'receive' ? kept.operations : kept.operations.map(released)),
          ...(kept.operations.some(({ operationId }) => operationId === operation.operationId) ? [] : [operation]),
        ],
      })),
    remove: (id) =>
      change((kept) => ({ ...kept, operations: kept.operations.filter(({ operationId }) => operationId !== id) })),
    release: async (now) => {
      await written; // what was kept is known by then, too
      if (shown().some((one) => one.heldUntil !== null && isReleased(one, now)))
        await change((kept) => ({
          ...kept,
          operations: kept.operations.map((one) => (isReleased(one, now) ? released(one) : one)),
        }));
    },
    number: (id, seq) => change((kept) => numbered(kept, id, seq)),
    close: stopWatching,
  };
}

const released = (operation: Operation): Operation => ({ ...operation, heldUntil: null });

function numbered(kept: Kept, id: string, seq: number | undefined): Kept {
  const operation = kept.operations.find(({ operationId }) => operationId === id);
  if (!operation || (operation.seq !== null && seq === undefined)) return kept;
  const number = seq ?? kept.lastSeq + 1;
  return {
    ...kept,
    operations: kept.operations.map((one) => (one === operation ? { ...one, seq: number } : one)),
    lastSeq: number,
  };
}

/** The next to be sent: the first whose undo time is over, unless an earlier one about the same ticket still waits. */
export const nextOf = (operations: readonly Operation[]): Operation | undefined =>
  operations.find(
    ({ assignmentId, heldUntil }, i) =>
      heldUntil === null && !operations.slice(0, i).some((earlier) => earlier.assignmentId === assignmentId),
  );
