import { at, id, maybe, table, text, uuid } from '#store/tables/table';

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
  placedBy: string;
  placedAt: Date;
  endedAt: Date | null;
  endedHow: 'lifted' | 'lapsed' | 'escalated' | 'cancelled' | null;
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
      { name: 'block_ended_how_check', expression: "ended_how IN ('lifted', 'lapsed', 'escalated', 'cancelled')" },
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
