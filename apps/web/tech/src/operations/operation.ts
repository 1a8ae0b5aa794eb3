import type { Needs } from '#visits/next-visit';
import type { Act } from '#visits/assignment';

/** One tap. Its id is made once, so that the server can recognise it however often it is sent. */
export type Operation = Told & {
  readonly operationId: string;
  /** Whose job it was about: the ticket may be gone when the answer comes. */
  readonly customer: string;
  /** The device's own time of the tap, in ms. */
  readonly tappedAt: number;
  /** It may be undone until then (ms, device time); null once it is on its way. */
  readonly heldUntil: number | null;
};

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

export const UNDO_MS = 5_000;

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

export const operationOf = (told: Told, customer: string, now: number): Operation => ({
  ...told,
  customer,
  operationId: uuid(),
  tappedAt: now,
  heldUntil: UNDOABLE.includes(told.act) ? now + UNDO_MS : null,
});

/** As the server takes it: without what only this phone needs. */
export const wireOf = ({ operationId, assignmentId, act, minutes, note, reason, needs, holdId }: Operation) => ({
  operationId,
  assignmentId,
  act,
  minutes,
  note,
  reason,
  needs,
  holdId,
});

/** `crypto.randomUUID` is missing on plain http and before Safari 15.4. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
