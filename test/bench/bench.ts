import type { Grounds } from '#test/bench/grounds';

/** One measurement with its own checker. */
export type Bench = {
  readonly name: string;
  readonly about: string;
  measure(grounds: Grounds): Promise<Result>;
  /** What these arguments ask for instead; null when nobody can follow them. */
  withOptions?(args: readonly string[]): Bench | null;
};

/** A measurement that needs no server: it takes arguments, prints for itself and gives the code to end with. */
export type Play = {
  readonly name: string;
  readonly about: string;
  play(args: readonly string[]): number | Promise<number>;
};

/** What came of it. `wrong` names every wrong result: one is enough to fail the run, however fast it was. */
export type Result = {
  readonly table: readonly Line[];
  readonly aims: readonly Aim[];
  readonly wrong: readonly string[];
  /** Everything else worth keeping, as it goes into the JSON. */
  readonly facts: Record<string, unknown>;
};

/** One line of the table: the same figure of ours, of the peer and of the floor, in the same unit. */
export type Line = {
  readonly what: string;
  readonly unit: string;
  readonly ours: number | null;
  readonly peer?: number | null;
  readonly floor?: number | null;
};

/** A figure we want to reach. Missing one is said, and fails nothing. */
export type Aim = { readonly what: string; readonly is: number; readonly atMost?: number; readonly atLeast?: number };

export const isMet = ({ is, atMost = Infinity, atLeast = -Infinity }: Aim) => is <= atMost && is >= atLeast;
