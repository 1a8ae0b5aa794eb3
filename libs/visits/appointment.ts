import { contains, type Window } from '#time/window';
import { type Refused, refuse } from '#visits/refused';

/** The customer's side of a visit: the promise. *Missed* is a fact about it, not a state. */
export type AppointmentState = 'requested' | 'confirmed' | 'fulfilled' | 'cancelled' | 'failed';

export const APPOINTMENT_NEXT = {
  requested: ['confirmed', 'cancelled'],
  // Back to `requested` goes only what was suspended and found no new time before its own was due.
  confirmed: ['fulfilled', 'cancelled', 'failed', 'requested'],
  fulfilled: [],
  cancelled: [],
  failed: [],
} as const satisfies Record<AppointmentState, readonly AppointmentState[]>;

export const canBecome = (from: AppointmentState, to: AppointmentState) =>
  (APPOINTMENT_NEXT[from] as readonly AppointmentState[]).includes(to);

/** A reschedule keeps the appointment and raises its revision. */
export function reschedule(
  appointment: { readonly state: AppointmentState; readonly revision: number },
  to: Window,
  now: Date,
): { readonly revision: number; readonly window: Window } | Refused {
  if (appointment.state !== 'confirmed')
    return refuse('closed', `This visit is ${appointment.state} and cannot be moved.`);
  if (to.to <= now) return refuse('expired', 'That time has already passed.');
  return { revision: appointment.revision + 1, window: to };
}

/** Whether arriving at `at` keeps the promise: any moment up to the end of the window, early ones included. */
export const keeps = (promised: Window, at: Date) => at < promised.from || contains(promised, at);
