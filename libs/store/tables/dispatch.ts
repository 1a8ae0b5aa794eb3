import type { AssignmentState } from '#visits/assignment';
import type { GapOfferState } from '#visits/waiting';
import { at, id, int, json, key, maybe, real, starting, table, text, uuid } from '#store/tables/table';

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

/** A technician's time that became free while somebody in his territory waits for an earlier one. */
export type GapRow = {
  id: string;
  technicianId: string;
  freedById: string;
  freeFrom: Date;
  freeTo: Date;
  /** The first gap of the chain this one belongs to; null for the first. */
  rootId: string | null;
  moves: number;
  openedAt: Date;
  closedAt: Date | null;
  closedWhy: string | null;
};
export const Gap = table<GapRow>(
  'gap',
  {
    id,
    technicianId: uuid,
    freedById: uuid,
    freeFrom: at,
    freeTo: at,
    rootId: maybe(uuid),
    moves: starting(int, 0),
    openedAt: at,
    closedAt: maybe(at),
    closedWhy: maybe(text),
  },
  { technicianId: 'technician', freedById: 'appointment', rootId: 'gap' },
  {
    checks: [
      { name: 'gap_moves_check', expression: 'moves BETWEEN 0 AND 10' },
      { name: 'gap_span_check', expression: 'free_from < free_to' },
    ],
  },
);

/** Somebody who was asked whether he would rather have a gap, and what came of it. */
export type GapOfferRow = {
  id: string;
  gapId: string;
  appointmentId: string;
  promptId: string;
  /** Null where several are asked at once and the first yes wins. */
  holdId: string | null;
  windowFrom: Date;
  windowTo: Date;
  state: GapOfferState;
  askedAt: Date;
  answerBy: Date;
  endedAt: Date | null;
};
export const GapOffer = table<GapOfferRow>(
  'gap_offer',
  {
    id,
    gapId: uuid,
    appointmentId: uuid,
    promptId: uuid,
    holdId: maybe(uuid),
    windowFrom: at,
    windowTo: at,
    state: text,
    askedAt: at,
    answerBy: at,
    endedAt: maybe(at),
  },
  { gapId: 'gap', appointmentId: 'appointment', promptId: 'prompt', holdId: 'hold' },
  {
    indices: [
      { name: 'gap_offer_once_idx', columns: ['gapId', 'appointmentId'], unique: true },
      { name: 'gap_offer_one_taker_idx', columns: ['gapId'], unique: true, where: "state = 'taken'" },
      { name: 'gap_offer_appointment_id_idx', columns: ['appointmentId'] },
      { name: 'gap_offer_prompt_id_idx', columns: ['promptId'] },
    ],
    checks: [
      {
        name: 'gap_offer_state_check',
        expression: "state IN ('asked', 'taken', 'kept', 'silent', 'gone', 'dropped')",
      },
      { name: 'gap_offer_ended_check', expression: "(ended_at IS NULL) = (state = 'asked')" },
    ],
  },
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
    /** When he was to begin; changes of before this was written down have none. */
    readonly plannedFrom?: string;
  } | null;
};

/** What a dispatcher changed by hand: for some minutes it can be put back. */
export type DeskChangeRow = {
  id: string;
  did: 'assigned' | 'reassigned' | 'swapped' | 'mended' | 'replanned';
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
      {
        name: 'desk_change_did_check',
        expression: "did IN ('assigned', 'reassigned', 'swapped', 'mended', 'replanned')",
      },
      { name: 'desk_change_undone_check', expression: '(undone_at IS NULL) = (undone_by IS NULL)' },
    ],
  },
);

/** What can keep a technician from going on with his day. */
export type Trouble = 'sick' | 'broken-down' | 'late';
export type MendingState = 'thinking' | 'ready' | 'applied' | 'refused' | 'failed';
/** How far the thinking has come: of so many visits so many are kept, by so many moves. */
export type MendingProgress = { readonly visits?: number; readonly kept?: number; readonly moves?: number };

/** A day with which a technician cannot go on as planned, and how it could go on instead. */
export type MendingRow = {
  id: string;
  technicianId: string;
  trouble: Trouble;
  fromAt: Date;
  state: MendingState;
  progress: MendingProgress;
  aliveAt: Date;
  askedBy: string;
  askedAt: Date;
  endedBy: string | null;
  endedAt: Date | null;
};
export const Mending = table<MendingRow>(
  'mending',
  {
    id,
    technicianId: uuid,
    trouble: text,
    fromAt: at,
    state: text,
    progress: json,
    aliveAt: at,
    askedBy: text,
    askedAt: at,
    endedBy: maybe(text),
    endedAt: maybe(at),
  },
  { technicianId: 'technician' },
  {
    indices: [{ name: 'mending_technician_id_idx', columns: ['technicianId'] }],
    checks: [
      { name: 'mending_trouble_check', expression: "trouble IN ('sick', 'broken-down', 'late')" },
      { name: 'mending_state_check', expression: "state IN ('thinking', 'ready', 'applied', 'refused', 'failed')" },
    ],
  },
);

