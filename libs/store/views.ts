import type { AppointmentState } from '#visits/appointment';
import type { AssignmentState } from '#visits/assignment';
import type { GapOfferState } from '#visits/waiting';
import type { PromiseKind, PromiseState } from '#visits/promise';
import type { Figures } from '#eta/were-we-right';

/*
 * What the screens get, exactly as it goes over the wire: instants are ISO strings in UTC, nothing else needs decoding.
 * The fronts import these types and nothing else of the libs.
 */

export type Instant = string;
export type Span = { readonly from: Instant; readonly to: Instant };
export type ToldEta = { readonly p10: Instant; readonly p50: Instant; readonly p90: Instant };

export type BoardTechnician = {
  readonly id: string;
  readonly name: string;
  readonly skills: readonly string[];
  readonly territory: string;
  /** Of the territory: the clocks he goes by. */
  readonly zone: string;
  readonly shifts: readonly Span[];
  /** As planned; a break is taken at the end of the visit it falls into. */
  readonly breaks: readonly Span[];
};

export type BoardVisit = {
  readonly appointmentId: string;
  readonly workOrderId: string;
  readonly ref: string;
  /** Four digits that stand on the customer's page, to be read out: not every order's are its own. */
  readonly code: string;
  readonly customer: string;
  readonly street: string;
  readonly lat: number;
  readonly lng: number;
  readonly work: string;
  readonly zone: string;
  readonly state: AppointmentState;
  readonly revision: number;
  readonly version: number;
  readonly window: Span | null;
  readonly eta: (ToldEta & { readonly asOf: Instant; readonly basis: string }) | null;
  readonly told: (ToldEta & { readonly at: Instant }) | null;
  readonly atRisk: boolean;
  readonly missed: boolean;
  /** Null while nobody has it. */
  readonly ticket: {
    readonly id: string;
    readonly technicianId: string;
    readonly technician: string;
    readonly state: AssignmentState;
    readonly planned: Span;
    readonly expected: Span | null;
    readonly alarmed: boolean;
  } | null;
  /** The visit that has to be done first and is not done yet: `survey`. */
  readonly after: string | null;
  /** Kept, but not confirmed: what it rested on is gone. */
  readonly suspended: boolean;
  /** Another department's stop on it. */
  readonly block: {
    readonly owner: string;
    readonly reason: string;
    readonly expiresAt: Instant;
    readonly atExpiry: 'lapse' | 'escalate';
    /** Since when a person has to decide. */
    readonly escalatedAt: Instant | null;
  } | null;
  /** A question to the customer is open. */
  readonly asked: boolean;
  /** A text of the customer, or of anybody else on the order, waits for its answer. */
  readonly unanswered: boolean;
};

export type BoardAlert = {
  readonly id: string;
  readonly kind: string;
  readonly workOrderId: string | null;
  readonly technicianId: string | null;
  readonly says: string;
  readonly dueAt: Instant | null;
  readonly openedAt: Instant;
  /** Laid aside, by whom and until when; over, that says nothing any more. */
  readonly snoozed: { readonly by: string; readonly until: Instant } | null;
};

export type BoardEvent = {
  readonly id: string;
  readonly at: Instant;
  readonly type: string;
  readonly actor: string;
  readonly reason: string;
  readonly workOrderId: string | null;
  readonly technicianId: string | null;
};

/** The one clock: what it showed when this was written, and how many of its seconds pass in a second. */
export type ClockFace = { readonly shows: Instant; readonly rate: number };

export type BoardSnapshot = {
  readonly cursor: string;
  readonly clock: ClockFace;
  readonly company: string;
  readonly zone: string;
  /** The local day shown, `2026-03-03`, and the instants between which it lies. */
  readonly day: string;
  readonly span: Span;
  readonly technicians: readonly BoardTechnician[];
  readonly visits: readonly BoardVisit[];
  readonly alerts: readonly BoardAlert[];
};

/** The way to a visit from where he is before it: it takes so long, and ends when the visit begins. */
export type DayDrive = { readonly appointmentId: string; readonly arrives: Instant; readonly minutes: number };
/** By technician. */
export type DayDrivesView = { readonly technicians: Readonly<Record<string, readonly DayDrive[]>> };

/** What has changed since a cursor: visits to put in place of the old ones, and all alerts that are open now. */
export type BoardChange = {
  readonly cursor: string;
  readonly clock: ClockFace;
  readonly visits: readonly BoardVisit[];
  readonly alerts: readonly BoardAlert[];
  readonly events: readonly BoardEvent[];
};

/** A conversation that waits for a person. */
export type Conversation = {
  readonly workOrderId: string;
  readonly ref: string;
  readonly customer: string;
  readonly phone: string;
  /** Whether the number may be texted. */
  readonly texts: boolean;
  readonly zone: string;
  /** `unanswered`, or kinds of alerts. */
  readonly why: readonly string[];
  readonly since: Instant;
  /** What was promised by then, where something was. */
  readonly dueAt: Instant | null;
  readonly last: { readonly at: Instant; readonly body: string; readonly isOurs: boolean } | null;
};

