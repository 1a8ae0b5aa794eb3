import type { Way } from '#conversation/ways';
import type { PromiseKind, PromiseState } from '#visits/promise';
import { at, flag, id, int, json, key, maybe, real, starting, table, text, unique, uuid } from '#store/tables/table';

export type MessageState =
  | 'pending'
  | 'sending'
  | 'unknown'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'suppressed'
  | 'expired'
  /** Somebody has been asked to tell it. */
  | 'with-person'
  | 'told';

export type MessageRow = {
  id: string;
  key: string;
  kind: string;
  phone: string;
  workOrderId: string | null;
  appointmentId: string | null;
  assignmentId: string | null;
  facts: Record<string, unknown>;
  claims: Record<string, unknown>;
  isReply: boolean;
  /** Which go first when not all may leave: see RANKS. */
  rank: number;
  urgency: Date;
  sendAfter: Date;
  usefulUntil: Date;
  state: MessageState;
  /** The way it goes now. */
  way: Way;
  body: string | null;
  segments: number | null;
  leaseUntil: Date | null;
  attempts: number;
  carrierSid: string | null;
  reason: string | null;
  createdAt: Date;
  sentAt: Date | null;
};
export const Message = table<MessageRow>(
  'message',
  {
    id,
    key: unique(text),
    kind: text,
    phone: text,
    workOrderId: maybe(uuid),
    appointmentId: maybe(uuid),
    assignmentId: maybe(uuid),
    facts: json,
    claims: json,
    isReply: starting(flag, false),
    rank: starting(int, 1),
    urgency: at,
    sendAfter: at,
    usefulUntil: at,
    state: text,
    way: starting(text, 'text'),
    body: maybe(text),
    segments: maybe(int),
    leaseUntil: maybe(at),
    attempts: starting(int, 0),
    carrierSid: unique(maybe(text)),
    reason: maybe(text),
    createdAt: at,
    sentAt: maybe(at),
  },
  { workOrderId: 'work_order', appointmentId: 'appointment', assignmentId: 'assignment' },
  {
    indices: [
      { name: 'message_waiting_idx', columns: ['rank', 'urgency', 'id', 'sendAfter'], where: "state = 'pending'" },
      { name: 'message_open_idx', columns: ['phone'], where: "state IN ('pending', 'sending', 'unknown')" },
      { name: 'message_left_idx', columns: ['phone', 'sentAt'], where: 'sent_at IS NOT NULL' },
      { name: 'message_in_doubt_idx', columns: ['leaseUntil'], where: "state IN ('sending', 'unknown')" },
      { name: 'message_work_order_id_idx', columns: ['workOrderId'] },
      {
        name: 'message_receipt_idx',
        columns: ['leaseUntil'],
        where: "state = 'sent' AND lease_until IS NOT NULL",
      },
      { name: 'message_with_person_idx', columns: ['phone'], where: "state = 'with-person'" },
    ],
    checks: [
      {
        name: 'message_state_check',
        expression:
          "state IN ('pending', 'sending', 'unknown', 'sent', 'delivered', 'undelivered', 'suppressed', 'expired', 'with-person', 'told')",
      },
      { name: 'message_way_check', expression: "way IN ('text', 'call', 'mail', 'person')" },
    ],
  },
);

/** How much of what the carrier takes from one of our senders is left; kept here so that all workers share it. */
export type CarrierPaceRow = {
  sender: string;
  tokens: number;
  at: Date;
  /** The carrier's day, and the segments that have left in it. */
  day: string;
  today: number;
  slowed: number;
  slowedAt: Date;
};
export const CarrierPace = table<CarrierPaceRow>('carrier_pace', {
  sender: key(text),
  tokens: real,
  at,
  day: text,
  today: int,
  slowed: int,
  slowedAt: at,
});

export type InboundMessageRow = {
  id: string;
  carrierSid: string;
  phone: string;
  body: string;
  receivedAt: Date;
  handledAt: Date | null;
  understood: Record<string, unknown> | null;
  workOrderId: string | null;
  /** What the carrier itself made of it and has answered already. */
  carrierDid: 'STOP' | 'START' | 'HELP' | null;
};
export const InboundMessage = table<InboundMessageRow>(
  'inbound_message',
  {
    id,
    carrierSid: unique(text),
    phone: text,
    body: text,
    receivedAt: at,
    handledAt: maybe(at),
    understood: maybe(json),
    workOrderId: maybe(uuid),
    carrierDid: maybe(text),
  },
  { workOrderId: 'work_order' },
  {
    indices: [
      { name: 'inbound_message_waiting_idx', columns: ['receivedAt'], where: 'handled_at IS NULL' },
      { name: 'inbound_message_phone_idx', columns: ['phone'] },
      { name: 'inbound_message_work_order_id_idx', columns: ['workOrderId'] },
    ],
    checks: [{ name: 'inbound_message_carrier_did_check', expression: "carrier_did IN ('STOP', 'START', 'HELP')" }],
  },
);

