import { plusMinutes } from '#time/minutes';

/** A moment that is not known exactly: the middle, and how far it may lie off (standard deviation, minutes). */
export type Moment = { readonly at: Date; readonly sd: number };

/** A predicted arrival: one in ten is earlier than `p10`, half are earlier than `p50`, one in ten is later than `p90`. */
export type Quantiles = { readonly p10: Date; readonly p50: Date; readonly p90: Date };

/** 1.2816 standard deviations hold the middle 80 % of a normal law; delays have the longer tail, so the late side gets more. */
const EARLY = 1.2;
const LATE = 1.35;

export const quantiles = ({ at, sd }: Moment): Quantiles => ({
  p10: plusMinutes(at, -EARLY * sd),
  p50: at,
  p90: plusMinutes(at, LATE * sd),
});

/** Independent uncertainties add as squares, so a chain is surer than the sum of its links' worst cases. */
export const add = (sd: number, more: number) => Math.hypot(sd, more);

/** What a drive of `minutes` may be off. */
export const drivingSd = (minutes: number) => 2 + 0.12 * minutes;

/** What `minutes` of work still to do may be off; beyond an hour and a half a longer job is no vaguer. */
export const workingSd = (minutes: number) => Math.min(14, 1 + 0.15 * minutes);
