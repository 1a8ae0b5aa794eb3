import type { Window } from '#time/window';
import type { Route, TravelMinutes, Work } from '#routes/route';
import type { Terms } from '#routes/slot-search';

/** A visit of the day that is promised and has not been begun. */
export type DayVisit = {
  readonly id: string;
  /** Whose it is. */
  readonly technicianId: string;
  readonly work: Work;
  /** The arrival promised: whoever comes, comes within it. */
  readonly window: Window;
  /** What holds for it beyond that: see the slot search. */
  readonly terms?: Terms | undefined;
};

/** A day that does not work out any more. */
export type BrokenDay = {
  /** Everybody's day as it is now: the stays of the visits that need somebody else are gone from it. */
  readonly routes: readonly Route[];
  /** The visits that need somebody else, or nobody comes. */
  readonly orphans: readonly DayVisit[];
  /**
   * The visits that another technician may be given as well where that makes room. What is not in here stays where it
   * is: whatever has been begun, is held for somebody who decides, or is for this very technician.
   */
  readonly others: readonly DayVisit[];
  readonly travel: TravelMinutes;
  readonly now: Date;
};

/** A visit that another technician takes over, within the window promised for it. */
export type Move = {
  readonly visitId: string;
  readonly from: string;
  readonly to: string;
  readonly window: Window;
  readonly stay: Window;
  /** Extra driving for whoever takes it. */
  readonly detourMinutes: number;
  /** The orphan for whose sake it is: moves of the same one stand and fall together. */
  readonly orphanId: string;
};

/** How a day can go on. */
export type Mended = {
  readonly moves: readonly Move[];
  /** The orphans whose window nobody can keep. */
  readonly unkept: readonly string[];
  /** Driving more than before, minutes, of everybody who takes or gives something; negative when it is less. */
  readonly minutes: number;
};
