import type { Quantiles } from '#eta/spread';
import { MINUTE } from '#time/minutes';

/** How long before the true arrival a forecast was made, minutes: each span holds its beginning, not its end. */
export const HORIZONS = [
  { name: '0-15', from: 0, to: 15 },
  { name: '15-30', from: 15, to: 30 },
  { name: '30-60', from: 30, to: 60 },
  { name: '60-120', from: 60, to: 120 },
  { name: '120-240', from: 120, to: 240 },
  { name: '>240', from: 240, to: Infinity },
] as const;

/** Sums over forecasts of one visit; minutes. `error` is forecast less truth: positive when he was expected too late. */
export type Sums = {
  n: number;
  error: number;
  absolute: number;
  squared: number;
  covered: number;
  before: number;
  after: number;
  width: number;
  /** Mean quantile loss of p10, p50 and p90 (pinball): what coverage and narrowness are worth together. */
  loss: number;
};

/** The forecasts of one visit by one predictor, summed by horizon. */
export type Tally = {
  /** Takes a forecast into account; one made after he had come, tapped or not, is none. */
  add(eta: Quantiles, now: Date): void;
  /** By horizon, in the order of `HORIZONS`; a horizon nobody was asked at has `n` 0. */
  readonly horizons: readonly Sums[];
  /** The forecast standing when the shift began: the first one made then or after, if he was not there yet. */
  readonly atStart: Sums | null;
};

export function tallying(arrived: Date, shiftBegins: Date): Tally {
  const horizons = HORIZONS.map(nothing);
  let atStart: Sums | null = null;
  return {
    horizons,
    get atStart() {
      return atStart;
    },
    add(eta, now) {
      const ahead = (arrived.getTime() - now.getTime()) / MINUTE;
      if (ahead <= 0) return;
      addTo(horizons[HORIZONS.findIndex(({ to }) => ahead < to)]!, eta, arrived);
      if (!atStart && now >= shiftBegins) addTo((atStart = nothing()), eta, arrived);
    },
  };
}

const nothing = (): Sums => ({
  n: 0,
  error: 0,
  absolute: 0,
  squared: 0,
  covered: 0,
  before: 0,
  after: 0,
  width: 0,
  loss: 0,
});

function addTo(sums: Sums, { p10, p50, p90 }: Quantiles, arrived: Date): void {
  const error = (p50.getTime() - arrived.getTime()) / MINUTE;
  sums.n++;
  sums.error += error;
  sums.absolute += Math.abs(error);
  sums.squared += error * error;
  if (arrived < p10) sums.before++;
  else if (arrived > p90) sums.after++;
  else sums.covered++;
  sums.width += (p90.getTime() - p10.getTime()) / MINUTE;
  sums.loss += (pinball(0.1, p10, arrived) + pinball(0.5, p50, arrived) + pinball(0.9, p90, arrived)) / 3;
}

/** Koenker and Bassett's quantile loss, minutes. */
function pinball(q: number, forecast: Date, truth: Date): number {
  const over = (truth.getTime() - forecast.getTime()) / MINUTE;
  return Math.max(q * over, (q - 1) * over);
}
