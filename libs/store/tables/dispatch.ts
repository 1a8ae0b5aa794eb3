import type { AssignmentState } from '#visits/assignment';
import { at, id, json, maybe, table, text, uuid } from '#store/tables/table';

/** Another department's stop on an appointment: owner, reason, end and words for the customer are never missing. */
export type BlockRow = {
  id: string;
  appointmentId: string;
  owner: string;
  reason: string;
  customerText: string;
  actionWords: string | null;
  actionUrl: string | null;
  expiresAt: Date;
  atExpiry: 'lapse' | 'escalate';
  /** Since when a person has to decide; the slot is still kept. */
  escalatedAt: Date | null;
  placedBy: string;
  placedAt: Date;
  endedAt: Date | null;
  endedHow: 'lifted' | 'lapsed' | 'cancelled' | null;
};
export const Block = table<BlockRow>(
  'block',
  {
    id,
    appointmentId: uuid,
    owner: text,
    reason: text,
    customerText: text,
    actionWords: maybe(text),
    actionUrl: maybe(text),
    expiresAt: at,
    atExpiry: text,
    escalatedAt: maybe(at),
    placedBy: text,
    placedAt: at,
    endedAt: maybe(at),
    endedHow: maybe(text),
  },
  { appointmentId: 'appointment' },
  {
    indices: [{ name: 'block_one_open_idx', columns: ['appointmentId'], unique: true, where: 'ended_at IS NULL' }],
    checks: [
      { name: 'block_at_expiry_check', expression: "at_expiry IN ('lapse', 'escalate')" },
      { name: 'block_ended_how_check', expression: "ended_how IN ('lifted', 'lapsed', 'cancelled')" },
      { name: 'block_action_check', expression: '(action_words IS NULL) = (action_url IS NULL)' },
      { name: 'block_ended_check', expression: '(ended_at IS NULL) = (ended_how IS NULL)' },
    ],
  },
);

/** A customer who would rather come sooner. */
export type WaitlistRow = {
  id: string;
  appointmentId: string;
  placedBy: string;
  placedAt: Date;
  endedAt: Date | null;
  endedWhy: string | null;
};
export const Waitlist = table<WaitlistRow>(
  'waitlist',
  { id, appointmentId: uuid, placedBy: text, placedAt: at, endedAt: maybe(at), endedWhy: maybe(text) },
  { appointmentId: 'appointment' },
  { indices: [{ name: 'waitlist_one_open_idx', columns: ['appointmentId'], unique: true, where: 'ended_at IS NULL' }] },
);

/** One visit that a dispatcher gave to somebody else: how it stood after that, and who had it before (null: nobody). */
export type VisitChange = {
  readonly appointmentId: string;
  /** Of the visit, after the change. */
  readonly version: number;
  /** The ticket of the change. */
  readonly ticketId: string;
  readonly before: {
    readonly ticketId: string;
    readonly technicianId: string;
    readonly technician: string;
    readonly state: AssignmentState;
  } | null;
};

/** What a dispatcher changed by hand: for some minutes it can be put back. */
export type DeskChangeRow = {
  id: string;
  did: 'assigned' | 'reassigned' | 'swapped';
  changes: readonly VisitChange[];
  doneBy: string;
  doneAt: Date;
  undoUntil: Date;
  undoneBy: string | null;
  undoneAt: Date | null;
};
export const DeskChange = table<DeskChangeRow>(
  'desk_change',
  {
    id,
    did: text,
    changes: json,
    doneBy: text,
    doneAt: at,
    undoUntil: at,
    undoneBy: maybe(text),
    undoneAt: maybe(at),
  },
  {},
  {
    checks: [
      { name: 'desk_change_did_check', expression: "did IN ('assigned', 'reassigned', 'swapped')" },
      { name: 'desk_change_undone_check', expression: '(undone_at IS NULL) = (undone_by IS NULL)' },
    ],
  },
);
