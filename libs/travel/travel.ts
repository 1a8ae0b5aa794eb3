import type { LegBasis } from '#routes/leg';
import type { Place } from '#routes/route';

/** Driving from one place to another. */
export type Driven = { readonly seconds: number; readonly meters: number; readonly basis: LegBasis };

/** Why a driver of roads has no time for a pair of places. */
export type Unreachable = { readonly unreachable: 'no-path' | 'no-road-near' | 'outside-coverage' };

export type Cell = Driven | Unreachable;
export const isDriven = (cell: Cell): cell is Driven => 'seconds' in cell;

/** Whether the numbers are a point on the map. */
export const isPlace = ({ lat, lng }: Place): boolean => Math.abs(lat) <= 90 && Math.abs(lng) <= 180;

/** How soon an answer is needed: an arrival that is being told goes before a plan for next week. */
export type Haste = 'live' | 'planning';

export type MatrixAsk = {
  readonly from: readonly Place[];
  readonly to: readonly Place[];
  /** When they set out, for drivers that know the traffic of the hour; without it, free flow. */
  readonly departAt?: Date;
  /** The IANA zone of the places. */
  readonly zone: string;
  readonly haste?: Haste;
  readonly signal?: AbortSignal;
};

export type RouteAsk = {
  readonly stops: readonly Place[];
  readonly departAt?: Date;
  readonly zone: string;
  readonly signal?: AbortSignal;
};
/** One leg of a route; `line` is its way on the map. */
export type RouteLeg = Driven & { readonly line: readonly Place[] };

/** The place on a road nearest to a point: how far off it is, and the street's name where it has one. */
export type Snapped = { readonly place: Place; readonly meters: number; readonly street: string | null };

export type TracePoint = { readonly place: Place; readonly at: Date; readonly accuracy: number | null };
/** A trace laid onto roads: what was really driven. */
export type Matched = { readonly meters: number; readonly line: readonly Place[]; readonly streets: readonly string[] };

/**
 * A source of driving times. `matrix` every driver has; the rest are what some can do more. Every driver passes
 * `travel.contract.ts`. A driver throws a `TravelError` when it cannot answer at all; a pair without a way is a cell.
 */
export type Travel = {
  /**
   * Names driver and data, such as `valhalla:3.6.1:<network>`: times of different ids are never mixed. A server may be
   * given new roads while it runs: read it after an answer, and it is that answer's.
   */
  readonly id: string;
  /** `cells[i][j]` is the drive from `from[i]` to `to[j]`. */
  matrix(ask: MatrixAsk): Promise<Cell[][]>;
  /** One leg less than stops. A `TravelError` with `no-path` where one of them has no way. */
  route?(ask: RouteAsk): Promise<RouteLeg[]>;
  /** Null where no road is near. */
  snap?(place: Place, signal?: AbortSignal): Promise<Snapped | null>;
  match?(trace: readonly TracePoint[], signal?: AbortSignal): Promise<Matched>;
};

/**
 * `bad-ask`: a place or time that is none. `no-path`: a route or trace without a way (a cell of a matrix says so itself).
 * Everything else is the server's doing.
 */
export type TravelFailure =
  'bad-ask' | 'no-path' | 'timed-out' | 'refused' | 'over-limit' | 'unreachable-server' | 'nonsense';

/** The driver gave no answer; `why` says which kind of failure it was, the message the details. */
export class TravelError extends Error {
  constructor(
    readonly why: TravelFailure,
    message: string,
  ) {
    super(message);
  }
}

/** The chain: always a number, and what it rests on. */
export type SureTravel = {
  /** Of the configured driver (see `Travel`), or `estimate`. */
  readonly id: string;
  matrix(ask: MatrixAsk): Promise<Driven[][]>;
};
