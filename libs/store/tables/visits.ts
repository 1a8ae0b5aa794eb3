import type { AppointmentState } from '#visits/appointment';
import type { AssignmentState } from '#visits/assignment';
import type { HoldState } from '#visits/hold';
import type { Digits, PromptKind, PromptState } from '#visits/prompt';
import type { Basis } from '#eta/basis';
import {
  at,
  flag,
  id,
  int,
  json,
  key,
  maybe,
  real,
  span,
  starting,
  table,
  text,
  unique,
  uuid,
} from '#store/tables/table';

export type WorkTypeRow = {
  code: string;
  name: string;
  /** What customers who are spoken to in Spanish read; null where nobody has said. */
  nameEs: string | null;
  skill: string;
  minutes: number;
  windowMinutes: number;
  /** How long these visits really take, as a share of `minutes`; 1 until there is evidence. */
  learnedRatio: number;
  /** Of the logarithm of that share (standard deviation); null until there is evidence. */
  learnedSpread: number | null;
  /** Logarithms of the share of the usual, ascending and equally likely; null until there are enough. */
  learnedShape: number[] | null;
  /** How many visits that rests on. */
  learnedFrom: number;
  /** The type of the visit that has to come first, so long before it, by the same technician or by anyone. */
  needsFirst: string | null;
  gapMinutes: number;
  sameTechnician: boolean;
};
export const WorkType = table<WorkTypeRow>(
  'work_type',
  {
    code: key(text),
    name: text,
    nameEs: maybe(text),
    skill: text,
    minutes: int,
    windowMinutes: int,
    learnedRatio: starting(real, 1),
    learnedSpread: maybe(real),
    learnedShape: maybe({ type: 'double precision', array: true }),
    learnedFrom: starting(int, 0),
    needsFirst: maybe(text),
    gapMinutes: starting(int, 0),
    sameTechnician: starting(flag, false),
  },
  { needsFirst: 'work_type.code' },
  {
    checks: [
      { name: 'work_type_minutes_check', expression: 'minutes BETWEEN 5 AND 720' },
      { name: 'work_type_window_minutes_check', expression: 'window_minutes BETWEEN 15 AND 240' },
      { name: 'work_type_gap_minutes_check', expression: 'gap_minutes BETWEEN 0 AND 43200' },
    ],
  },
);

export type WorkOrderRow = {
  id: string;
  ref: string;
  customerId: string;
  addressId: string;
  workTypeCode: string;
  notes: string;
  openedAt: Date;
  closedAt: Date | null;
  /** How to get in: kept apart from the notes, and erased when the order closes. */
  accessNotes: string;
  /** How another program, or a list, calls it. */
  externalRef: string | null;
};
export const WorkOrder = table<WorkOrderRow>(
  'work_order',
  {
    id,
    ref: unique(text),
    customerId: uuid,
    addressId: uuid,
    workTypeCode: text,
    notes: starting(text, ''),
    openedAt: at,
    closedAt: maybe(at),
    accessNotes: starting(text, ''),
    externalRef: maybe(unique(text)),
  },
  { customerId: 'customer', addressId: 'address', workTypeCode: 'work_type.code' },
  { indices: [{ name: 'work_order_customer_id_idx', columns: ['customerId'] }] },
);

