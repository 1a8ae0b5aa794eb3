/** A stay that is asked for: where, how long, when it may begin, who can do it, and what leaving it out costs. */
export type AskedVisit = {
  /** Row and column of the matrix of travel. */
  readonly place: number;
  readonly duration: number;
  /** It begins no sooner than `from` and no later than `to`; both hold to the last bit. */
  readonly from: number;
  readonly to: number;
  /** All of them are needed. */
  readonly skills: readonly string[];
  readonly demand: number;
  /** What a plan without it costs, in the unit of travel; null for a visit that no plan may leave out. */
  readonly penalty: number | null;
};

/**
 * A stretch of one technician's time in which visits can be put: a whole shift from home to home, or the gap between two
 * stays that stand already. He leaves `start` no sooner than `from` and is at `end` no later than `to`.
 */
export type Stretch = {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly skills: readonly string[];
  readonly capacity: number;
  /** A break: at the end of the first stay that ends at or after `from`, before any stay when he is free then. */
  readonly rest: { readonly from: number; readonly minutes: number } | null;
};

/** Times and travel are numbers of one unit (minutes, as a rule); the plan's aim is the least travel with least left out. */
export type Problem = {
  readonly visits: readonly AskedVisit[];
  readonly stretches: readonly Stretch[];
  /** How many places there are. */
  readonly places: number;
  /** Row by row: `travel[from * places + to]`. */
  readonly travel: Float64Array;
};

export type PlannedVisit = { readonly visit: number; readonly begins: number };

export type Plan = {
  /** By stretch, in the order they are driven to. */
  readonly tours: readonly (readonly PlannedVisit[])[];
  readonly leftOut: readonly number[];
  /** Of all stretches in which there is something to do. */
  readonly driving: number;
};