export type PromiseRow = {
  id: string;
  workOrderId: string;
  appointmentId: string | null;
  kind: PromiseKind;
  owner: string;
  deadline: Date;
  basedOn: Record<string, unknown>;
  state: PromiseState;
  madeAt: Date;
  settledAt: Date | null;
  settledWhy: string | null;
  replacedBy: string | null;
};
export const PromiseTable = table<PromiseRow>(
  'promise',
  {
    id,
    workOrderId: uuid,
    appointmentId: maybe(uuid),
    kind: text,
    owner: text,
    deadline: at,
    basedOn: json,
    state: text,
    madeAt: at,
    settledAt: maybe(at),
    settledWhy: maybe(text),
    replacedBy: maybe(uuid),
  },
  { workOrderId: 'work_order', appointmentId: 'appointment', replacedBy: 'promise' },
  {
    indices: [
      { name: 'promise_work_order_id_idx', columns: ['workOrderId'] },
      { name: 'promise_open_idx', columns: ['deadline'], where: "state = 'open'" },
      { name: 'promise_appointment_id_idx', columns: ['appointmentId'], where: "state = 'open'" },
    ],
    checks: [
      { name: 'promise_kind_check', expression: "kind IN ('window', 'eta', 'call-back', 'update')" },
      { name: 'promise_state_check', expression: "state IN ('open', 'kept', 'broken', 'replaced')" },
    ],
  },
);

export type TimelineRow = {
  id: string;
  xid: string;
  at: Date;
  type: string;
  actor: string;
  reason: string;
  workOrderId: string | null;
  appointmentId: string | null;
  assignmentId: string | null;
  technicianId: string | null;
  data: Record<string, unknown>;
  reactedAt: Date | null;
};
export const Timeline = table<TimelineRow>(
  'timeline',
  {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    // Cast to bigint in SQL; TypeORM reads defaults back without their casts.
    xid: { type: 'bigint', default: () => '((pg_current_xact_id()))' },
    at,
    type: text,
    actor: text,
    reason: text,
    workOrderId: maybe(uuid),
    appointmentId: maybe(uuid),
    assignmentId: maybe(uuid),
    technicianId: maybe(uuid),
    data: json,
    reactedAt: maybe(at),
  },
  {},
  {
    indices: [
      { name: 'timeline_cursor_idx', columns: ['xid', 'id'] },
      { name: 'timeline_work_order_id_idx', columns: ['workOrderId', 'id'] },
      { name: 'timeline_waiting_idx', columns: ['id'], where: 'reacted_at IS NULL' },
    ],
  },
);

export type TimerRow = { key: string; kind: string; subject: string; dueAt: Date };
export const Timer = table<TimerRow>(
  'timer',
  { key: key(text), kind: text, subject: uuid, dueAt: at },
  {},
  { indices: [{ name: 'timer_due_at_idx', columns: ['dueAt'] }] },
);

export type SetbackRow = { key: string; failures: number; retryAt: Date; error: string };
export const Setback = table<SetbackRow>('setback', { key: key(text), failures: int, retryAt: at, error: text });

export type AlertRow = {
  id: string;
  key: string;
  kind: string;
  workOrderId: string | null;
  technicianId: string | null;
  says: string;
  dueAt: Date | null;
  openedAt: Date;
  closedAt: Date | null;
  closedWhy: string | null;
  /** Until then it lies aside, and who has laid it there. */
  snoozedUntil: Date | null;
  snoozedBy: string | null;
};
export const Alert = table<AlertRow>(
  'alert',
  {
    id,
    key: text,
    kind: text,
    workOrderId: maybe(uuid),
    technicianId: maybe(uuid),
    says: text,
    dueAt: maybe(at),
    openedAt: at,
    closedAt: maybe(at),
    closedWhy: maybe(text),
    snoozedUntil: maybe(at),
    snoozedBy: maybe(text),
  },
  { workOrderId: 'work_order', technicianId: 'technician' },
  {
    indices: [
      { name: 'alert_one_open_idx', columns: ['key'], unique: true, where: 'closed_at IS NULL' },
      { name: 'alert_work_order_id_idx', columns: ['workOrderId'] },
    ],
  },
);