export type AppointmentRow = {
  id: string;
  workOrderId: string;
  state: AppointmentState;
  revision: number;
  windowFrom: Date | null;
  windowTo: Date | null;
  etaP10: Date | null;
  etaP50: Date | null;
  etaP90: Date | null;
  etaAsOf: Date | null;
  etaBasis: Basis | null;
  stopsBefore: number | null;
  toldP10: Date | null;
  toldP50: Date | null;
  toldP90: Date | null;
  toldAt: Date | null;
  atRiskAt: Date | null;
  missedAt: Date | null;
  arrivedAt: Date | null;
  endedAt: Date | null;
  version: number;
  workTypeCode: string;
  /** The visit that has to be done first, so long before this one, by the same technician or by anyone. */
  needsFirstId: string | null;
  gapMinutes: number;
  sameTechnician: boolean;
  /** The visit that could not be completed and is gone on with in this one. */
  followsId: string | null;
  /** How long it takes; null for what its work type takes. */
  minutes: number | null;
  /** What it needs beyond its work type. */
  extraSkill: string | null;
  part: string | null;
  notBefore: Date | null;
  /** Since when the promise stands still: what it rested on is gone. */
  suspendedAt: Date | null;
};
export const Appointment = table<AppointmentRow>(
  'appointment',
  {
    id,
    workOrderId: uuid,
    state: text,
    revision: starting(int, 0),
    windowFrom: maybe(at),
    windowTo: maybe(at),
    etaP10: { ...maybe(at), name: 'eta_p10' },
    etaP50: { ...maybe(at), name: 'eta_p50' },
    etaP90: { ...maybe(at), name: 'eta_p90' },
    etaAsOf: maybe(at),
    etaBasis: maybe(text),
    stopsBefore: maybe(int),
    toldP10: { ...maybe(at), name: 'told_p10' },
    toldP50: { ...maybe(at), name: 'told_p50' },
    toldP90: { ...maybe(at), name: 'told_p90' },
    toldAt: maybe(at),
    atRiskAt: maybe(at),
    missedAt: maybe(at),
    arrivedAt: maybe(at),
    endedAt: maybe(at),
    version: starting(int, 1),
    workTypeCode: text,
    needsFirstId: maybe(uuid),
    gapMinutes: starting(int, 0),
    sameTechnician: starting(flag, false),
    followsId: maybe(uuid),
    minutes: maybe(int),
    extraSkill: maybe(text),
    part: maybe(text),
    notBefore: maybe(at),
    suspendedAt: maybe(at),
  },
  {
    workOrderId: 'work_order',
    workTypeCode: 'work_type.code',
    needsFirstId: 'appointment',
    followsId: 'appointment',
  },
  {
    indices: [
      { name: 'appointment_work_order_id_idx', columns: ['workOrderId'] },
      { name: 'appointment_open_idx', columns: ['windowTo'], where: "state = 'confirmed'" },
      { name: 'appointment_window_from_idx', columns: ['windowFrom'] },
      { name: 'appointment_needs_first_id_idx', columns: ['needsFirstId'], where: 'needs_first_id IS NOT NULL' },
      { name: 'appointment_follows_id_idx', columns: ['followsId'], where: 'follows_id IS NOT NULL' },
    ],
    checks: [
      {
        name: 'appointment_state_check',
        expression: "state IN ('requested', 'confirmed', 'fulfilled', 'cancelled', 'failed')",
      },
      {
        name: 'appointment_gap_minutes_check',
        expression: 'gap_minutes BETWEEN 0 AND 43200',
      },
      { name: 'appointment_minutes_check', expression: 'minutes BETWEEN 5 AND 720' },
      {
        name: 'appointment_promise_check',
        expression: "state = 'requested' OR state = 'cancelled' OR (window_from < window_to AND revision > 0)",
      },
    ],
  },
);

export type AppointmentRevisionRow = {
  appointmentId: string;
  revision: number;
  windowFrom: Date;
  windowTo: Date;
  technicianId: string;
  actor: string;
  reason: string;
  at: Date;
};
export const AppointmentRevision = table<AppointmentRevisionRow>(
  'appointment_revision',
  {
    appointmentId: key(uuid),
    revision: key(int),
    windowFrom: at,
    windowTo: at,
    technicianId: uuid,
    actor: text,
    reason: text,
    at,
  },
  { appointmentId: 'appointment', technicianId: 'technician' },
);

