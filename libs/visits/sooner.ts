import type { Window } from '#time/window';
import type { AppointmentState } from '#visits/appointment';
import type { AssignmentState } from '#visits/assignment';

/** What of a visit decides whether it may come sooner. */
type Standing = {
  readonly state: AppointmentState;
  readonly window: Window | null;
  readonly arrivedAt: Date | null;
  readonly suspendedAt: Date | null;
  /** Another department's stop on it; null when there is none. */
  readonly block: unknown;
  readonly ticket: { readonly state: AssignmentState } | null;
};

/** Whether a sooner time could still be of use: a promised visit that nobody has set out for and nothing holds up. */
export const mayComeSooner = ({ state, window, arrivedAt, suspendedAt, block, ticket }: Standing): boolean =>
  state === 'confirmed' &&
  window !== null &&
  arrivedAt === null &&
  suspendedAt === null &&
  block === null &&
  ticket?.state !== 'en_route';

/** Whether `window` would be a sooner time for this visit: sooner is what ends before the time it has begins. */
export const isSooner = (visit: Standing, window: Window): boolean =>
  mayComeSooner(visit) && window.to <= visit.window!.from;