/** A work order that was searched for: the visit of it that comes next, or came last. */
export type FoundVisit = {
  readonly workOrderId: string;
  readonly ref: string;
  readonly customer: string;
  readonly phone: string;
  readonly street: string;
  readonly zone: string;
  readonly window: Span | null;
};

export type StoryEntry = {
  readonly at: Instant;
  /** `happened`: an event with actor and reason; `said`: a text of ours; `heard`: a text of the customer's. */
  readonly kind: 'happened' | 'said' | 'heard';
  readonly type: string;
  readonly actor: string;
  readonly text: string;
  /** For `said`: what became of it, `delivered`; with the way it went when that was no text, `call reached`. */
  readonly state: string | null;
};

export type StoryPromise = {
  readonly id: string;
  readonly kind: PromiseKind;
  readonly owner: string;
  readonly deadline: Instant;
  readonly state: PromiseState;
  readonly madeAt: Instant;
  readonly why: string | null;
};

/** A customer who would rather come sooner; null `since` when he waits no longer. */
export type StoryWaiting = {
  readonly since: Instant | null;
  readonly offers: readonly {
    readonly window: Span;
    readonly technician: string;
    readonly answerBy: Instant;
    readonly state: GapOfferState;
  }[];
};

/** Everything about one work order, on one page for everybody. */
export type Story = {
  /** The one that comes next. */
  readonly visit: BoardVisit;
  /** The other visits of the order. */
  readonly others: readonly BoardVisit[];
  readonly customer: {
    readonly name: string;
    readonly phone: string;
    readonly email: string | null;
    readonly texts: boolean;
    /** What he is spoken to in. */
    readonly language: 'en' | 'es';
  };
  /** Who else hears its news, and may ask and choose. */
  readonly contacts: readonly { readonly name: string; readonly phone: string; readonly email: string | null }[];
  readonly address: { readonly street: string; readonly city: string };
  readonly notes: string;
  readonly closedAt: Instant | null;
  /** Where he would rather come sooner: since when, and what he was offered. */
  readonly waiting: StoryWaiting | null;
  /** What the visit that comes next needs because another could not be completed. */
  readonly needs: {
    readonly part: string | null;
    readonly skill: string | null;
    readonly notBefore: Instant | null;
  } | null;
  readonly promises: readonly StoryPromise[];
  readonly photos: readonly StoryPhoto[];
  readonly entries: readonly StoryEntry[];
};

/** A picture a technician took there; it is at `/api/photos/{id}`. */
export type StoryPhoto = { readonly id: string; readonly at: Instant; readonly technician: string };

export type CandidateView = {
  readonly technicianId: string;
  readonly name: string;
  /** When he would be there; null when he cannot take it. */
  readonly stay: Span | null;
  readonly for: readonly string[];
  /** Why he cannot. */
  readonly against: readonly string[];
  /** What would have to be lived with. */
  readonly drawbacks: readonly string[];
  /** Visits of his that could change hands with this one. */
  readonly swaps: readonly SwapView[];
};

export type SwapView = {
  readonly appointmentId: string;
  readonly version: number;
  readonly customer: string;
  readonly window: Span;
};

/** Times of a technician's day at which a visit could be put, from the first to the last of which the same is so. */
export type SpotView = {
  readonly from: Instant;
  readonly to: Instant;
  /** `fits`: within the promise; `asks`: the customer has to agree; `never`: it cannot be. */
  readonly is: 'fits' | 'asks' | 'never';
  readonly says: readonly string[];
};
/** `version`: of the visit that was weighed. */
export type SpotsView = { readonly version: number; readonly spots: readonly SpotView[] };

/** What a dispatcher changed, and how to put it back. */
export type Undoing = { readonly id: string; readonly until: Instant };
export type AssignedView = BoardVisit & { readonly undo: Undoing };
export type SwappedView = { readonly visits: readonly BoardVisit[]; readonly undo: Undoing };
export type UndoneView = { readonly visits: readonly BoardVisit[] };

/** How the day of a technician who cannot go on with it could go on. */
export type MendingView = {
  readonly id: string;
  readonly technicianId: string;
  readonly technician: string;
  readonly zone: string;
  readonly trouble: 'sick' | 'broken-down' | 'late';
  readonly fromAt: Instant;
  readonly state: 'thinking' | 'ready' | 'applied' | 'refused' | 'failed';
  /** The dispatcher who asked for it, and the one who applied it or laid it aside; null while it is open. */
  readonly askedBy: string;
  readonly endedBy: string | null;
  /** While it is thought about: of so many visits so many are kept, by so many moves. */
  readonly progress: { readonly visits?: number; readonly kept?: number; readonly moves?: number };
  readonly rows: readonly MendingRowView[];
};