export type AssignmentRow = {
  id: string;
  appointmentId: string;
  technicianId: string;
  state: AssignmentState;
  since: Date;
  plannedFrom: Date;
  plannedTo: Date;
  announced: Date | null;
  expectedFrom: Date | null;
  expectedTo: Date | null;
  outcome: string | null;
  alarmedAt: Date | null;
  endedSeenAt: Date | null;
  createdAt: Date;
  version: number;
  /** Since when his positions have been at the door of the visit he drives to. */
  atDoorSince: Date | null;
};
const LIVE_STATES = "state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused')";
export const Assignment = table<AssignmentRow>(
  'assignment',
  {
    id,
    appointmentId: uuid,
    technicianId: uuid,
    state: text,
    since: at,
    plannedFrom: at,
    plannedTo: at,
    announced: maybe(at),
    expectedFrom: maybe(at),
    expectedTo: maybe(at),
    outcome: maybe(text),
    alarmedAt: maybe(at),
    endedSeenAt: maybe(at),
    createdAt: at,
    version: starting(int, 1),
    atDoorSince: maybe(at),
  },
  { appointmentId: 'appointment', technicianId: 'technician' },
  {
    indices: [
      { name: 'assignment_technician_id_idx', columns: ['technicianId', 'plannedFrom'] },
      { name: 'assignment_appointment_id_idx', columns: ['appointmentId'] },
      { name: 'assignment_driving_idx', columns: ['technicianId'], where: "state = 'en_route'" },
      { name: 'assignment_one_live_idx', columns: ['appointmentId'], unique: true, where: LIVE_STATES },
    ],
    checks: [
      {
        name: 'assignment_state_check',
        expression:
          "state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused', 'completed', 'cannot_complete', 'declined', 'expired', 'withdrawn')",
      },
    ],
  },
);

export type PromptRow = {
  id: string;
  appointmentId: string;
  phone: string;
  kind: PromptKind;
  revision: number;
  digits: Digits;
  state: PromptState;
  expiresAt: Date;
  createdAt: Date;
  /** The same question at several phones; null where it was put to one. */
  questionId: string | null;
  /** The digit he was asked about once more. */
  toBeSure: string | null;
};
export const Prompt = table<PromptRow>(
  'prompt',
  {
    id,
    appointmentId: uuid,
    phone: text,
    kind: text,
    revision: int,
    digits: json,
    state: text,
    expiresAt: at,
    createdAt: at,
    questionId: maybe(uuid),
    toBeSure: maybe(text),
  },
  { appointmentId: 'appointment' },
  {
    indices: [
      { name: 'prompt_appointment_id_idx', columns: ['appointmentId'] },
      { name: 'prompt_question_id_idx', columns: ['questionId'], where: "state = 'open'" },
      { name: 'prompt_one_open_idx', columns: ['phone'], unique: true, where: "state = 'open'" },
    ],
    checks: [
      {
        name: 'prompt_kind_check',
        expression: "kind IN ('choice', 'survey', 'cancel', 'menu', 'note', 'earlier', 'which')",
      },
      { name: 'prompt_state_check', expression: "state IN ('open', 'answered', 'superseded', 'expired')" },
    ],
  },
);

export type HoldRow = {
  id: string;
  appointmentId: string;
  promptId: string | null;
  technicianId: string;
  windowFrom: Date;
  windowTo: Date;
  stayFrom: Date;
  stayTo: Date;
  state: HoldState;
  expiresAt: Date;
};
export const Hold = table<HoldRow>(
  'hold',
  {
    id,
    appointmentId: uuid,
    promptId: maybe(uuid),
    technicianId: uuid,
    windowFrom: at,
    windowTo: at,
    stayFrom: at,
    stayTo: at,
    state: text,
    expiresAt: at,
  },
  { appointmentId: 'appointment', promptId: 'prompt', technicianId: 'technician' },
  {
    indices: [
      { name: 'hold_appointment_id_idx', columns: ['appointmentId'] },
      { name: 'hold_active_idx', columns: ['expiresAt'], where: "state = 'active'" },
    ],
    checks: [{ name: 'hold_state_check', expression: "state IN ('active', 'taken', 'expired', 'released', 'unheld')" }],
  },
);

export type OccupancyRow = {
  id: string;
  technicianId: string;
  during: string;
  holdId: string | null;
  assignmentId: string | null;
};
export const Occupancy = table<OccupancyRow>(
  'occupancy',
  { id, technicianId: uuid, during: span, holdId: unique(maybe(uuid)), assignmentId: unique(maybe(uuid)) },
  { technicianId: 'technician', holdId: 'hold', assignmentId: 'assignment' },
  {
    checks: [{ name: 'occupancy_one_owner_check', expression: 'num_nonnulls(hold_id, assignment_id) = 1' }],
    exclusions: [
      { name: 'occupancy_no_double_booking', expression: 'USING gist (technician_id WITH =, during WITH &&)' },
    ],
  },
);
