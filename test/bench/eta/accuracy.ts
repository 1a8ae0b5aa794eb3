import type { Visit } from '#test/bench/eta/replay';
import { HORIZONS, type Sums } from '#test/bench/eta/tally';

/** How near forecasts came; minutes and per cent. */
export type Accuracy = {
  readonly visits: number;
  readonly mae: number;
  readonly rmse: number;
  /** Positive: he was expected later than he came. */
  readonly bias: number;
  /** Per cent of arrivals within p10 to p90; 80 is what such a range says of itself. */
  readonly coverage: number;
  readonly beforeP10: number;
  readonly afterP90: number;
  /** Mean minutes from p10 to p90. */
  readonly width: number;
  readonly loss: number;
};

/**
 * Accuracy over visits in which each counts the same: a visit's figure is the mean over its forecasts, one every five
 * minutes until he came; the result is the mean over visits (of squares for RMSE, whose root is taken last). That is what
 * somebody finds who looks at any moment, without knowing how the day will end.
 */
export const overall = (visits: readonly Visit[], name: string): Accuracy =>
  accuracyOf(visits.map((visit) => perForecast(addedUp(sumsOf(visit, name)))));

/**
 * The same of the forecasts made so long before the true arrival. Who looks back like this sees near arrivals expected
 * too late and far ones too soon, of any honest prediction: those that came soon came sooner than most.
 */
export const byHorizon = (visits: readonly Visit[], name: string): Record<string, Accuracy> =>
  Object.fromEntries(
    HORIZONS.map((horizon, i) => [
      horizon.name,
      accuracyOf(visits.map((visit) => perForecast(visit.accounts.get(name)!.tally.horizons[i]!))),
    ]),
  );

/** Of the forecast that stood when the shift began, for every visit not reached by then. */
export const atShiftStart = (visits: readonly Visit[], name: string): Accuracy =>
  accuracyOf(visits.map((visit) => visit.accounts.get(name)!.tally.atStart));

const sumsOf = (visit: Visit, name: string) => visit.accounts.get(name)!.tally.horizons;

type Means = Omit<Sums, 'n'>;
const KEYS = ['error', 'absolute', 'squared', 'covered', 'before', 'after', 'width', 'loss'] as const;

const perForecast = (sums: Sums): Means | null => (sums.n ? mapped((key) => sums[key] / sums.n) : null);

function meanOf(parts: readonly (Means | null)[]): Means | null {
  const present = parts.filter((part) => part !== null);
  return present.length ? mapped((key) => present.reduce((sum, part) => sum + part[key], 0) / present.length) : null;
}

const addedUp = (parts: readonly Sums[]): Sums => ({
  n: parts.reduce((sum, { n }) => sum + n, 0),
  ...mapped((key) => parts.reduce((sum, part) => sum + part[key], 0)),
});

const mapped = (value: (key: keyof Means) => number) =>
  Object.fromEntries(KEYS.map((key) => [key, value(key)])) as Means;

function accuracyOf(visits: readonly (Means | null)[]): Accuracy {
  const mean = meanOf(visits) ?? mapped(() => Number.NaN);
  return {
    visits: visits.filter((visit) => visit !== null).length,
    mae: mean.absolute,
    rmse: Math.sqrt(mean.squared),
    bias: mean.error,
    coverage: 100 * mean.covered,
    beforeP10: 100 * mean.before,
    afterP90: 100 * mean.after,
    width: mean.width,
    loss: mean.loss,
  };
}
