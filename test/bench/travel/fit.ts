import { quantile, sum } from '#test/bench/figures';

/** One drive as the roads have it, and how far its ends lie apart as the crow flies. */
export type Drive = { readonly crowMeters: number; readonly meters: number; readonly seconds: number };

/** Seconds of a drive from its great-circle distance alone. */
export type Guess = (crowMeters: number) => number;

/**
 * Start and pace of the line that is the least off in shares of the true times (least squares, weighted by 1/seconds²):
 * in seconds and seconds per kilometre. Plain least squares would let the few long ways round decide.
 */
export function fitted(drives: readonly Drive[]): { readonly start: number; readonly perKm: number } {
  const weighted = (value: (drive: Drive) => number) =>
    sum(drives.map((drive) => value(drive) / drive.seconds ** 2)) / sum(drives.map(({ seconds }) => 1 / seconds ** 2));
  const km = ({ crowMeters }: Drive) => crowMeters / 1000;
  const [meanKm, meanSeconds] = [weighted(km), weighted(({ seconds }) => seconds)];
  const perKm =
    weighted((drive) => (km(drive) - meanKm) * (drive.seconds - meanSeconds)) /
    weighted((drive) => (km(drive) - meanKm) ** 2);
  return { start: meanSeconds - perKm * meanKm, perKm };
}

/** How far a guess is off: shares of the true time (MAPE, median, nine of ten), and minutes. */
export function errorsOf(guess: Guess, drives: readonly Drive[]) {
  const off = drives.map(({ crowMeters, seconds }) => Math.abs(guess(crowMeters) - seconds));
  const shares = off.map((seconds, i) => (100 * seconds) / drives[i]!.seconds);
  return {
    mape: sum(shares) / shares.length,
    p50: quantile(shares, 0.5),
    p90: quantile(shares, 0.9),
    minutes: sum(off) / off.length / 60,
  };
}

/** Road meters for each meter as the crow flies, over all drives. */
export const circuity = (drives: readonly Drive[]) =>
  sum(drives.map(({ meters }) => meters)) / sum(drives.map(({ crowMeters }) => crowMeters));
