import type { Language } from '#time/language';
import type { Window } from '#time/window';

/** `{ name: 'Acme Fiber', short: 'Acme', desk: '555-0142', line: '555-0143' }`: `line` is the masked technician line. */
export type Company = { readonly name: string; readonly short: string; readonly desk: string; readonly line: string };

/** `{ first: 'Maria', short: 'Maria G.' }`. */
export type TechnicianSaid = { readonly first: string; readonly short: string };

/** `{ first: 'Lee', role: 'dispatch' }`: the person who owns a promise. */
export type AgentSaid = { readonly first: string; readonly role: string };

/** Who is spoken to, as far as only the language matters. */
export type Listener = { readonly language: Language };

/** Where it is heard and in which language: all times are said in the zone of the visit's address. */
export type Hearer = Listener & { readonly zone: string };

export type VisitSaid = {
  readonly ref: string;
  /** What the customer is spoken to in. */
  readonly language: Language;
  /** What is done, in one word: `repair`. */
  readonly work: string;
  readonly street: string;
  /** IANA zone of the address; all times are said in it. */
  readonly zone: string;
  /** The promised arrival. */
  readonly window: Window;
  readonly technician: TechnicianSaid | null;
  /** First name of the customer. */
  readonly customer: string;
  readonly link: string;
  /** What has to be done before it and is not done yet, `survey`; absent when nothing has. */
  readonly after?: string | null;
  /** Whether it is one of several of the same order, and has to be told from the others. */
  readonly isOneOf?: boolean;
};

/** An arrival between p10 and p90, as it is told. */
export type Spread = { readonly p10: Date; readonly p50: Date; readonly p90: Date };

/** Why the arrival is what it is. */
export type DelayReason = 'job-ran-over' | 'silence' | 'reported' | 'plan';

export type EtaSaid = Spread & {
  readonly asOf: Date;
  readonly reason: DelayReason;
  /** Stops the technician makes before this one, the present one not counted. */
  readonly stopsBefore: number;
  /** Age of his last position, `null` when there is none to speak of. */
  readonly positionAgeMinutes: number | null;
};

export type ChoiceSaid = {
  readonly digit: number;
  readonly window: Window;
  readonly technician: TechnicianSaid;
  /** True when it is the technician the visit has now. */
  readonly sameTechnician: boolean;
  /** Not kept for him: whoever takes it first has it. */
  readonly isUnheld?: true;
};

/** The open prompt: at most four choices, the digit that keeps the visit as it is, and when the holds end. */
export type Menu = {
  readonly choices: readonly ChoiceSaid[];
  readonly keep: number | null;
  readonly heldUntil: Date;
};