/** What becomes of one visit in it. */
export type MendingRowView = {
  readonly id: string;
  readonly kind: 'move' | 'offer' | 'stay';
  readonly appointmentId: string;
  readonly workOrderId: string;
  readonly customer: string;
  /** The promised arrival. */
  readonly window: Span;
  readonly from: string;
  readonly to: string | null;
  readonly stay: Span | null;
  /** Extra driving for whoever takes it. */
  readonly detourMinutes: number | null;
  /** The visit for whose sake it is: rows of the same one are applied together or not at all. */
  readonly orphanId: string;
  /** The times an offer would name as things stand. */
  readonly choices: readonly { readonly from: Instant; readonly to: Instant; readonly technician: string }[];
  /** What came of it; null before the plan is applied. */
  readonly outcome: 'applied' | 'rejected' | 'left' | null;
  readonly says: string | null;
};

export type TechTicket = {
  readonly assignmentId: string;
  readonly version: number;
  readonly state: AssignmentState;
  readonly ref: string;
  readonly work: string;
  readonly minutes: number;
  readonly customer: string;
  readonly street: string;
  readonly city: string;
  readonly lat: number;
  readonly lng: number;
  readonly zone: string;
  readonly notes: string;
  readonly window: Span;
  readonly planned: Span;
  readonly expected: Span | null;
  readonly outcome: string | null;
  /** What he has to know before he goes: it is blocked, not confirmed, or waits for another visit. */
  readonly caution: string | null;
  /** What has to be brought. */
  readonly part: string | null;
  /** The visit this one goes on with: who was there, on which local day, and what came of it. */
  readonly before: { readonly technician: string; readonly at: Instant; readonly outcome: string } | null;
  /** Where it could not be completed: the visit that goes on with it. */
  readonly next: NextVisitView | null;
  /** The last few things that happened with this customer, newest last. */
  readonly history: readonly string[];
  /** What else is known of him: earlier visits, open promises, the last texts; oldest first. */
  readonly story: readonly StoryLine[];
};

/** `they`: the customer wrote; `we`: we did; a promise stands with its deadline. */
export type StoryLine = {
  readonly about: 'visit' | 'promise' | 'they' | 'we';
  readonly at: Instant;
  readonly says: string;
};

/** Whom a delay would concern, with the arrival they would be told; `texts`: they may be texted. */
export type DelayForetold = {
  readonly told: readonly {
    readonly customer: string;
    readonly at: Instant;
    readonly zone: string;
    readonly texts: boolean;
  }[];
};

/** The visit that goes on with one that could not be completed, as it is put to the customer at the same moment. */
export type NextVisitView = {
  /** Held for him; empty when he has chosen, when they have run out, or when a person calls him. */
  readonly choices: readonly { readonly holdId: string; readonly window: Span; readonly technician: string }[];
  readonly heldUntil: Instant | null;
  readonly agreed: { readonly window: Span; readonly technician: string } | null;
};

/** A ticket that was taken from him and that he has not yet seen go. */
export type LostTicket = {
  readonly assignmentId: string;
  readonly ref: string;
  readonly street: string;
  readonly why: string;
  readonly at: Instant;
};

export type TechDay = {
  readonly cursor: string;
  readonly clock: ClockFace;
  readonly company: string;
  readonly desk: string;
  /** The zone of his territory; a ticket's own is that of its address. */
  readonly zone: string;
  readonly technician: { readonly id: string; readonly name: string };
  readonly shift: Span | null;
  /** He has said that this shift is over: nothing of where he is is stored. */
  readonly off: boolean;
  /** Everything somebody in his territory can do beyond his own work. */
  readonly skills: readonly string[];
  /** What is still ahead, in order; then what is done today. */
  readonly tickets: readonly TechTicket[];
  readonly lost: readonly LostTicket[];
};

/** How true promises and predictions were, over local days of the territories. */
export type FiguresView = Figures & {
  readonly from: string;
  readonly to: string;
  /** Null for all of them. */
  readonly territoryId: string | null;
  readonly territories: readonly { readonly id: string; readonly name: string }[];
};

/** A visit a figure was made of. */
export type FigureVisitView = {
  readonly appointmentId: string;
  readonly workOrderId: string;
  readonly ref: string;
  readonly customer: string;
  readonly technician: string;
  readonly work: string;
  readonly zone: string;
  readonly promised: Span;
  /** The window that stood last, where it is another one. */
  readonly movedTo: Span | null;
  readonly told: ToldEta | null;
  readonly predicted: ToldEta | null;
  readonly arrivedAt: Instant | null;
  /** Whether it speaks for us; null where there is no good or bad. */
  readonly isGood: boolean | null;
  readonly verdict: string;
};

export type FigureVisitsView = {
  readonly total: number;
  readonly good: number;
  readonly bad: number;
  /** The first of them, those that speak against us before the others. */
  readonly visits: readonly FigureVisitView[];
};
