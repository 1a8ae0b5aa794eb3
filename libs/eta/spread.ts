import { plusMinutes } from '#time/minutes';

/** A predicted arrival: one in ten is earlier than `p10`, half are earlier than `p50`, one in ten is later than `p90`. */
export type Quantiles = { readonly p10: Date; readonly p50: Date; readonly p90: Date };

/** The quantiles of equally likely moments, given in minutes from `now`. At least ten of them. */
export function quantilesOf(minutes: Float64Array, now: Date): Quantiles {
  const sorted = minutes.toSorted();
  return {
    p10: plusMinutes(now, at(sorted, 0.1)),
    p50: plusMinutes(now, at(sorted, 0.5)),
    p90: plusMinutes(now, at(sorted, 0.9)),
  };
}

/** The value under which a share `p` of sorted values lies: between two of them, the mean of both. */
export function at(sorted: ArrayLike<number>, p: number): number {
  const place = p * sorted.length;
  const above = Math.min(sorted.length - 1, Math.floor(place));
  const below = Math.max(0, Math.ceil(place) - 1);
  return (sorted[below]! + sorted[above]!) / 2;
}
