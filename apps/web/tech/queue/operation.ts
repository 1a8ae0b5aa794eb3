import type { Act } from '#visits/assignment';
import type { Needs } from '#visits/next-visit';
import type { Contact, Stamp } from '#visits/tap-age';

/** What a technician tells: which ticket, what, and what he said about it. */
export type Told = {
  readonly assignmentId: string;
  readonly act: Act | 'late' | 'seen' | 'take-next';
  readonly minutes?: number;
  readonly note?: string;
  readonly reason?: string;
  /** For a job that cannot be completed: what the next visit needs. */
  readonly needs?: Needs;
  /** For a time of the next visit: which of those that are held. */
  readonly holdId?: string;
};

/** One tap. Its id is made once, so that the server can recognise it however often it is sent. */
export type Operation = Told & {
  readonly operationId: string;
  /** Whose job it was about: the ticket may be gone when the answer comes. */
  readonly customer: string;
  readonly tapped: Stamp;
  /** When phone and server last spoke before the tap; null where they never did. */
  readonly contact: Contact | null;
  /** It may be undone until then (ms on the phone's wall clock); null once it is on its way. */
  readonly heldUntil: number | null;
  /** Which of this device's taps it is, counted from 1; null until it is sent for the first time. */
  readonly seq: number | null;
};

export const UNDO_MS = 8_000;

/** Acts that a customer or the desk hears of at once: they wait for a slip of the thumb to be taken back. */
const UNDOABLE: readonly Told['act'][] = [
  'on-my-way',
  'arrive',
  'done',
  'cannot-complete',
  'decline',
  'late',
  'take-next',
];

type Making = Pick<Operation, 'operationId' | 'customer' | 'tapped' | 'contact'>;

export const operationOf = (told: Told, making: Making): Operation => ({
  ...told,
  ...making,
  heldUntil: UNDOABLE.includes(told.act) ? making.tapped.wall + UNDO_MS : null,
  seq: null,
});

/** Its time to be undone is over by `now`; so it is where the clock was set back meanwhile. */
export const isReleased = ({ heldUntil, tapped }: Operation, now: number) =>
  heldUntil === null || heldUntil <= now || now < tapped.wall;

/** As the server takes it: without what only this phone needs. `sent` is what its clocks show now. */
export function wireOf(operation: Operation, sent: Stamp) {
  const { operationId, assignmentId, act, minutes, note, reason, needs, holdId, seq, tapped, contact } = operation;
  return {
    operationId,
    assignmentId,
    act,
    minutes,
    note,
    reason,
    needs,
    holdId,
    seq: seq ?? undefined,
    times: { tapped, sent, contact },
  };
}
