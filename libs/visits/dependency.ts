import { plusMinutes } from '#time/minutes';
import type { AppointmentState } from '#visits/appointment';

/** How a visit rests on another one that has to be done first. */
export type Needs = {
  /** At least so long after the first is done. */
  readonly gapMinutes: number;
  readonly sameTechnician: boolean;
};

/** The visit that has to be done first, as far as the later one is concerned. */
export type First = {
  readonly state: AppointmentState;
  /** When it is done, as planned, or was; null while it has no time. */
  readonly ends: Date | null;
  /** Who does it, or did; null while nobody has it. */
  readonly technicianId: string | null;
};

/** The later visit: when it begins, as planned, and whose it is (null while nobody has it). */
export type Later = { readonly begins: Date; readonly technicianId: string | null };

/** From when on the later visit may begin; null while nothing says when the first is done. */
export const readyAt = ({ state, ends }: First, { gapMinutes }: Needs): Date | null =>
  ends && (state === 'fulfilled' || state === 'confirmed' || state === 'requested')
    ? plusMinutes(ends, gapMinutes)
    : null;

/** Why a later visit cannot stand as it was promised. */
export type Rift = 'first-cancelled' | 'first-failed' | 'first-open' | 'too-soon' | 'other-technician';

/** What is between a visit and the one it rests on; null when it stands. */
export function rift(later: Later, first: First, needs: Needs): Rift | null {
  if (first.state === 'cancelled') return 'first-cancelled';
  if (first.state === 'failed') return 'first-failed';
  const ready = readyAt(first, needs);
  if (!ready) return 'first-open';
  if (later.begins < ready) return 'too-soon';
  // While nobody has one of them there is nobody to be another one: that is looked at when somebody has it again.
  const isAnother =
    later.technicianId !== null && first.technicianId !== null && later.technicianId !== first.technicianId;
  return needs.sameTechnician && isAnother ? 'other-technician' : null;
}