/** A time an offer could name. */
export type MendingChoice = { readonly from: string; readonly to: string; readonly technician: string };

/** What becomes of one visit in it. */
export type MendingRowRow = {
  id: string;
  mendingId: string;
  nth: number;
  kind: 'move' | 'offer' | 'stay';
  appointmentId: string;
  version: number;
  fromTechnicianId: string;
  toTechnicianId: string | null;
  stayFrom: Date | null;
  stayTo: Date | null;
  detourMinutes: number | null;
  orphanId: string;
  choices: readonly MendingChoice[];
  outcome: 'applied' | 'rejected' | 'left' | null;
  says: string | null;
};
export const MendingRows = table<MendingRowRow>(
  'mending_row',
  {
    id,
    mendingId: uuid,
    nth: int,
    kind: text,
    appointmentId: uuid,
    version: int,
    fromTechnicianId: uuid,
    toTechnicianId: maybe(uuid),
    stayFrom: maybe(at),
    stayTo: maybe(at),
    detourMinutes: maybe(real),
    orphanId: uuid,
    choices: json,
    outcome: maybe(text),
    says: maybe(text),
  },
  {
    mendingId: 'mending',
    appointmentId: 'appointment',
    fromTechnicianId: 'technician',
    toTechnicianId: 'technician',
    orphanId: 'appointment',
  },
  {
    indices: [{ name: 'mending_row_nth_idx', columns: ['mendingId', 'nth'], unique: true }],
    checks: [
      { name: 'mending_row_kind_check', expression: "kind IN ('move', 'offer', 'stay')" },
      { name: 'mending_row_outcome_check', expression: "outcome IN ('applied', 'rejected', 'left')" },
      {
        name: 'mending_row_move_check',
        expression:
          "(kind = 'move') = (to_technician_id IS NOT NULL AND stay_from IS NOT NULL AND stay_to IS NOT NULL)",
      },
    ],
  },
);

/** The planning of a day for a territory. */
export type DayPlanRow = {
  id: string;
  territoryId: string;
  day: string;
  askedBy: string;
  askedAt: Date;
  state: 'planning' | 'planned' | 'cancelled' | 'failed';
  progress: object;
  seenAt: Date;
  proposal: object | null;
};
export const DayPlan = table<DayPlanRow>(
  'day_plan',
  {
    id,
    territoryId: uuid,
    day: { type: 'date' },
    askedBy: text,
    askedAt: at,
    state: text,
    progress: json,
    seenAt: at,
    proposal: maybe(json),
  },
  { territoryId: 'territory' },
  {
    indices: [
      {
        name: 'day_plan_one_at_a_time_idx',
        columns: ['territoryId', 'day'],
        unique: true,
        where: "state = 'planning'",
      },
    ],
    checks: [
      { name: 'day_plan_state_check', expression: "state IN ('planning', 'planned', 'cancelled', 'failed')" },
      { name: 'day_plan_proposal_check', expression: "(state = 'planned') = (proposal IS NOT NULL)" },
    ],
  },
);

/** Somebody's days have changed; without a technician, everybody's. */
export type RouteChangeRow = { id: string; technicianId: string | null; xid: string; at: Date };
export const RouteChange = table<RouteChangeRow>(
  'route_change',
  {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    technicianId: maybe(uuid),
    // Cast to bigint in SQL; TypeORM reads defaults back without their casts.
    xid: { type: 'bigint', default: () => '((pg_current_xact_id()))' },
    at: { ...at, default: () => 'clock_timestamp()' },
  },
  {},
  { indices: [{ name: 'route_change_xid_idx', columns: ['xid', 'technicianId'] }] },
);

/** Who is writing to a customer at the moment. */
export type ReplyClaimRow = { workOrderId: string; dispatcherId: string; until: Date };
export const ReplyClaim = table<ReplyClaimRow>(
  'reply_claim',
  { workOrderId: key(uuid), dispatcherId: uuid, until: at },
  { workOrderId: 'work_order', dispatcherId: 'dispatcher' },
);
